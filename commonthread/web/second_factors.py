"""Second factors as this service keeps them: secrets are encrypted with a key that is not in the database."""

import base64
import hashlib

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

NAME = "Common Thread"


def sealed() -> MultiFernet:
    """By the secret key of the installation; a key that it had before still opens what it closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"sign-in:" + key.encode()).digest()))
            for key in keys
        ]
    )


class SecondFactors(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That is not the code that is valid now",
    }

    def encrypt(self, text: str) -> str:
        return sealed().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return sealed().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": context.request.get_host().partition(":")[0], "name": NAME}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict:
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.name}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:
        return "Passkey"

"""Second factors when they are made and presented: how often they may be, and what of it the ledger is told."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

from commonthread.access.sign_ins import Change, Failure, note_account, note_failed_sign_in
from commonthread.web import known_device
from commonthread.web.device import address, device

# A code has six digits, so devices that the account has not used are counted together as well: thirty in an hour.
LIMITS = {"code": "5/5m/key", "code-elsewhere": "30/h/key"}


class Code(AuthenticateForm):
    def clean_code(self) -> str:
        return _checked(self)


class CodeAgain(ReauthenticateForm):
    def clean_code(self) -> str:
        return _checked(self)


def _checked(form: AuthenticateForm | ReauthenticateForm) -> str:
    user, code = form.user, form.cleaned_data["code"]
    used = _count(user.get_username())
    if used is None:
        _note(Failure.TOO_MANY, user.pk)
        raise get_account_adapter().validation_error("too_many_login_attempts")
    for kept in Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN):
        if kept.wrap().validate_code(code):
            kept.user = user
            form.authenticator = kept
            for each in used:
                each.rollback()
            if kept.type == Authenticator.Type.RECOVERY_CODES:
                note_account(user.pk, Change.CODE_USED)
            return code
    _note(Failure.CODE, user.pk)
    raise get_adapter().validation_error("incorrect_code")


def _count(username: str) -> list[ratelimit.RateLimitUsage] | None:
    """Count an attempt; None where there were too many."""
    request = context.request
    keys = {"code": known_device.counted_by(request, username)}
    if not known_device.is_known(request, username):
        keys["code-elsewhere"] = username.lower()
    counted = [
        ratelimit.consume(request, app="commonthread", action=action, config=LIMITS, key=key)
        for action, key in keys.items()
    ]
    return None if None in counted else counted


def _note(why: Failure, user: int | None) -> None:
    note_failed_sign_in(why, user=user, device=device(context.request), address=address(context.request))


# What a browser would not send. allauth and fido2 each take some of it for granted.
NONSENSE = (ValueError, TypeError, KeyError, AttributeError)


class NewPasskey(AddWebAuthnForm):
    def clean(self) -> dict:
        try:
            return super().clean()
        except NONSENSE:
            raise get_adapter().validation_error("incorrect_code") from None


class _Noted:
    """A passkey cannot be guessed, so presenting one is not counted by account: nobody can be locked out that way."""

    def clean_credential(self) -> Authenticator:
        credential = self.cleaned_data["credential"]
        try:
            auth.parse_authentication_response(credential)
            # Whose it is follows from the passkey itself where nobody has said so yet.
            user = self.user or auth.extract_user_from_response(credential)
            return auth.complete_authentication(user, credential)
        except (ValidationError, *NONSENSE):
            _note(Failure.PASSKEY, self.user and self.user.pk)
            raise get_adapter().validation_error("incorrect_code") from None


class Passkey(_Noted, AuthenticateWebAuthnForm):
    """As the second step after a password."""


class PasskeyAlone(_Noted, LoginWebAuthnForm):
    """As the only step."""


class PasskeyAgain(_Noted, ReauthenticateWebAuthnForm):
    """To confirm."""

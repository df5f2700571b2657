"""An agency's own identity provider, by OpenID Connect. It says who somebody is, and nothing more is taken from it.

An account is keyed on issuer and subject together, so a provider that takes another's place signs nobody in, and no
e-mail address or username that a provider may hand out again is ever looked at.
"""

import hashlib
import hmac
import secrets
import time
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest

# Signed with a key that the provider alone holds: not *none*, and not with a secret that we hold too.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
CLOCKS_DIFFER_BY = 60
NONCE = "provider nonce"
CONFIRMING = "redirect"
WELL_KNOWN = "/.well-known/openid-configuration"


class NotToBeTrusted(OAuth2Error):
    """What the provider said does not hold."""


def is_safe(address: str) -> bool:
    """TLS, or this machine itself."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}
    )


def discover(issuer: str) -> dict[str, Any]:
    """What a provider says of itself; it must call itself what it is called here."""
    with get_adapter().get_requests_session() as session:
        answer = session.get(issuer.rstrip("/") + WELL_KNOWN)
        answer.raise_for_status()
        said = answer.json()
    if said.get("issuer") != issuer:
        raise NotToBeTrusted("The provider calls itself something else.")
    ends = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if not all(is_safe(said.get(end, "")) for end in ends):
        raise NotToBeTrusted("The provider names an address without TLS.")
    return said


class AgencyOpenID(OpenIDConnectOAuth2Adapter):
    @property
    def issuer(self) -> str:
        return self.get_provider().app.settings["issuer"]

    @property
    def openid_config(self) -> dict[str, Any]:
        if not hasattr(self, "_said"):
            self._said = discover(self.issuer)
        return self._said

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **given: Any) -> Any:
        if request.GET.get("iss", self.issuer) != self.issuer:
            raise NotToBeTrusted("Another provider answered.")
        claims = self._claims(given["response"].get("id_token") or "", app.client_id)
        nonce = request.session.pop(NONCE, "")
        if not nonce or not hmac.compare_digest(str(claims.get("nonce", "")), nonce):
            raise NotToBeTrusted("The answer is to another question.")
        longest = app.settings["max_age"]
        signed_in_at = claims.get("auth_time")
        lately = (
            isinstance(signed_in_at, int | float) and time.time() - signed_in_at <= longest + CLOCKS_DIFFER_BY
        )
        if longest and not lately:
            raise NotToBeTrusted("The provider did not say that they signed in there lately.")
        login = self.get_provider().sociallogin_from_response(request, claims)
        login.second_factor = _second_factor(claims, app.settings)
        return login

    def _claims(self, id_token: str, client_id: str) -> dict[str, Any]:
        """Of an identity token whose signature, issuer, audience and times hold."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        try:
            kid = jwt.get_unverified_header(id_token).get("kid")
            keys = [
                key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if kid is None or key.key_id == kid
            ]
            if len(keys) != 1:
                raise NotToBeTrusted("The token names no key of the provider's.")
            claims = jwt.decode(
                id_token, keys[0].key, algorithms=ALGORITHMS, audience=client_id, issuer=self.issuer,
                leeway=CLOCKS_DIFFER_BY, options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )  # fmt: skip
        except jwt.PyJWTError as fault:
            raise NotToBeTrusted("The token does not hold.") from fault
        if claims.get("azp", client_id) != client_id:
            raise NotToBeTrusted("The token was made for somebody else.")
        return claims


def _second_factor(claims: dict[str, Any], trusted: dict[str, Any]) -> bool:
    """Whether the provider asked for a second factor, in words that were agreed with its agency."""
    methods = claims.get("amr")
    methods = methods if isinstance(methods, list) else []
    return claims.get("acr") in trusted["acr"] or any(method in trusted["amr"] for method in methods)


class AgencyProvider(OpenIDConnectProvider):
    oauth2_adapter_class = AgencyOpenID

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """Neither profile nor e-mail, and nothing that an address asks for."""
        return ["openid"]

    def get_pkce_params(self) -> dict[str, str]:
        return generate_code_challenge()

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        nonce = request.session[NONCE] = secrets.token_urlsafe(24)
        params: dict[str, Any] = {"nonce": nonce}
        if self.app.settings["max_age"]:
            params["max_age"] = self.app.settings["max_age"]
        if self.app.settings["acr"]:
            params["acr_values"] = " ".join(self.app.settings["acr"])
        if request.POST.get("process") == CONFIRMING:
            params["prompt"] = "login"
        return params

    def extract_uid(self, data: dict[str, Any]) -> str:
        return hashlib.sha256(f"{data['iss']}\n{data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list:
        return []


provider_classes = [AgencyProvider]

"""To an agency's own provider, and back."""

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from commonthread.web.agency_accounts import LINKING
from commonthread.web.page import Open, page
from commonthread.web.provider import CONFIRMING, AgencyOpenID


@page("accounts/agency/<slug:provider_id>/", needs=Open.TO_ANYONE, methods=("POST",))
def openid_connect_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    if request.POST.get("process") not in {LINKING, CONFIRMING} and request.user.is_authenticated:
        get_adapter(request).logout(request)
    return _by(request, OAuth2LoginView, provider_id)


@page("accounts/agency/<slug:provider_id>/back/", needs=Open.TO_ANYONE)
def openid_connect_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _by(request, OAuth2CallbackView, provider_id)


def _by(request: HttpRequest, view: type, provider_id: str) -> HttpResponse:
    adapter = AgencyOpenID(request, provider_id)
    try:
        provider = adapter.get_provider()
    except SocialApp.DoesNotExist:
        raise Http404 from None
    try:
        return view.adapter_view(adapter)(request)
    except (RequestException, OAuth2Error) as fault:
        return render_authentication_error(request, provider, exception=fault)
    except ImmediateHttpResponse as answer:
        return answer.response

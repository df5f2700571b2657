"""Addresses of the pages and of the API."""

from django.urls import path

from commonthread.web.api.context import context
from commonthread.web.api.published import authorization_server, openapi
from commonthread.web.api.service import api
from commonthread.web.api.tokens import revoke, token
from commonthread.web.page import addresses

urlpatterns = [
    *addresses(),
    path("api/token", token, name="api_token"),
    path("api/revoke", revoke, name="api_revoke"),
    path("api/openapi.json", openapi, name="api_openapi"),
    path(".well-known/oauth-authorization-server", authorization_server, name="authorization_server"),
    path("api/v1/context.jsonld", context, name="api_context"),
    path("api/", api.urls),
]

handler403 = "commonthread.web.refusals.not_permitted"
handler404 = "commonthread.web.refusals.not_found"
handler429 = "commonthread.web.refusals.too_fast"
handler500 = "commonthread.web.refusals.failed"

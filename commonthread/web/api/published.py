"""What machines read before they call: the OpenAPI document and where tokens are given (RFC 8414)."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from commonthread.access.client_terms import ClientScope
from commonthread.web.api.document import document


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


@require_safe
def authorization_server(request: HttpRequest) -> JsonResponse:
    here = f"{request.scheme}://{request.get_host()}"
    return JsonResponse(
        {
            "issuer": here,
            "token_endpoint": f"{here}/api/token",
            "revocation_endpoint": f"{here}/api/revoke",
            "grant_types_supported": ["client_credentials"],
            "response_types_supported": [],
            "scopes_supported": [scope.value for scope in ClientScope],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "service_documentation": f"{here}/api/docs",
        }
    )

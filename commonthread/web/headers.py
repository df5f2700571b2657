"""What every answer tells the browser: keep nothing, run nothing that is not ours, show us in no frame."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse


def policy(*, forms_to: Iterable[str] = ()) -> str:
    """What a page may do. A form may lead to us alone, but for the sites of agencies' own providers, where they are named."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            " ".join(("form-action 'self'", *forms_to)),
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


# Beyond what Django's SecurityMiddleware and XFrameOptionsMiddleware already say.
HEADERS = {
    "Content-Security-Policy": policy(),
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}


def headers(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def with_headers(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return with_headers

"""A page: one address, the permission that it needs, and the view that answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, wraps
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, get_resolver, path, register_converter
from django.views.decorators.http import require_http_methods

from commonthread.access.permissions import Permission
from commonthread.access.scope import NotAllowed, NotYourPurpose, ScopeEnded, TooFast
from commonthread.web.typed_by import FIELD, was_typed_by

View = Callable[..., HttpResponse]
FOLDER = Path(__file__).parent / "pages"


class Open(Enum):
    """Pages without personal content that need no signing in."""

    TO_ANYONE = "open to anyone"


@dataclass(frozen=True)
class Page:
    name: str
    route: str
    needs: Permission | Open
    methods: tuple[str, ...]
    answer: View


class Number:
    """A number in an address, none so long that the database could not hold it."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, digits: str) -> int:
        return int(digits)

    def to_url(self, number: int) -> str:
        return str(number)


register_converter(Number, "number")
_found: dict[str, Page] = {}


def page(
    route: str, *, needs: Permission | Open, methods: tuple[str, ...] = ("GET", "HEAD")
) -> Callable[[View], View]:
    """Declare a view as a page. What it may not see and what is not there are answered alike."""

    def register(view: View) -> View:
        @require_http_methods(methods)
        @wraps(view)
        def answer(request: HttpRequest, **given: object) -> HttpResponse:
            if needs is Open.TO_ANYONE:
                return view(request, **given)
            if request.scope is None:
                return request.lead_in()
            if FIELD in request.POST and not was_typed_by(request):
                raise PermissionDenied
            if not request.scope.may(needs):
                raise PermissionDenied(needs)
            try:
                return view(request, **given)
            except NotAllowed:
                raise Http404 from None
            except NotYourPurpose as refusal:
                raise PermissionDenied(refusal) from None
            except TooFast:
                return get_resolver().resolve_error_handler(429)(request)
            except ScopeEnded:
                logout(request)
                return redirect_to_login(request.get_full_path())

        if view.__name__ in _found:
            raise ValueError(f"two pages are called {view.__name__}")
        _found[view.__name__] = Page(view.__name__, route, needs, methods, answer)
        return answer

    return register


@cache
def pages() -> Mapping[str, Page]:
    """Every page by name: those that the `view.py` of each folder in `pages/` declares."""
    for view in sorted(FOLDER.glob("*/view.py")):
        import_module(f"commonthread.web.pages.{view.parent.name}.view")
    return MappingProxyType(_found)


def addresses() -> list[URLPattern]:
    return [path(page.route, page.answer, name=page.name) for page in pages().values()]

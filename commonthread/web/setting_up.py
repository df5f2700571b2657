"""Setting up a second factor: by whoever is signed in, and by whoever must before they come in."""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from commonthread.access.permissions import Permission
from commonthread.web.page import Open, page
from commonthread.web.proof import has_second_factor, proved_lately

GOING = "going to"
View = Callable[..., HttpResponse]


def own_page(
    route: str,
    *,
    needs: Permission | Open = Open.TO_ANYONE,
    methods: tuple[str, ...] = ("GET", "HEAD", "POST"),
) -> Callable[[View], View]:
    """A page of one's own account that changes how one signs in: only for who has just proved who they are."""

    def declare(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **given: object) -> HttpResponse:
            # Half-way in is enough for somebody who has no second factor yet, and for nobody else.
            if request.scope is None and (
                not request.user.is_authenticated or has_second_factor(request.user)
            ):
                return request.lead_in()
            if going := request.GET.get("next"):
                request.session[GOING] = going
            if proved_lately(request):
                return view(request, **given)
            if request.scope is not None:
                going = request.path if request.method == "GET" else reverse("my_sign_in")
                return redirect_to_login(going, reverse("confirm_again"))
            get_adapter(request).logout(request)
            return redirect_to_login(request.path)

        return page(route, needs=needs, methods=methods)(answer)

    return declare


def where_to(request: HttpRequest) -> str:
    """Where somebody was going when they were asked for more."""
    going = request.session.get(GOING, "")
    return going if url_has_allowed_host_and_scheme(going, {request.get_host()}) else reverse("my_sign_in")

"""Pages that say no, or that something failed: each in plain words with a next step."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import FOR_PEOPLE, ROLES, Permission
from commonthread.access.scope import NotYourPurpose
from commonthread.web.api.marks import PREFIX
from commonthread.web.api.problems import refuse
from commonthread.web.not_sent import sent_again
from commonthread.web.rendering import render

WORDS = {
    "not_found": (
        404,
        "There is nothing here that you may see",
        "The address may be wrong, or what it leads to may not be for you: not for your role, not your agency’s, or of a case that is closed or not yours. All are answered alike.",
    ),
    "not_permitted": (
        403,
        "Your role does not open this page",
        "Nothing was shown, and nothing was changed.",
    ),
    "form_expired": (
        403,
        "This form was open for too long",
        "Nothing was saved. Go back, load the page again and send it once more.",
    ),
    "too_fast": (
        429,
        "That was too fast",
        "More was asked for in a minute than one person needs. Nothing is wrong with your account: wait a minute and go on.",
    ),
    "no_post": (
        403,
        "You hold no post here today",
        "You are signed in, but no agency has given you a post that begins today or earlier and has not ended. Ask whoever looks after your agency’s accounts.",
    ),
    "account_closed": (
        403,
        "This account is closed",
        "Ask whoever looks after your agency’s accounts.",
    ),
    "failed": (
        500,
        "Something went wrong here",
        "Nothing that you had not already sent was saved. Try again in a few minutes.",
    ),
}


NOT_FOR_POST = "That is not a purpose for which somebody in your post looks."
ASK = "Ask an administrator of your agency, who gives posts, if your work needs it."
WHEN_NOT_FOUND = (
    "If your work needs it, ask whoever leads the case or supervises you. What other agencies let your post see stands under "
    "Agreements, “What may flow”; the data protection officer of your agency answers for it."
)
OF_THE_API = {"not_found": "not-found", "failed": "failed"}


def _refuse(request: HttpRequest, name: str, *more: str) -> HttpResponse:
    """`more` says, to somebody whom we know, which rule it was and whom to ask."""
    if request.path_info.startswith(PREFIX) and name in OF_THE_API:
        return refuse(request, OF_THE_API[name])
    status, heading, words = WORDS[name]
    return render(request, "refusal.html", {"heading": heading, "words": [words, *more]}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _refuse(request, "not_found", *((WHEN_NOT_FOUND,) if _is_known(request) else ()))


def not_permitted(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _refuse(request, "not_permitted", *(_which_rule(request, exception) if _is_known(request) else ()))


def _is_known(request: HttpRequest) -> bool:
    return getattr(request, "scope", None) is not None


def _which_rule(request: HttpRequest, exception: Exception) -> tuple[str, ...]:
    (what,) = exception.args or (None,)
    mine = ROLES[request.scope.role].label.lower()
    if isinstance(what, NotYourPurpose):
        return (f"{NOT_FOR_POST} Yours is {mine}.", ASK)
    if isinstance(what, Permission):
        others = ", ".join(
            ROLES[role].label.lower() for role in FOR_PEOPLE if what in ROLES[role].permissions
        )
        return (f"It needs a post that may {what.value}. Yours, {mine}, may not. These may: {others}.", ASK)
    return (ASK,)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return sent_again(request) or _refuse(request, "form_expired")


def too_fast(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _refuse(request, "too_fast")


def no_post(request: HttpRequest) -> HttpResponse:
    return _refuse(request, "no_post")


def account_closed(request: HttpRequest) -> HttpResponse:
    return _refuse(request, "account_closed")


def failed(request: HttpRequest) -> HttpResponse:
    return _refuse(request, "failed")

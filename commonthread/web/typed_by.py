"""Who typed what a page holds for them while they sign in again: so that nobody sends it in another's name."""

from django.core import signing
from django.http import HttpRequest

FIELD = "typed_by"
LONGEST = 10 * 60 * 60


def mark(user: int, path: str) -> str:
    return signing.dumps([user, path], salt=FIELD)


def was_typed_by(request: HttpRequest) -> bool:
    """Whether whoever is signed in now is who typed this, for this page."""
    try:
        typed = signing.loads(request.POST.get(FIELD, ""), salt=FIELD, max_age=LONGEST)
    except signing.BadSignature:
        return False
    return typed == [request.user.pk, request.path]

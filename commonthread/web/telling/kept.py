"""What somebody has answered so far: in this session alone, closed with a key that is not in the database, for half an hour."""

import json

from cryptography.fernet import InvalidToken
from django.http import HttpRequest

from commonthread.web.second_factors import sealed
from commonthread.web.telling.questions import Answers

KEPT_AS, REFERENCE = "telling", "told"
LASTS = 30 * 60


def answers(request: HttpRequest) -> dict[str, list[str]]:
    try:
        kept = sealed().decrypt(request.session.get(KEPT_AS, "").encode(), ttl=LASTS)
    except InvalidToken:
        return {}
    return json.loads(kept)


def keep(request: HttpRequest, said: Answers) -> None:
    request.session[KEPT_AS] = sealed().encrypt(json.dumps(dict(said)).encode()).decode()
    if not request.user.is_authenticated:
        request.session.set_expiry(LASTS)


def forget(request: HttpRequest) -> None:
    """Nothing of it stays, here or in the browser; whoever is signed in beside it stays so."""
    if request.user.is_authenticated:
        for name in (KEPT_AS, REFERENCE):
            request.session.pop(name, None)
    else:
        request.session.flush()


def keep_reference(request: HttpRequest, reference: str, reachable: bool) -> None:
    forget(request)
    request.session[REFERENCE] = [reference, reachable]
    if not request.user.is_authenticated:
        request.session.set_expiry(LASTS)


def reference(request: HttpRequest) -> tuple[str, bool] | None:
    kept = request.session.get(REFERENCE)
    return (kept[0], kept[1]) if kept else None

"""Telling a hub by the public pages, as a test does it."""

import secrets
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client

ANSWERS = {
    "about": {"about": "child"},
    "place": {"address": "12 Elm Row"},
    "people": {"people": "1", "given_name_0": "Bram", "age_0": "8"},
    "worry": {"worries": ["left_alone", "hunger"]},
    "happened": {"said": "He is alone in the garden until dark", "first_hand": "yes", "going_on": "yes"},
    "you": {"named": "no", "who": "neighbour"},
    "reach": {"reach": "no"},
}


def anywhere() -> str:
    """An address of its own, of those reserved for tests: many from one place are refused."""
    return f"198.18.{secrets.randbelow(250)}.{secrets.randbelow(250)}"


@dataclass(frozen=True)
class Telling:
    """Every page that was come by, with its address; the last is what came of sending it."""

    pages: list[tuple[str, HttpResponse]]


def tell(client: Client, *, district: str, address: str = "", **changes: str) -> Telling:
    pages = [("/tell-us", client.get("/tell-us"))]
    for step, given in ANSWERS.items():
        sent = {name: changes.get(name, value) for name, value in given.items()}
        sent |= {name: changes[name] for name in OF.get(step, ()) if name in changes}
        sent |= {"district": district} if step == "place" else {}
        pages.append((f"/tell-us/{step}", client.get(f"/tell-us/{step}")))
        answer = client.post(f"/tell-us/{step}", sent)
        assert answer.status_code == 302, answer.content.decode()
    pages.append(("/tell-us/check", client.get("/tell-us/check")))
    pages.append(
        ("/tell-us/sent", client.post("/tell-us/check", REMOTE_ADDR=address or anywhere(), follow=True))
    )
    return Telling(pages)


OF = {
    "people": ("family_name_0", "given_name_0"),
    "you": ("your_name", "named"),
    "reach": ("reach_at", "reach_when", "reach_how"),
}


def case_of(make, hub) -> int:
    """The newest case of a hub."""
    return make._owner(
        "SELECT number FROM pathways_case WHERE agency = %s ORDER BY opened_at DESC, number LIMIT 1",
        hub.agency,
    )[0]

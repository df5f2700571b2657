"""Organisations, services and professionals: who they are to the people whose records name them."""

from dataclasses import dataclass
from typing import Any

from commonthread.feeds.national.node import IDENTIFIER, Faults, Node
from commonthread.feeds.national.person import ADDRESS, CONTACT, NAME
from commonthread.feeds.national.vocabulary import OrganisationType, ServiceType
from commonthread.records.record import Author, Fault

ORGANISATION = (
    *("identifier", "name", "alias", "type", "active", "address", "contact"),
    *("relatedProfessional", "relatedService"),
)
SERVICE = (
    *("identifier", "name", "alias", "type", "active", "address", "contact"),
    *("relatedProfessional", "relatedOrganisation"),
)
PROFESSIONAL = ("identifier", "name", "role", "status", "contact", "relatedService", "relatedOrganisation")
MOST_ENTRIES = 50_000


@dataclass(frozen=True)
class Team:
    """A service or organisation as far as the document has told of it."""

    name: str | None = None
    code: str | None = None
    organisation: str | None = None


class Directory:
    """What a document has said of its services and organisations so far."""

    def __init__(self) -> None:
        self.teams: dict[str, Team] = {}

    def organisation(self, value: Any, faults: Faults) -> Author | tuple[Fault, ...]:
        node = Node(value, ORGANISATION, faults=faults)
        _check_codes(node, OrganisationType)
        return self._listed(node, Team(name=node.text("name"), organisation=node.text("name")))

    def service(self, value: Any, faults: Faults) -> Author | tuple[Fault, ...]:
        node = Node(value, SERVICE, faults=faults)
        _check_codes(node, ServiceType)
        team = Team(node.text("name"), next(iter(node.texts("type")), None), self._related(node).organisation)
        return self._listed(node, team)

    def professional(self, value: Any, faults: Faults) -> Author | tuple[Fault, ...]:
        node = Node(value, PROFESSIONAL, faults=faults)
        key = _key(node)
        if key is None:
            return (Fault(column="identifier", message="is needed"),)
        name = node.node("name", NAME)
        given = name.texts("givenName")[:1] + name.texts("familyName") if name else []
        if not given:
            faults.warn("name", "is needed: who wrote a record should be known by name")
        team = self._related(node, "relatedService")
        return Author(
            key=key,
            name=" ".join(given)[:200] or None,
            role=", ".join(node.texts("role"))[:200] or None,
            team=(team.name or self._related(node).name or "")[:200] or None,
            phone=_phone(node),
        )

    def service_of(self, node: Node) -> Team:
        """The service that an episode or event names; its identifier where the document has not told of it."""
        found = node.nodes("relatedService", IDENTIFIER)
        key = found[0].text("value") if found else None
        return self.teams.get(key, Team(name=key)) if key else Team()

    def _related(self, node: Node, name: str = "relatedOrganisation") -> Team:
        keys = [reference.text("value") for reference in node.nodes(name, IDENTIFIER)]
        return next((self.teams[key] for key in keys if key in self.teams), Team())

    def _listed(self, node: Node, team: Team) -> Author | tuple[Fault, ...]:
        key = _key(node)
        if key is None or not team.name:
            wrong = {"identifier": key, "name": team.name}
            return tuple(
                Fault(column=name, message="is needed") for name, found in wrong.items() if not found
            )
        if len(self.teams) < MOST_ENTRIES:
            self.teams[key] = team
        return Author(key=key, team=team.name[:200], phone=_phone(node))


def _key(node: Node) -> str | None:
    found = [identifier.text("value") for identifier in node.nodes("identifier", IDENTIFIER)]
    return next((value[:200] for value in found if value), None)


def _phone(node: Node) -> str | None:
    node.nodes("address", ADDRESS)
    phones = [phone for contact in node.nodes("contact", CONTACT) for phone in contact.texts("telephone")]
    return phones[0][:200] if phones else None


def _check_codes(node: Node, codes: type) -> None:
    if set(node.texts("type")) - set(codes):
        node.faults.warn(node.at("type"), "is not a code of the standard")

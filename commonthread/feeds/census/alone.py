"""A rejected part with just enough of its file around it that it can be corrected and read on its own."""

from copy import deepcopy

from lxml import etree

from commonthread.feeds.census.header import Header
from commonthread.feeds.census.reading import MODULES
from commonthread.feeds.census.taking import Wrong
from commonthread.feeds.format import Reject
from commonthread.feeds.markup import line_of, local_name

KINDS = {
    "Child": "person_details",
    "CINdetails": "referral",
    "Assessments": "assessment",
    "CINPlanDates": "child_in_need_plan",
    "Section47": "section_47_enquiry",
    "ChildProtectionPlans": "child_protection_plan",
}


def rejected(scope: etree._Element, wrong: Wrong, header: Header, *, file: str, kind: str = "") -> Reject:
    """What is wrong in a part, the part being a child, an episode or a module of one."""
    return Reject(
        line=line_of(wrong.element),
        column=wrong.faults[0].column,
        reasons=wrong.faults,
        raw=alone(scope, header),
        kind=kind or KINDS.get(local_name(scope), ""),
        file=file,
    )


def alone(scope: etree._Element, header: Header) -> str:
    """The child without its other episodes and modules, under the header's collection details."""
    message = etree.Element("Message")
    if header.collection_details is not None:
        etree.SubElement(message, "Header").append(deepcopy(header.collection_details))
    child = next((each for each in (scope, *scope.iterancestors()) if local_name(each) == "Child"), None)
    if child is None:
        return etree.tostring(scope, encoding="unicode", with_tail=False)
    shell = etree.SubElement(etree.SubElement(message, "Children"), "Child")
    shell.text = child.text
    for piece in child:
        if local_name(piece) != "CINdetails":
            shell.append(deepcopy(piece))
        elif piece is scope or scope.getparent() is piece:
            shell.append(_without_other_modules(piece, scope))
    return etree.tostring(message, encoding="unicode")


def _without_other_modules(episode: etree._Element, scope: etree._Element) -> etree._Element:
    copy = etree.Element(episode.tag)
    copy.text, copy.tail = episode.text, episode.tail
    for piece in episode:
        if piece is scope or local_name(piece) not in MODULES:
            copy.append(deepcopy(piece))
    return copy

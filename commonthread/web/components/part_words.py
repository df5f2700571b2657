"""What somebody is in a case, in the words of its pages."""

from types import MappingProxyType

from commonthread.pathways.investigation import PartIn

PART_WORDS = MappingProxyType(
    {
        PartIn.SUBJECT: "Whom it is about: the child, the adult at risk, or whoever is missing",
        PartIn.VICTIM: "A victim",
        PartIn.SUSPECT: "Suspected, or the source of the risk",
        PartIn.CARER: "A parent or carer",
        PartIn.WITNESS: "A witness",
        PartIn.OTHER: "None of these",
    }
)
SHORT = MappingProxyType(
    {
        PartIn.SUBJECT: "about them",
        PartIn.VICTIM: "victim",
        PartIn.SUSPECT: "suspect",
        PartIn.CARER: "carer",
        PartIn.WITNESS: "witness",
        PartIn.OTHER: "neither",
    }
)

"""What a sender is told: the receipt of a delivery, and why one was not taken at all."""

from dataclasses import asdict, dataclass, field


class NoSuchAgency(Exception):
    """The agency is not set up here."""


class NoSuchFormat(Exception):
    """The format is not in the catalogue."""


class NoAgreement(Exception):
    """No feed loads without an agreement that is in force."""


class BeingLoaded(Exception):
    """Another process is at this delivery."""


@dataclass
class Receipt:
    """What became of everything in a delivery. The first four sum to `pieces`."""

    delivery: int
    agency: str
    file: str
    accepted: int = 0
    duplicate: int = 0
    superseded: int = 0
    rejected: int = 0
    pieces: int = 0
    listed: int = 0
    warnings: int = 0
    not_taken: int = 0
    loaded_before: bool = False
    remarks: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, object]:
        """What is kept with the delivery and read back when an interrupted load goes on."""
        kept = asdict(self)
        for name in ("delivery", "agency", "file", "loaded_before"):
            del kept[name]
        return kept

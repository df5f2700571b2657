"""An event as its leaf in the tree says it. Byte for byte: docs/ledger.md."""

from datetime import UTC

COLUMNS = "number, at, type, actor, agency, purpose, subject, records, words, transaction"
VERSION = 1


def as_event(number, at, type, actor, agency, purpose, subject, records, words, transaction) -> dict:
    """An event as its leaf says it; what is hashed is this in the form of RFC 8785."""
    return {
        "actor": actor, "agency": agency, "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"), "number": number,
        "purpose": purpose, "records": records, "subject": subject, "transaction": str(transaction), "type": type,
        "v": VERSION, "words": bytes(words).hex(),
    }  # fmt: skip

"""Records as JSON: an array, or one record on each line; each record says its kind."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from pydantic_core import from_json as parse

from commonthread.feeds.format import Admitted, Format, Outcome, Reading, Reject, Sent
from commonthread.feeds.items import Item, items
from commonthread.records.api_schema import from_json
from commonthread.records.kind import kinds
from commonthread.records.record import Draft, Fault

NOT_A_RECORD = Fault(column="(whole record)", message="is not a record: a JSON object with a kind is needed")
NO_KIND = Fault(column="kind", message="is not a kind of record")


def read(files: Sequence[Sent], reading: Reading) -> Iterator[Outcome]:
    for sent in files:
        for _ in items(sent, reading.limits):
            pass
    for sent in files:
        for item in items(sent, reading.limits):
            yield _outcome(item, sent, reading)


def _outcome(item: Item, sent: Sent, reading: Reading) -> Outcome:
    kind, draft = _draft(item, reading.kind, reading.received_on)
    if isinstance(draft, Draft):
        return Admitted(item.line, draft, partial(str, item.text), file=sent.name)
    return Reject(item.line, draft[0].column, draft, item.text, kind=kind, file=sent.name)


def _draft(item: Item, expected: str | None, today: date) -> tuple[str, Draft | tuple[Fault, ...]]:
    try:
        given = parse(item.text, allow_inf_nan=False)
    except ValueError as wrong:
        return "", (Fault(column="(whole record)", message=f"is not JSON: {wrong}"),)
    if not isinstance(given, dict):
        return "", (NOT_A_RECORD,)
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in kinds():
        return "", (NO_KIND,)
    if expected not in (None, kind):
        return kind, (Fault(column="kind", message=f"is not {expected}, as which this was sent"),)
    return kind, from_json(kinds()[kind], item.text, today=today)


FORMAT = Format(
    name="json",
    label="JSON",
    explains="Records of any kind as JSON: an array, or one record on each line. The same as the API takes.",
    suffixes=(".json", ".ndjson"),
    read=read,
    by_item=True,
)

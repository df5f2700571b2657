"""Known mentions held in the database, found by key or number: a `Known` for `link_delta`."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from django.db import connections

from commonthread.identity.block import RULES, Key
from commonthread.identity.hashing import hash64
from commonthread.identity.standardise import SAID, Standard, given, standardise
from commonthread.records.record import Mention

MOST = {rule.name: rule.most for rule in RULES}
MOST_OF_ONE_KEY = 2_000


def content(mention: Standard) -> int:
    """The same number for mentions that say the same."""
    return hash64(repr(SAID(mention)))


class InDatabase:
    """The mentions that have a person; of those that say the same, one is read.

    A key is passed over where more different contents bear it than its rule compares: the index alone tells, so that
    a birth date that many share costs no reading of what they say. At least as many rows would bear it (`Rows`).
    """

    def __init__(self) -> None:
        self._read: dict[int, Standard] = {}

    def sharing(self, asked: Collection[Key]) -> Iterable[Standard]:
        return self._found(
            "SELECT DISTINCT bears.mention, bears.content FROM unnest(%s::bigint[], %s::int[]) AS asked(key, most) "
            "CROSS JOIN LATERAL (SELECT array_agg(k.mention) AS mentions, array_agg(k.content) AS contents "
            "  FROM (SELECT mention, content FROM content.key WHERE key = asked.key LIMIT %s) AS k "
            "  HAVING count(DISTINCT k.content) <= asked.most) AS usable "
            "CROSS JOIN LATERAL unnest(usable.mentions, usable.contents) AS bears(mention, content)",
            [key for _, key in asked], [MOST[rule] for rule, _ in asked], MOST_OF_ONE_KEY,
        )  # fmt: skip

    def numbered(self, numbers: Collection[int]) -> Iterable[Standard]:
        if not numbers:
            return ()
        return self._found(
            "SELECT wanted.number, (SELECT content FROM content.key WHERE mention = wanted.number LIMIT 1) "
            "FROM unnest(%s::bigint[]) AS wanted(number)",
            list(numbers),
        )

    def _found(self, those: str, *params) -> list[Standard]:
        """What was not read before is read from the first mention that says it."""
        with connections["engine"].cursor() as cursor:
            cursor.execute(
                "SELECT m.number, k.content, m.agency, CASE WHEN k.content IS NULL OR k.content <> ALL (%s::bigint[]) "
                "  AND m.number = min(m.number) OVER (PARTITION BY k.content) THEN m.given END "
                f"FROM ({those}) AS k(mention, content) JOIN content.mention m ON m.number = k.mention "
                "WHERE m.person IS NOT NULL ORDER BY m.number",
                [[said for said in self._read if said is not None], *params],
            )
            rows = cursor.fetchall()
        found = []
        for number, said, agency, text in rows:
            if text is not None:
                mention = standardise(given(number, agency, Mention.model_validate_json(text)))
                self._read[said] = mention
            found.append(replace(self._read[said], number=number))
        return found

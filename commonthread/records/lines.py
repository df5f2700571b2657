"""One line of plain words out of what is known; what is not known leaves no trace."""

from collections.abc import Iterable

from commonthread.records.codes import Code


def line_of(*parts: str | Code | None | bool) -> str:
    """The parts that are known, with commas between, beginning with a capital."""
    known = [part.words if isinstance(part, Code) else part for part in parts if part]
    text = ", ".join(str(part) for part in known)
    return text[:1].upper() + text[1:]


def listed(codes: Iterable[Code]) -> str:
    """Several codes in words: 'neglect; domestic abuse'."""
    return "; ".join(code.words for code in codes)


def counted(number: int | None, one: str, many: str) -> str:
    """A number with its noun, or nothing where the number is not known."""
    if number is None:
        return ""
    return f"{number} {one if number == 1 else many}"

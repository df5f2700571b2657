"""What is wrong, in a sentence that names the field as a form does."""

from commonthread.records.columns import Column, columns_by_name
from commonthread.records.kind import kinds
from commonthread.records.record import Fault

VERBS = {"is", "are", "has", "have", "belong", "belongs", "does", "needs", "cannot", "must"}
# Labels of a form stand for the columns of this format alone; the others name their elements themselves.
EXTRACT = "extract"


def fault_in_words(fault: Fault, *, format: str, kind: str) -> str:
    """A fault of a delivered piece."""
    known = columns_by_name(kinds()[kind]) if format == EXTRACT and kind in kinds() else {}
    return sentence(fault, known.get(fault.column))


def sentence(fault: Fault, column: Column | None) -> str:
    if column:
        whose = f"{column.role.label} {column.place}: " if column.role else ""
        return whose + said(column.label, fault.message)
    if not fault.column:
        return fault.message[:1].upper() + fault.message[1:]
    if fault.column.startswith("("):
        return said(_place(fault.column.strip("()")), fault.message)
    return f"{fault.column}: {fault.message}"


def _place(named: str) -> str:
    """*The whole line*; *Column 3*."""
    return named.capitalize() if named.startswith("column") else f"The {named}"


def said(label: str, message: str) -> str:
    """*NHS number is required*; but *NHS number: the check digit does not fit*."""
    begins = message.partition(" ")[0]
    return f"{label} {message}" if begins in VERBS else f"{label}: {message}"

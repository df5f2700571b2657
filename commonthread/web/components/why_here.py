"""Why a task stands where it stands on a list, in words: no number that pretends to be a risk."""

from datetime import datetime

from commonthread.pathways.work import Work

ENOUGH = 0.75
ORDINALS = {2: "2nd", 3: "3rd"}


def why_here(task: Work, at: datetime) -> str:
    said = []
    if task.is_told:
        said.append("told to you")
    if task.is_covered:
        said.append(f"you cover for {task.owner}")
    if task.offered_to:
        said.append(f"offered to {task.offered_to}, not accepted yet")
    if task.has_left:
        said.append(f"{task.owner} has left")
    if task.grade:
        said.append(f"graded {task.grade}")
    if task.contacts > 1:
        said.append(
            f"{ORDINALS.get(task.contacts, f'{task.contacts}th')} case within a year about somebody in it"
        )
    if task.stopped_at:
        said.append("its clock stands still")
    elif task.is_overdue(at):
        said.append("its time is over")
    elif task.share >= ENOUGH:
        said.append(f"{int(100 * task.share)} % of its time has gone by")
    return "; ".join(said) or "in time"

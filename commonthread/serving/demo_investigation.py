"""A supervised investigation of the demo: its plan, its people, a victim to be told, and a review that is overdue."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import connections
from django.utils.timezone import localdate, now

from commonthread.access.demo import account
from commonthread.access.law import POWERS
from commonthread.access.scope import open_scope
from commonthread.access.terms import Purpose
from commonthread.pathways.actions import add_household, open_case
from commonthread.pathways.investigation import Line, PartIn, account_for, write_plan
from commonthread.pathways.queries import case as find
from commonthread.pathways.queries import cases
from commonthread.pathways.tasks import finish_task, follow_procedure, tasks
from commonthread.pathways.terms import Sort
from commonthread.pathways.victims import Happened, Way, happened, record_update, say_part

STORY, INVESTIGATOR = "Two of them", "investigator"
BECAUSE = "Crime 20BW/4471: an injury that nobody explains"
LATE = timedelta(days=8)
AIMS = "Which of the two was hurt, by whom, and who else was in the flat that night. First what the children say, by a trained interviewer; then the telephone; then the neighbours above."


def bring_investigation(about: Mapping[str, int]) -> None:
    """`about` has the child of each story by its title. Once."""
    by = open_scope(account(INVESTIGATOR).pk)
    with by.transaction():
        if STORY not in about or any(one.because == BECAUSE for one in cases()):
            return
        child = about[STORY]
        case = open_case(by=by, purpose=Purpose.SECTION_47, power=POWERS["children-act-1989-s47"].label,
                         because=BECAUSE, people={child: Sort.CHILD}, for_team=True)  # fmt: skip
        add_household(by=by, case=case, person=child)
        follow_procedure(by=by, case=find(case), pathway="supervised-investigation")
    with by.transaction():
        lines = [Line(does, None, now() + timedelta(days=days)) for does, days in
                 (("Interview by video, with an intermediary", 2), ("Ask the school who was seen when", 1), ("Examine his telephone", 9))]  # fmt: skip
        write_plan(
            by=by, case=case, aims=AIMS, because="The crime was recorded on Monday", known=0, lines=lines
        )
        shown = find(case)
        for person in shown.people:
            victim = person.number == child
            say_part(by=by, case=case, person=person.number, part=PartIn.VICTIM if victim else PartIn.OTHER, enhanced=victim,
                     because="As the first account says", at=now())  # fmt: skip
        account_for(by=by, case=case, person=child, safe_where="With a grandmother; the flat is empty", said_by="DC Marsden",
                    seen_by="The duty social worker", seen_on=localdate())  # fmt: skip
        record_update(by=by, case=case, person=child, of="how it stands", words="That somebody listens, and what happens next",
                      way=Way.IN_PERSON, safe_because="At school, with the lead beside; nobody of the home knows", next_at=None)  # fmt: skip
        happened(by=by, case=case, what=Happened.BAILED, at=now())
        plan = next(task for task in tasks(shown) if task.step and task.step.name == "plan")
        finish_task(by=by, case=shown, number=plan.number, outcome="written", words="Edition 1")
    _review_is_late(case)


def _review_is_late(case: int) -> None:
    """As though it had been begun then: the demo is built in a minute."""
    owner = connections["owner"]
    owner.ensure_connection()
    owner.connection.execute(
        "UPDATE pathways_task SET counts_from = %s, begun_at = %s, due_at = %s WHERE case_id = %s AND step = 'direction'",
        [now() - LATE, now() - LATE, now() - timedelta(days=1), case],
    )

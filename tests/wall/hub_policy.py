"""The policy of the Hub as a reviewer reads it: who meets what of a case. Written by hand; test_hub_matrix.py compares it, cell by
cell, with what pages and raw SQL give."""

# Each thing: its page, and what raw SQL asks; %(case)s and the like are numbers of one case and of what hangs from it.
THINGS = {
    "case": ("/cases/%(case)s", "pathways.see(%(case)s)"),
    "task": ("/cases/%(case)s/tasks/%(added)s", "pathways.tasks(%(case)s)"),
    "supervision": ("/cases/%(case)s/supervision", "pathways.opened_by_me(%(case)s)"),
    "contact": ("/front-door/%(door)s", "pathways.contacts_of(%(door)s)"),
    "investigation": ("/cases/%(inquiry)s", "pathways.lacks_to_close(%(inquiry)s)"),
    "meeting": ("/meetings/%(meeting)s", "pathways.attendees(%(meeting)s)"),
    "invitation": ("/meetings/asked/%(theirs)s", "pathways.asked_to_meetings(%(theirs)s)"),
    "disagreement": ("/disagreements/%(disagreement)s", "pathways.stages(%(disagreement)s)"),
    "asked": ("/work/asked/%(asked)s", "pathways.asked_tasks(%(asked)s)"),
    "request": ("/requests/ours/%(request)s", "pathways.requests_to_us(%(request)s, '', 9, 0)"),
    "notice": ("/notices/%(notice)s", "notices.ask(%(notice)s)"),
    "minutes": ("/meetings/%(ended)s/minutes", "pathways.minutes(%(ended)s)"),
    "sent": ("/meetings/sent/%(given)s/1", "pathways.minutes_to_us(%(given)s)"),
    "jobs": ("/jobs", "(SELECT count(*) FROM jobs.waiting()) waiting"),
}  # fmt: skip
MAY = """
who                                               case task supervision contact investigation meeting invitation disagreement asked request notice minutes sent jobs
whoever leads the case                            x    x    x           x       x             x       .          x            .     .       x      x       .    .
a manager of its team                             x    x    x           x       x             x       .          x            .     .       x      x       .    .
whom the police sent                              .    .    .           .       .             x       x          x            x     x       x      .       x    .
the police's hub                                  .    .    .           .       .             .       x          x            x     x       x      .       x    .
whom the trust sent                               .    .    .           .       .             x       .          .            .     .       .      .       .    .
a colleague of another team                       .    .    .           .       .             .       .          .            .     .       .      .       .    .
somebody from whom it was taken                   .    .    .           .       .             .       .          .            .     .       .      .       .    .
a manager of another team                         .    .    .           .       .             .       .          x            .     .       .      .       .    .
somebody of the asked agency who answers nothing  .    .    .           .       .             .       .          .            .     .       .      .       .    .
the hub of an agency that is not asked            .    .    .           .       .             .       .          .            .     .       .      .       .    .
a school                                          .    .    .           .       .             .       .          .            .     .       .      .       .    .
records_officer                                   .    .    .           .       .             .       .          .            .     .       .      .       .    .
data_protection_officer                           .    .    .           .       .             .       .          .            .     .       .      .       .    .
administrator                                     .    .    .           .       .             .       .          .            .     .       .      .       .    x
inspector                                         .    .    .           .       .             .       .          .            .     .       .      .       .    .
protected_persons                                 .    .    .           .       .             .       .          .            .     .       .      .       .    .
"""


def may() -> dict[str, frozenset[str]]:
    head, *lines = MAY.strip().splitlines()
    things = head.split()[1:]
    found = {}
    for line in lines:
        marks = line.split()[-len(things) :]
        who = line.rsplit(maxsplit=len(things))[0].strip()
        found[who] = frozenset(thing for thing, mark in zip(things, marks, strict=True) if mark == "x")
    return found

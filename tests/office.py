"""A council's office by day and by night."""

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import follow_procedure


class Office:
    """A council with a day team, its manager, and the emergency duty team."""

    def __init__(self, make) -> None:
        self.make = make
        self.agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
        self.day, self.night = make.team(self.agency), make.team(self.agency)
        self.worker = make.scope(self.agency, Role.SOCIAL_WORKER, team=self.day)
        self.manager = make.scope(self.agency, Role.TEAM_MANAGER, team=self.day)
        self.duty = make.scope(self.agency, Role.SOCIAL_WORKER, team=self.night)

    def enquiry(self, *, late: bool = False) -> int:
        number = self.make.case(self.worker, self.make.person(), purpose=Purpose.SECTION_47)
        with self.worker.transaction():
            follow_procedure(by=self.worker, case=case(number), pathway="section-47")
        if late:
            self.make._owner(
                "UPDATE pathways_task SET counts_from = now() - interval '4 days', due_at = now() - interval '1 day' WHERE case_id = %s",
                number,
            )
        return number

"""A hub, a school, the police and a health provider, through which two sisters are followed."""

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Category, Discipline, Purpose
from commonthread.places.cited import DISTRICTS
from tests.faults.command_line import CommandLine


class District:
    """A hub with its manager and a chair of conferences, the school of two sisters, the police with those who investigate, and a
    health provider."""

    def __init__(self, make, folder) -> None:
        self.make, self.hub = make, make.hub(DISTRICTS[3].code)
        self.school, self.police, self.health = (
            make.agency(kind) for kind in (AgencyKind.SCHOOL, AgencyKind.POLICE, AgencyKind.HEALTH)
        )
        make._owner("UPDATE access_agency SET district = %s WHERE code IN (%s, %s)", self.hub.district, self.police, self.health)  # fmt: skip
        investigators = make.team(self.police)
        make._owner("UPDATE access_team SET discipline = %s WHERE id = %s", Discipline.CHILD_PROTECTION, investigators)  # fmt: skip
        self.lead = make.user(self.school, Role.SCHOOL_LEAD)
        self.sergeant = make.user(self.police, Role.POLICE_SUPERVISOR, team=investigators)
        self.nurse = make.user(self.health, Role.HEALTH_PRACTITIONER)
        self.manager = make.user(self.hub.agency, Role.TEAM_MANAGER, team=self.hub.team)
        self.chair = make.user(self.hub.agency, Role.CONFERENCE_CHAIR)
        for viewer, role in ((self.police, Role.POLICE_SUPERVISOR), (self.health, Role.HEALTH_PRACTITIONER)):
            make.agreement(viewer=viewer, role=role, holder=self.hub.agency, category=Category.SOCIAL_CARE, purpose=Purpose.SECTION_47)  # fmt: skip
        (database,) = make._owner("SELECT current_database()")
        self.command_line = CommandLine(folder, database)

    def the_worker_looks(self) -> None:
        """A worker of its own finds what is overdue or not acknowledged by now; it is a process like the others, and sees the same clock."""
        looked = ("SELECT 1 FROM procrastinate_jobs WHERE task_name IN ('tell_what_is_overdue', 'tell_senders_of_notices') "
                  "AND status = 'succeeded' AND id > %s HAVING count(DISTINCT task_name) = 2")  # fmt: skip
        (last,) = self.make._owner("SELECT coalesce(max(id), 0) FROM procrastinate_jobs")
        self.command_line.start("worker").when(lambda: self.make._owner(looked, last)).stop()

    def called(self, user: int) -> str:
        return self.make._owner("SELECT name FROM access_user WHERE id = %s", user)[0]

    def of(self, case: int) -> tuple[int, int]:
        return tuple(self.make._owner("SELECT array_agg(person ORDER BY id) FROM pathways_caseperson WHERE case_id = %s", case)[0])  # fmt: skip

    def those_referred(self, case: int) -> list[int]:
        return self.make._owner(
            "SELECT array_agg(DISTINCT a.person ORDER BY a.person) FROM records_about a JOIN pathways_contact c ON c.record = a.record WHERE c.case_id = %s",
            case,
        )[0]

"""Pages about one's own sign-in, one's colleagues and their posts, teams and systems."""

from collections.abc import Callable

from commonthread.access.actions import PostWanted, TeamWanted, add_person, add_team, keep_entry, move_person
from commonthread.access.invitations import invite
from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind, Discipline
from commonthread.pathways.area import About
from commonthread.pathways.schools import set_school_year
from commonthread.pathways.settings import set_value
from tests.calling import system
from tests.coming_in import account
from tests.journeys.visits.going import Visit
from tests.making import Making


def own(make: Making, address: str) -> Visit:
    return Visit(make.user(make.agency(), Role.SOCIAL_WORKER), address)


def with_app(make: Making, address: str) -> Visit:
    return Visit(account(make).number, address)


def a_colleague(make: Making) -> Visit:
    agency = make.agency()
    colleague = make.user(agency, Role.SOCIAL_WORKER)
    return Visit(make.user(agency, Role.ADMINISTRATOR), f"/administration/sign-in/{colleague}")


def invited(make: Making) -> Visit:
    agency = make.agency()
    newcomer, scope = (
        make.user(agency, Role.SOCIAL_WORKER),
        open_scope(make.user(agency, Role.ADMINISTRATOR)),
    )
    with scope.transaction():
        token = invite(newcomer, why="Began today")
    return Visit(None, f"/accounts/invitation/{token}")


def a_system(make: Making) -> Visit:
    made = system(make, make.agency(), kinds_named=["referral", "contact"])
    return Visit(made.administrator.user, f"/clients/{made.made.number}")


def of_a_colleague(make: Making, page: str) -> Visit:
    """As an administrator, at somebody of their own agency who has had two posts and who has one."""
    agency = make.agency()
    administrator = open_scope(make.user(agency, Role.ADMINISTRATOR))
    with administrator.transaction():
        team = add_team(
            by=administrator, team=TeamWanted("Domestic abuse, Walsall", Discipline.DOMESTIC_ABUSE, "LPA-WS")
        )
        who = add_person(by=administrator, username=f"dana.{make.mark}-{next(make.counter)}", name="Dana Fell",
                         email="dana.fell@example.org", post=PostWanted(Role.INVESTIGATOR, team), why="joins")  # fmt: skip
    with administrator.transaction():
        post = move_person(by=administrator, who=who, post=PostWanted(Role.HUB_OFFICER, team), why="moves")
        keep_entry(by=administrator, key="S1", name="Dana Fell", role="Detective", team="Hub", phone="0121 496 0111",
                   hours="Shifts", is_new=True)  # fmt: skip
    (entry,) = make._owner("SELECT id FROM access_directory WHERE agency_id = %s", agency)
    return Visit(administrator.user, page.format(who=who, post=post, team=team, entry=entry))


def of_an_area(make: Making, page: str) -> Visit:
    """As an administrator of a council that has set something."""
    administrator = open_scope(make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.ADMINISTRATOR))
    with administrator.transaction():
        set_value(by=administrator, about=About.LIMIT, name="strategy-discussion", words="1 working day by 16:30",
                  authority="Safeguarding partnership, 3 Nov 2026", because="the audit of the summer")  # fmt: skip
    return Visit(administrator.user, page)


def of_a_school(make: Making, page: str) -> Visit:
    """As the lead of a school that has a training day of its own."""
    school = make.agency(AgencyKind.SCHOOL)
    lead = open_scope(make.user(school, Role.SCHOOL_LEAD))
    with lead.transaction():
        set_school_year(by=lead, school=school, year=2026, authority="The governors", because="the staff learn",
                        words="term 2 Sep 2026 to 18 Dec 2026\nterm 4 Jan 2027 to 21 Jul 2027\ntraining day 4 Jan 2027")  # fmt: skip
    return Visit(lead.user, page.format(school=school))


VISITS: dict[str, Callable[[Making], Visit]] = {
    "client": a_system,
    "staff": lambda make: of_a_colleague(make, "/staff"),
    "staff_account": lambda make: of_a_colleague(make, "/staff/{who}"),
    "staff_post": lambda make: of_a_colleague(make, "/staff/{who}/post"),
    "staff_end": lambda make: of_a_colleague(make, "/staff/{who}/posts/{post}/end"),
    "teams": lambda make: of_a_colleague(make, "/teams"),
    "times_and_terms": lambda make: of_an_area(make, "/times-and-terms"),
    "set_time": lambda make: of_an_area(make, "/times-and-terms/limits/hub-checks"),
    "school_terms": lambda make: of_an_area(make, "/school-terms"),
    "school_year": lambda make: of_a_school(make, "/school-terms/{school}/2026"),
    "team": lambda make: of_a_colleague(make, "/teams/{team}"),
    "directory": lambda make: of_a_colleague(make, "/directory"),
    "directory_entry": lambda make: of_a_colleague(make, "/directory/{entry}"),
    "set_up_second_factor": lambda make: own(make, "/accounts/second-step/"),
    "set_up_app": lambda make: own(make, "/accounts/second-step/app/"),
    "recovery_codes": lambda make: with_app(make, "/accounts/second-step/codes/"),
    "confirm_again": lambda make: with_app(make, "/accounts/confirm/?next=/help"),
    "my_sign_in": lambda make: with_app(make, "/account/sign-in"),
    "person_sign_in": a_colleague,
    "invitation_link": invited,
}

"""A discussion that was held, and its minutes as each agency has them."""

from commonthread.notices.minutes import approve_and_tell, send_minutes
from commonthread.pathways.meetings import AttendeeSort, Invited, LineSort, Part, ask_to_meeting
from commonthread.pathways.meetings_reading import open_meeting
from commonthread.pathways.minutes import minutes_of
from commonthread.pathways.minutes_given import Way, give_minutes, minutes_to_us
from tests.discussing import Discussion

SECRET = "An informant says"


class Held(Discussion):
    """A discussion that was held, with the police there for the whole, health for the open part, and the mother."""

    def __init__(self, make) -> None:
        super().__init__(make)
        self.held()
        self.mother, self.father = (
            self.of_family("Her mother", Part.OPEN),
            self.of_family("Her father", Part.NONE, because="She is afraid of him"),
        )
        self.write(LineSort.NOTE, SECRET, restricted=True)
        self.wrong = self.write(LineSort.NOTE, "The school rang at ten")
        make._owner(
            "UPDATE pathways_attendee SET part = 'open' WHERE meeting_id = %s AND agency = %s",
            self.number,
            self.health,
        )
        self.end()
        self.theirs, self.nurses = (
            next(one.number for one in self.shown().attendees if one.code == agency)
            for agency in (self.police, self.health)
        )

    def of_family(self, name, part, **more):
        with self.worker.transaction():
            return ask_to_meeting(
                by=self.worker,
                meeting=self.number,
                who=Invited(AttendeeSort.FAMILY, name=name, part=part, **more),
            )

    def shown(self):
        return open_meeting(self.worker, self.number)

    def approve(self, because=""):
        shown = self.shown()
        with self.worker.transaction():
            return approve_and_tell(
                by=self.worker,
                shown=shown,
                minutes=minutes_of(shown, "A council"),
                withheld=[],
                because=because,
            )

    def send(self, *attendees, edition=1):
        shown = self.shown()
        with self.worker.transaction():
            send_minutes(by=self.worker, shown=shown, edition=edition, because="", attendees=attendees)

    def give(self, attendee, way=Way.HAND, **more):
        self.shown()
        with self.worker.transaction():
            give_minutes(by=self.worker, meeting=self.number, edition=1, attendee=attendee, way=way, **more)


def sent_to(scope):
    with scope.transaction():
        return [(one.attendee, one.edition) for one in minutes_to_us()]


def words(edition):
    return repr(edition.minutes)

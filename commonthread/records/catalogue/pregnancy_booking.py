"""A pregnancy booked with maternity services."""

from pydantic import Field

from commonthread.records.codes import Code
from commonthread.records.kind import AgencyKind, Category, Kind, Retention
from commonthread.records.lines import counted, line_of, listed
from commonthread.records.record import Detail, Draft, MentionRole, Prose


class PregnancyConcern(Code):
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic abuse"
    MENTAL_HEALTH = "mental_health", "Mental health"
    SUBSTANCE_USE = "substance_use", "Substance use"
    LEARNING_DISABILITY = "learning_disability", "Learning disability"
    UNDER_18 = "under_18", "Mother under 18"
    CONCEALED = "concealed", "Concealed pregnancy"
    EARLIER_CHILD_REMOVED = "earlier_child_removed", "An earlier child was removed"
    HOUSING = "housing", "Housing"
    GENITAL_MUTILATION = "genital_mutilation", "Female genital mutilation"
    OTHER = "other"


class PregnancyBooking(Detail):
    weeks: int | None = Field(
        None, ge=0, le=45, title="Pregnant at booking", json_schema_extra={"unit": "weeks"}
    )
    late_booking: bool | None = Field(None, title="Late booking")
    asked_about_abuse: bool | None = Field(None, title="Asked about domestic abuse when alone")
    concerns: tuple[PregnancyConcern, ...] = Field((), title="Concerns")
    summary: Prose | None = Field(None, title="Circumstances")


def line(draft: Draft) -> str:
    booking = draft.detail_of(PregnancyBooking)
    return line_of(
        "Pregnancy booked",
        counted(booking.weeks, "week", "weeks"),
        booking.late_booking and "late",
        listed(booking.concerns),
    )


KIND = Kind(
    name="pregnancy_booking",
    label="Pregnancy booking",
    explains="The first maternity appointment; the unborn child is a mention with an expected date of birth.",
    category=Category.HEALTH,
    authors=(AgencyKind.HEALTH,),
    mentions={MentionRole.SUBJECT: 1, MentionRole.CHILD: 4, MentionRole.PARENT: 1, MentionRole.SIBLING: 8},
    retention=Retention.HEALTH,
    detail=PregnancyBooking,
    line=line,
    begins="Booked",
    ends="Pregnancy ended",
)

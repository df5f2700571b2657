"""What anybody is asked who tells a hub that they are worried: one question a page, in plain words, nearly all optional."""

from collections.abc import Mapping
from dataclasses import dataclass

from commonthread.places.cited import DISTRICTS
from commonthread.records.catalogue.community_concern import CommunityWorry, ConcernFrom

Answers = Mapping[str, list[str]]
SHORT, LONG = 200, 5000
ELSEWHERE, UNSURE = "elsewhere", "unsure"
AT_MOST = 6


@dataclass(frozen=True)
class Field:
    """One thing to fill in. `must` says what is missing where it cannot be left out."""

    name: str
    label: str
    sort: str = "text"
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    must: str = ""
    longest: int = SHORT
    width: str = ""


@dataclass(frozen=True)
class Question:
    name: str
    asks: str
    fields: tuple[Field, ...]
    explains: str = ""
    # Asked of each of several people, whom the page lets one add; the first of them is called so.
    of_each: bool = False
    first: str = "Person 1"


def one(answers: Answers, name: str) -> str:
    return next(iter(answers.get(name, ())), "")


YES_NO = (("yes", "Yes"), ("no", "No"), ("", "I do not know"))
WORRIES = tuple((worry.value, worry.label) for worry in CommunityWorry)
FROM = tuple(
    (who.value, who.label)
    for who in (
        ConcernFrom.NEIGHBOUR, ConcernFrom.RELATIVE, ConcernFrom.FRIEND, ConcernFrom.BUSINESS, ConcernFrom.FAITH,
        ConcernFrom.SPORTS, ConcernFrom.VOLUNTARY,
    )
)  # fmt: skip
DISTRICT = (
    *((district.code, district.name) for district in DISTRICTS),
    (UNSURE, "I do not know"),
    (ELSEWHERE, "Somewhere else"),
)

QUESTIONS = (
    Question(
        "about",
        "Who are you worried about?",
        (
            Field(
                "about",
                "Who are you worried about?",
                "radios",
                options=(
                    ("child", "A child, or several children"),
                    ("adult", "An adult who needs care or support"),
                    ("both", "Both, or I am not sure"),
                    ("me", "Myself, and I am under 18"),
                    ("me_adult", "Myself, and I am 18 or older"),
                ),
                must="Choose who you are worried about",
            ),
        ),
        "A child is anybody under 18, also before they are born.",
    ),
    Question(
        "place",
        "Where do they live or stay?",
        (
            Field("postcode", "Postcode, if you know it", longest=12, width="10"),
            Field("address", "Street, house number, or how we would find it", "area", longest=500),
            Field(
                "district",
                "Which area is it in?",
                "radios",
                options=DISTRICT,
                hint="You can leave this out if you know the postcode",
            ),
        ),
        "This is how it reaches the right people. A street or a landmark is enough.",
    ),  # fmt: skip
    Question(
        "people",
        "What do you know about them?",
        (
            Field("given_name", "First name, or what they are called", width="20"),
            Field("family_name", "Last name", width="20"),
            Field(
                "age", "About how old", hint="A number, or: baby, unborn, teenager", longest=40, width="10"
            ),
            Field("also", "Anything else: a school, what they look like", longest=SHORT),
        ),
        "Leave out what you do not know. “The little boy at number 12” is enough.",
        of_each=True,
    ),
    Question(
        "worry",
        "What worries you?",
        (
            Field(
                "worries",
                "What worries you?",
                "checkboxes",
                options=WORRIES,
                must="Choose at least one; “Other” will do",
            ),
        ),
        "Choose all that fit. You do not have to be sure.",
    ),
    Question(
        "happened",
        "What did you see or hear?",
        (
            Field(
                "said",
                "What did you see or hear, and when?",
                "area",
                hint="In your own words. Leave out your own name here if you do not want it to be known",
                must="Write what you saw or heard",
                longest=LONG,
            ),
            Field("first_hand", "Did you see or hear it yourself?", "radios", options=YES_NO),
            Field("going_on", "Is it still going on?", "radios", options=YES_NO),
        ),
    ),  # fmt: skip
    Question(
        "you",
        "Do you want to say who you are?",
        (
            Field(
                "named",
                "Do you want to say who you are?",
                "radios",
                options=(("no", "No, I want to give no name"), ("yes", "Yes")),
                must="Choose yes or no",
            ),
            Field("your_name", "Your name, if you said yes"),
            Field("who", "How do you know them?", "radios", options=(*FROM, ("", "I would rather not say"))),
            Field(
                "afraid",
                "Are you afraid of what could happen if they knew that you told?",
                "radios",
                options=YES_NO,
            ),
        ),
        "You do not have to. Your name is kept apart from what you told us. The family is not told it by us, and no other "
        "agency is given it. A court can order it to be given: we cannot promise that it never will be.",
    ),  # fmt: skip
    Question(
        "reach",
        "Is there a safe way to reach you?",
        (
            Field(
                "reach",
                "Is there a safe way to reach you?",
                "radios",
                options=(
                    ("no", "No, do not try to reach me"),
                    ("phone", "Telephone"),
                    ("text", "Text message"),
                    ("email", "E-mail"),
                    ("post", "Letter"),
                ),
                must="Choose a way, or that we should not try",
            ),
            Field("reach_at", "The number or address that is safe"),
            Field("reach_when", "When it is safe", hint="For example, weekdays before 3pm"),
            Field(
                "reach_how",
                "What we should say, or not say, if somebody else answers",
                hint="For example, say it is the library",
            ),
        ),
        "We never reply unless you give one. Choose one that nobody looks at who must not know. If you give none, that is "
        "fine: what you told us is acted on just the same.",
    ),  # fmt: skip
)
NAMED = {question.name: question for question in QUESTIONS}


def after(name: str) -> str:
    """The next step; after the last question the answers are checked."""
    names = [*NAMED, "check"]
    return names[names.index(name) + 1]


def before(name: str) -> str:
    names = ["start", *NAMED, "check"]
    return names[names.index(name) - 1]

"""The same questions as they are put to a child or adult who tells of themselves."""

from dataclasses import replace

from commonthread.records.catalogue.community_concern import CommunityWorry
from commonthread.web.telling.questions import QUESTIONS, Answers, Field, Question, one

ME = ("me", "me_adult")
WORRIES = {
    CommunityWorry.SHOUTING: "There is shouting or violence",
    CommunityWorry.INJURY: "I am hurt",
    CommunityWorry.NEGLECT: "Nobody looks after me",
    CommunityWorry.HUNGER: "I am hungry",
    CommunityWorry.LEFT_ALONE: "I am left alone",
    CommunityWorry.NOT_SEEN: "I am kept away from other people",
    CommunityWorry.NOT_AT_SCHOOL: "I cannot go to school",
    CommunityWorry.EXPLOITATION: "Somebody makes me do things, or uses me",
    CommunityWorry.SUBSTANCES: "Drugs or alcohol",
    CommunityWorry.STRANGERS: "Adults whom I do not know come and go",
    CommunityWorry.OTHER: "Something else",
}

# By question: what it asks, what it explains, and the fields with other words; a field that is not named is not asked.
OWN: dict[str, tuple[str, str, dict[str, dict]]] = {
    "place": (
        "Where do you live or stay?",
        "So that it reaches the people near you. A street or a landmark is enough.",
        {"postcode": {}, "address": {"label": "Street, house number, or how we would find it"}, "district": {}},
    ),
    "people": (
        "What should we know about you?",
        "Leave out what you do not want to say. You can add brothers, sisters or others who are in it too.",
        {
            "given_name": {}, "family_name": {},
            "age": {"label": "How old", "hint": "A number"},
            "also": {"label": "Your school, or where you spend your days"},
        },
    ),
    "worry": (
        "What is wrong?",
        "Choose all that fit. You do not have to be sure, and it is not your fault.",
        {"worries": {
            "label": "What is wrong?",
            "options": tuple((worry.value, words) for worry, words in WORRIES.items()),
            "must": "Choose at least one; “Something else” will do",
        }},
    ),
    "happened": (
        "What is happening?",
        "",
        {
            "said": {
                "label": "What is happening, and since when?", "must": "Write what is happening",
                "hint": "In your own words. As much or as little as you want",
            },
            "going_on": {"label": "Is it still going on?"},
        },
    ),
    "you": (
        "Are you afraid of what could happen if somebody knew that you told?",
        "We try to speak with you before we speak with anybody at home. We cannot promise that they never learn of it: if you "
        "are in danger we must act.",
        {"afraid": {"label": "Are you afraid of what could happen if somebody knew that you told?"}},
    ),
}  # fmt: skip


def is_about_oneself(answers: Answers) -> bool:
    return one(answers, "about") in ME


def put(question: Question, answers: Answers) -> Question:
    """As it is put to whoever answers."""
    if not is_about_oneself(answers) or question.name not in OWN:
        return question
    asks, explains, fields = OWN[question.name]
    worded = tuple(_worded(field, fields[field.name]) for field in question.fields if field.name in fields)
    return replace(question, asks=asks, explains=explains, fields=worded, first="You")


def questions(answers: Answers) -> list[Question]:
    return [put(question, answers) for question in QUESTIONS]


def _worded(field: Field, words: dict) -> Field:
    return replace(field, **words)

"""What a case about a child shows of what a school knows."""

from datetime import UTC, datetime, timedelta

from django.utils.timezone import localdate

from commonthread.access.terms import Category, Level, Purpose
from commonthread.pathways.requests import ask_for_more
from commonthread.records.queries import story_envelopes
from commonthread.records.record import Mention, MentionRole

ENQUIRY = Purpose.SAFEGUARDING_ENQUIRY
GIRL = Mention(role=MentionRole.SUBJECT, given_name="Test", family_name="Child")


def seen(scope, *people, purpose=None):
    with scope.transaction():
        return {found.number for found in story_envelopes(people, purpose)}


def ask(scope, number, child, holder, **changes):
    given = {
        "what": "her attendance", "because": "missing lessons", "level": Level.FULL, "category": Category.HEALTH,
        "until": localdate() + timedelta(days=30), "due_at": datetime.now(UTC) + timedelta(days=3),
    }  # fmt: skip
    return ask_for_more(by=scope, case=number, person=child, holder=holder, **{**given, **changes})

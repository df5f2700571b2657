"""Who is usually mentioned: sets of roles that many kinds share, and how many of each there is room for."""

from types import MappingProxyType

from commonthread.records.record import MentionRole

FAMILY = MappingProxyType(
    {
        MentionRole.SUBJECT: 1,
        MentionRole.PARENT: 4,
        MentionRole.CARER: 4,
        MentionRole.SIBLING: 12,
        MentionRole.HOUSEHOLD_MEMBER: 8,
    }
)
CHILD_AND_REFERRER = MappingProxyType({**FAMILY, MentionRole.REFERRER: 1})
PATIENT = MappingProxyType(
    {MentionRole.SUBJECT: 1, MentionRole.PARENT: 2, MentionRole.CARER: 2, MentionRole.CHILD: 8}
)
ADULT = MappingProxyType({MentionRole.SUBJECT: 1, MentionRole.HOUSEHOLD_MEMBER: 8, MentionRole.CHILD: 8})
INCIDENT = MappingProxyType(
    {
        MentionRole.SUBJECT: 1,
        MentionRole.VICTIM: 4,
        MentionRole.SUSPECT: 6,
        MentionRole.CHILD: 12,
        MentionRole.WITNESS: 6,
        MentionRole.HOUSEHOLD_MEMBER: 8,
    }
)

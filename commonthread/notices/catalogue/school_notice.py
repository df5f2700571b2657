from commonthread.notices.kind import NoticeKind, To

SCHOOL_NOTICE = NoticeKind(
    name="school-notice",
    title="Before the school opens: a child of yours was there",
    to=To.INSIDE,
    explains="To the safeguarding leads of a child's school, one for each child: the police attended domestic abuse that "
    "the child saw, heard or lives with. Operation Encompass; Domestic Abuse Act 2021, section 49A.",
    words="""The police attended domestic abuse, and {person}, who is on your roll, saw it, heard it or lives with its effects.

{words}

Please see that a trusted adult is there for the child today, without asking about what happened. Do not speak of this \
to the child's family. If you are worried, ring {agency} on {telephone}. Please acknowledge by {answer_by}.""",
)

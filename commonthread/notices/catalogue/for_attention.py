from commonthread.notices.kind import NoticeKind, To

FOR_ATTENTION = NoticeKind(
    name="for-attention",
    title="For your attention",
    to=To.INSIDE,
    explains="Anything that another agency or team must know and say that it knows.",
    words="""{words}

About {person}. Please acknowledge by {answer_by}. If anything is unclear, ring {agency} on {telephone}.""",
)

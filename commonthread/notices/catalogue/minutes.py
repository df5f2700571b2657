from commonthread.notices.kind import NoticeKind, To

MINUTES = NoticeKind(
    name="minutes",
    title="Minutes of a meeting",
    to=To.INSIDE,
    explains="To an agency that was asked to a meeting: that its minutes, or another edition of them, can be opened here.",
    words="""{words}

They open from this page, signed in, for as long as your agency may see them; that somebody opens them is on the ledger. \
Please acknowledge by {answer_by}. Is something in them wrong, or missing? Say so as you acknowledge, or ring {agency} on \
{telephone}.""",
)

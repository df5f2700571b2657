from commonthread.notices.kind import NoticeKind, To

ANSWER_TO_REFERRER = NoticeKind(
    name="answer-to-referrer",
    title="Answer to somebody who told us of a worry",
    to=To.OUTSIDE,
    explains="To a member of the public at an address that they said is safe. It says that it was heard, and nothing else.",
    words="""Thank you for getting in touch. What you said was looked at on {sent_on} by somebody who can act on it. \
We cannot say more. If you are worried again, tell us in the same way. In danger, ring 999.""",
)

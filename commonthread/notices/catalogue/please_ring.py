from commonthread.notices.kind import NoticeKind, To

PLEASE_RING = NoticeKind(
    name="please-ring",
    title="Asking somebody to get in touch",
    to=To.OUTSIDE,
    explains="To somebody at an address that they said is safe: that they are asked to get in touch, as was agreed with them.",
    words="""Hello. Please get in touch in the way that we agreed, when it suits you. Your number for this is {reference}. \
There is no need to answer this message.""",
)

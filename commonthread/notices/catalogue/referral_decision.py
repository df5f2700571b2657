from commonthread.notices.kind import NoticeKind, To

REFERRAL_DECISION = NoticeKind(
    name="referral-decision",
    title="What was decided on your referral",
    to=To.INSIDE,
    explains="To the agency that referred somebody: what was decided, today, so that nobody waits without knowing.",
    words="""Thank you for your referral about {person}.

What was decided on {sent_on}: {words}

If you disagree, ring {agency} on {telephone} and say so: a disagreement is taken further and not held against anybody. \
Please acknowledge by {answer_by}.""",
)

"""What a hub may decide of a child and of an adult, and the levels of need by which it does."""

from commonthread.pathways.terms import Sort

NO_FURTHER_ACTION = "no further action"
NOT_SAFEGUARDING = "not about safeguarding"
NOTHING_FOLLOWS = ("advice and information", NO_FURTHER_ACTION)
CAME_TO_NOTHING = (*NOTHING_FOLLOWS, NOT_SAFEGUARDING)
# What a hub may decide of a child, and of an adult: whether the duty to enquire applies is the first thing that an enquiry decides.
DECISIONS = {
    Sort.CHILD: ("strategy discussion", "assessment", "early help", *NOTHING_FOLLOWS),
    Sort.ADULT: ("safeguarding enquiry", *NOTHING_FOLLOWS),
}
THRESHOLDS = {
    Sort.CHILD: ("universal", "early help", "child in need", "child protection"),
    Sort.ADULT: ("universal", "early help", "care and support", "section 42"),
}

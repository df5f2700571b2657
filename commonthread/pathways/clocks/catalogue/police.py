"""Police powers that end by themselves, and the hearings that must follow them."""

from datetime import date

from commonthread.kernel.citations import Confidence
from commonthread.pathways.clocks.limits import days, hours, hours_less_sundays_and_bank_holidays
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.clocks.sources import DAPN, DVPN, DVPO, EMERGENCY_PROTECTION, POLICE_PROTECTION

PROTECTION_ENDS = ClockRule(
    name="police-protection",
    what="Police protection of a child ends",
    within=hours(72),
    of="the child being taken into police protection",
    source=POLICE_PROTECTION,
    provision="section 46",
    confidence=Confidence.VERIFIED,
    note="It ends sooner when the officer who enquires finds no cause for it any more.",
)

EMERGENCY_ORDER_ENDS = ClockRule(
    name="emergency-protection-order",
    what="An emergency protection order ends",
    within=days(8).beginning_with(),
    of="the order",
    source=EMERGENCY_PROTECTION,
    provision="section 45",
    confidence=Confidence.GENERAL,
    note="The order itself may say less. Made for a child in police protection, the eight days begin with that.",
)

EMERGENCY_ORDER_EXTENSION_ENDS = ClockRule(
    name="emergency-protection-order-extension",
    what="The one extension of an emergency protection order ends",
    within=days(7),
    of="the last day of the order",
    source=EMERGENCY_PROTECTION,
    provision="section 45, extension",
    confidence=Confidence.GENERAL,
)

ABUSE_NOTICE_HEARING = ClockRule(
    name="abuse-notice-hearing",
    what="The application for a domestic abuse protection order is heard",
    within=hours_less_sundays_and_bank_holidays(48),
    of="the notice being given",
    source=DAPN,
    provision="section 29(2) and (3)",
    confidence=Confidence.VERIFIED,
    in_force=date(2024, 11, 27),
    note="Piloted in some areas since about then; elsewhere the notice is still one of domestic violence.",
)

VIOLENCE_NOTICE_HEARING = ClockRule(
    name="violence-notice-hearing",
    what="The application for a domestic violence protection order is heard",
    within=hours_less_sundays_and_bank_holidays(48),
    of="the notice being given",
    source=DVPN,
    provision="section 27",
    confidence=Confidence.GENERAL,
)

VIOLENCE_ORDER_ENDS = ClockRule(
    name="violence-order",
    what="A domestic violence protection order ends",
    within=days(28),
    of="the order",
    source=DVPO,
    provision="section 28",
    confidence=Confidence.VERIFIED,
    note="The court sets 14 to 28 days: this is the latest.",
)

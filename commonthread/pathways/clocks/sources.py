"""The texts that the rules of the catalogue rest on."""

from commonthread.kernel.citations import Authority, Source

LAW, GUIDANCE = Authority.STATUTE, Authority.STATUTORY_GUIDANCE
NATIONAL, LOCAL = Authority.NATIONAL_PRACTICE, Authority.LOCAL_PRACTICE
ACTS = "https://www.legislation.gov.uk"
GOV = "https://www.gov.uk/government/publications"


def act(title: str, number: str, section: str = "", edition: str = "as amended") -> Source:
    return Source(title, edition, f"{ACTS}/{number}" + (f"/section/{section}" if section else ""), LAW)


WORKING_TOGETHER = Source(
    "Working Together to Safeguard Children",
    edition="2023; the edition of March 2026 is to be compared",
    link=f"{GOV}/working-together-to-safeguard-children--2",
    authority=GUIDANCE,
)
WORKING_TOGETHER_2010 = Source(
    "Working Together to Safeguard Children",
    edition="2010",
    link=f"{GOV}/working-together-to-safeguard-children--2",
    authority=GUIDANCE,
)
TEES = Source(
    "Tees child protection procedures", edition="an example from elsewhere", link="https://www.teescpp.org.uk", authority=LOCAL,
)  # fmt: skip
VICTIMS_CODE = Source(
    "Code of Practice for Victims of Crime in England and Wales",
    edition="in force since 1 April 2021",
    link=f"{GOV}/the-code-of-practice-for-victims-of-crime",
    authority=GUIDANCE,
)
POLICE_PROTECTION = act("Children Act 1989", "ukpga/1989/41", "46")
EMERGENCY_PROTECTION = act("Children Act 1989", "ukpga/1989/41", "45")
NOTIFICATION = act("Children Act 2004", "ukpga/2004/31", "16C")
PANEL = Source(
    "Child Safeguarding Practice Review Panel: guidance for safeguarding partners",
    edition="as published by the Panel",
    link=f"{GOV}/child-safeguarding-practice-review-panel-practice-guidance",
    authority=GUIDANCE,
)
DAPN = act("Domestic Abuse Act 2021", "ukpga/2021/17", "29")
DVPN = act("Crime and Security Act 2010", "ukpga/2010/17", "27")
DVPO = act("Crime and Security Act 2010", "ukpga/2010/17", "28")
ENCOMPASS = act(
    "Domestic Abuse Act 2021", "ukpga/2021/17", "49A", "inserted by the Victims and Prisoners Act 2024"
)
DISCLOSURE_SCHEME = Source(
    "Domestic Violence Disclosure Scheme",
    edition="statutory guidance, 2023",
    link=f"{GOV}/domestic-violence-disclosure-scheme-pilot-guidance",
    authority=GUIDANCE,
)
DISCLOSURE_SCHEME_2016 = Source(
    "Domestic Violence Disclosure Scheme",
    edition="before April 2023",
    link=f"{GOV}/domestic-violence-disclosure-scheme-pilot-guidance",
    authority=NATIONAL,
)
SAFELIVES = Source(
    "SafeLives guidance for MARACs", edition="current", link="https://safelives.org.uk", authority=NATIONAL
)
MISSING_CHILDREN = Source(
    "Children who run away or go missing from home or care",
    edition="January 2014",
    link=f"{GOV}/children-who-run-away-or-go-missing-from-home-or-care",
    authority=GUIDANCE,
)
MISSING_PERSONS = Source(
    "Authorised Professional Practice: missing persons",
    edition="College of Policing, from 2017",
    link="https://www.college.police.uk/app/missing-persons",
    authority=NATIONAL,
)
MISSING_PERSONS_UNIT = Source(
    "UK Missing Persons Unit",
    edition="National Crime Agency, as published",
    link="https://www.nationalcrimeagency.gov.uk/what-we-do/how-we-work/providing-specialist-capabilities-for-law-enforcement/missing-persons",
    authority=NATIONAL,
)
MASH = Source(
    "Hub protocol of the area",
    edition="none yet: to be set by the partnership",
    link="https://www.gov.uk/government/publications/working-together-to-safeguard-children--2",
    authority=LOCAL,
)
POLICE_ACT = act(
    "Police Act 1996", "ukpga/1996/16", "55", "as substituted by the Policing and Crime Act 2017"
)
NCPI = Source(
    "National Child Protection Inspections",
    edition="programme of 2014 to 2024",
    link="https://hmicfrs.justiceinspectorates.gov.uk",
    authority=NATIONAL,
)
CARE_ACT = act("Care Act 2014", "ukpga/2014/23", "44")
CARE_GUIDANCE = Source(
    "Care and support statutory guidance", edition="chapter 14", link=f"{GOV}/care-act-statutory-guidance", authority=GUIDANCE,
)  # fmt: skip
HOMICIDE_REVIEWS = Source(
    "Multi-agency statutory guidance for the conduct of domestic homicide reviews",
    edition="2016",
    link=f"{GOV}/revised-statutory-guidance-for-the-conduct-of-domestic-homicide-reviews",
    authority=GUIDANCE,
)
SERIOUS_CASE_REVIEWS = Source(
    "Working Together to Safeguard Children",
    edition="2010 to 2015",
    link=f"{GOV}/working-together-to-safeguard-children--2",
    authority=GUIDANCE,
)
KEEPING_CHILDREN_SAFE = Source(
    "Keeping Children Safe in Education", edition="2026", link=f"{GOV}/keeping-children-safe-in-education--2", authority=GUIDANCE,
)  # fmt: skip
CARE_PLANNING = Source(
    "Care Planning, Placement and Case Review (England) Regulations 2010",
    edition="as amended",
    link=f"{ACTS}/uksi/2010/959",
    authority=LAW,
)
MODERN_SLAVERY = Source(
    "Modern slavery: statutory guidance for England and Wales",
    edition="current",
    link=f"{GOV}/modern-slavery-how-to-identify-and-support-victims",
    authority=GUIDANCE,
)
PUPIL_REGISTRATION = Source(
    "Children missing education: statutory guidance",
    edition="current",
    link=f"{GOV}/children-missing-education",
    authority=GUIDANCE,
)
UK_GDPR = Source("UK GDPR", edition="as amended", link=f"{ACTS}/eur/2016/679", authority=LAW)
FREEDOM_OF_INFORMATION = act("Freedom of Information Act 2000", "ukpga/2000/36", "10")
ICO_ACCESS = Source(
    "ICO guidance on the right of access", edition="since August 2019", link="https://ico.org.uk/for-organisations/", authority=NATIONAL,
)  # fmt: skip

"""A children in need census, as an authority sends it."""

from datetime import date
from pathlib import Path

from commonthread.feeds.catalogue.cin_census import read
from commonthread.feeds.format import Admitted, Outcome, Reading, Reject, Sent

TODAY = date(2026, 11, 22)
HEADER = """<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>
<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>"""
# The authority 000 in the pupil number is not in use.
CHILD = """<Child>
<ChildIdentifiers><LAchildID>X1</LAchildID><UPN>M000000000017</UPN><PersonBirthDate>2015-04-01</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity>
<Disabilities><Disability>HEAR</Disability><Disability>LD</Disability></Disabilities></ChildCharacteristics>
<CINdetails><CINreferralDate>2025-09-01</CINreferralDate><ReferralSource>6</ReferralSource>
<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>false</ReferralNFA>
<Assessments><AssessmentActualStartDate>2025-09-02</AssessmentActualStartDate>
<AssessmentAuthorisationDate>2025-10-01</AssessmentAuthorisationDate>
<FactorsIdentifiedAtAssessment><AssessmentFactors>3B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
<Section47><S47ActualStartDate>2025-09-10</S47ActualStartDate><InitialCPCtarget>2025-10-01</InitialCPCtarget>
<DateOfInitialCPC>2025-09-30</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>
<ChildProtectionPlans><CPPstartDate>2025-09-30</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
<LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP>
<Reviews><CPPreviewDate>2025-12-18</CPPreviewDate></Reviews></ChildProtectionPlans>
</CINdetails></Child>"""


def census(folder: Path, *children: str, header: str = HEADER) -> Sent:
    path = folder / "cin.xml"
    path.write_text(
        f"<Message>{header}<Children>\n{''.join(children)}</Children></Message>", encoding="utf-8"
    )
    return Sent(path, "cin.xml")


def outcomes(file: Sent) -> list[Outcome]:
    return list(read([file], Reading(received_on=TODAY)))


def admitted(file: Sent) -> list[Admitted]:
    return [outcome for outcome in outcomes(file) if isinstance(outcome, Admitted)]


def rejects(file: Sent) -> list[Reject]:
    return [outcome for outcome in outcomes(file) if isinstance(outcome, Reject)]

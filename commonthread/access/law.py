"""The law that lets agencies share: powers and duties, and data-protection conditions, each with its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from commonthread.access.terms import SILENT, AgencyKind, Category
from commonthread.kernel.citations import Authority, Source

LEGISLATION = "https://www.legislation.gov.uk"
SPECIAL = frozenset({Category.HEALTH, Category.ADULT_CARE}) | SILENT


class Confidence(StrEnum):
    """How surely we know that a text says so: what is not verified is checked by a lawyer before it is relied on."""

    VERIFIED = "read in the text itself"
    RESTATED = "read in a text that restates it"
    GENERAL = "general knowledge: check it before relying on it"


@dataclass(frozen=True, kw_only=True)
class Basis:
    """One provision. `in_force` is when it began; None where it has not been commenced, so nothing may rest on it."""

    code: str
    label: str
    says: str
    source: Source
    confidence: Confidence
    in_force: date | None

    def may_carry(self, day: date) -> bool:
        return self.in_force is not None and self.in_force <= day


@dataclass(frozen=True, kw_only=True)
class Power(Basis):
    """What lets, or obliges, an agency to share. `whose` are the kinds that may rely on it; empty for any."""

    is_duty: bool = False
    whose: frozenset[AgencyKind] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Condition(Basis):
    """What makes the processing lawful. Health and care need one that is `for_special` categories."""

    for_special: bool = False


def _act(title: str, edition: str, path: str) -> Source:
    return Source(title, edition, f"{LEGISLATION}/{path}", Authority.STATUTE)


POWERS: Mapping[str, Power] = MappingProxyType(
    {
        power.code: power
        for power in (
            Power(
                code="children-act-1989-s47",
                label="Children Act 1989, section 47",
                says="A council that has reasonable cause to suspect significant harm makes enquiries, and listed bodies assist it.",
                source=_act("Children Act 1989, section 47", "as amended", "ukpga/1989/41/section/47"),
                confidence=Confidence.GENERAL,
                in_force=date(1991, 10, 14),
                is_duty=True,
            ),
            Power(
                code="children-act-1989-s17",
                label="Children Act 1989, section 17",
                says="A council safeguards and promotes the welfare of children in need in its area.",
                source=_act("Children Act 1989, section 17", "as amended", "ukpga/1989/41/section/17"),
                confidence=Confidence.GENERAL,
                in_force=date(1991, 10, 14),
                is_duty=True,
            ),
            Power(
                code="children-act-2004-s10",
                label="Children Act 2004, section 10",
                says="A council and its partners co-operate to improve the well-being of children.",
                source=_act("Children Act 2004, section 10", "as amended", "ukpga/2004/31/section/10"),
                confidence=Confidence.GENERAL,
                in_force=date(2005, 4, 1),
                is_duty=True,
            ),
            Power(
                code="children-act-2004-s11",
                label="Children Act 2004, section 11",
                says="Councils, police, health and others carry out their functions with regard to safeguarding children.",
                source=_act("Children Act 2004, section 11", "as amended", "ukpga/2004/31/section/11"),
                confidence=Confidence.GENERAL,
                in_force=date(2005, 10, 1),
                is_duty=True,
            ),
            Power(
                code="children-act-2004-s16la",
                label="Children Act 2004, section 16LA",
                says="Listed bodies must disclose what may help another with a child’s welfare, unless that harms the child more.",
                source=_act(
                    "Children Act 2004, section 16LA, inserted by the Children’s Wellbeing and Schools Act 2026, section 4",
                    "as enacted on 29 April 2026; how far it is in force was not established",
                    "ukpga/2026/21/section/4",
                ),
                confidence=Confidence.VERIFIED,
                in_force=None,
                is_duty=True,
            ),
            Power(
                code="education-act-2002-s175",
                label="Education Act 2002, section 175",
                says="Schools and councils carry out their functions with a view to safeguarding pupils.",
                source=_act("Education Act 2002, section 175", "as amended", "ukpga/2002/32/section/175"),
                confidence=Confidence.GENERAL,
                in_force=date(2004, 6, 1),
                is_duty=True,
                whose=frozenset({AgencyKind.SCHOOL, AgencyKind.CHILDRENS_SERVICES}),
            ),
            Power(
                code="domestic-abuse-act-2021-s49a",
                label="Domestic Abuse Act 2021, section 49A",
                says="The police tell a child’s school of domestic abuse as soon as is reasonably practicable.",
                source=_act(
                    "Domestic Abuse Act 2021, section 49A, inserted by the Victims and Prisoners Act 2024, section 20",
                    "in force on 7 November 2025",
                    "ukpga/2024/21/section/20",
                ),
                confidence=Confidence.VERIFIED,
                in_force=date(2025, 11, 7),
                is_duty=True,
                whose=frozenset({AgencyKind.POLICE}),
            ),
            Power(
                code="care-act-2014-s42",
                label="Care Act 2014, section 42",
                says="A council makes enquiries where an adult with care needs may be abused or neglected.",
                source=_act("Care Act 2014, section 42", "as amended", "ukpga/2014/23/section/42"),
                confidence=Confidence.GENERAL,
                in_force=date(2015, 4, 1),
                is_duty=True,
            ),
            Power(
                code="care-act-2014-s45",
                label="Care Act 2014, section 45",
                says="Whoever a safeguarding adults board asks supplies what the board needs for its functions.",
                source=_act("Care Act 2014, section 45", "as amended", "ukpga/2014/23/section/45"),
                confidence=Confidence.GENERAL,
                in_force=date(2015, 4, 1),
                is_duty=True,
            ),
            Power(
                code="crime-and-disorder-act-1998-s115",
                label="Crime and Disorder Act 1998, section 115",
                says="Anybody may disclose to police, councils, probation and health where that serves the Act.",
                source=_act(
                    "Crime and Disorder Act 1998, section 115", "as amended", "ukpga/1998/37/section/115"
                ),
                confidence=Confidence.GENERAL,
                in_force=date(1998, 9, 30),
            ),
            Power(
                code="police-common-law",
                label="Common law power of the police to disclose",
                says="The police disclose where it is necessary to protect somebody, and in proportion.",
                source=Source(
                    "Human Rights Act 1998, Article 8, and the common law of police disclosure",
                    "as amended",
                    f"{LEGISLATION}/ukpga/1998/42/schedule/1",
                    Authority.STATUTE,
                ),
                confidence=Confidence.GENERAL,
                in_force=date(2000, 10, 2),
                whose=frozenset({AgencyKind.POLICE}),
            ),
        )
    }
)

CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        condition.code: condition
        for condition in (
            Condition(
                code="uk-gdpr-art6-1c",
                label="UK GDPR, Article 6(1)(c): legal obligation",
                says="The sharing is needed to do what the law obliges one to do. It covers no special category.",
                source=_act("UK GDPR, Article 6(1)(c)", "as amended", "eur/2016/679/article/6"),
                confidence=Confidence.RESTATED,
                in_force=date(2018, 5, 25),
            ),
            Condition(
                code="uk-gdpr-art6-1e",
                label="UK GDPR, Article 6(1)(e): public task",
                says="The sharing is needed for a task in the public interest. It covers no special category.",
                source=_act("UK GDPR, Article 6(1)(e)", "as amended", "eur/2016/679/article/6"),
                confidence=Confidence.RESTATED,
                in_force=date(2018, 5, 25),
            ),
            Condition(
                code="dpa-2018-sch1-para18",
                label="UK GDPR, Articles 6(1)(e) and 9(2)(g), with Data Protection Act 2018, Schedule 1, paragraph 18",
                says=(
                    "Safeguarding children and adults at risk, without consent where it cannot be given, cannot "
                    "reasonably be obtained or would prejudice protection. It needs an appropriate policy document."
                ),
                source=_act(
                    "Data Protection Act 2018, Schedule 1, paragraph 18",
                    "as amended",
                    "ukpga/2018/12/schedule/1",
                ),
                confidence=Confidence.RESTATED,
                in_force=date(2018, 5, 25),
                for_special=True,
            ),
            Condition(
                code="uk-gdpr-art9-2h",
                label="UK GDPR, Articles 6(1)(e) and 9(2)(h): health or social care",
                says="The sharing is needed to provide health or social care, by those who owe confidentiality.",
                source=_act("UK GDPR, Article 9(2)(h)", "as amended", "eur/2016/679/article/9"),
                confidence=Confidence.GENERAL,
                in_force=date(2018, 5, 25),
                for_special=True,
            ),
            Condition(
                code="dpa-2018-part3",
                label="Data Protection Act 2018, Part 3, with Schedule 8: law enforcement",
                says=(
                    "A competent authority processes for law enforcement; sensitive data only where strictly "
                    "necessary. Shared for welfare, it passes to the UK GDPR under section 36(4)."
                ),
                source=_act("Data Protection Act 2018, Part 3", "as amended", "ukpga/2018/12/part/3"),
                confidence=Confidence.GENERAL,
                in_force=date(2018, 5, 25),
                for_special=True,
            ),
        )
    }
)


def what_is_missing(
    power: str, condition: str, *, categories: Iterable[Category], holders: Iterable[AgencyKind], begins: date
) -> list[str]:
    """Why these cannot carry the sharing, in words; empty where they can."""
    wrong = []
    given, relied_on = POWERS.get(power), CONDITIONS.get(condition)
    if given is None:
        wrong.append("Choose the legal power")
    elif not given.may_carry(begins):
        wrong.append(f"{given.label} is not in force, so nothing can rest on it yet")
    elif given.whose and not set(holders) <= given.whose:
        only = ", ".join(sorted(given.whose))
        wrong.append(f"{given.label} is a power of {only} only, and others’ records are shared here too")
    if relied_on is None:
        wrong.append("Choose the data protection condition")
    elif not relied_on.for_special and (special := SPECIAL & set(categories)):
        wrong.append(f"{relied_on.label} does not cover {', '.join(sorted(special))}: choose one that does")
    return wrong

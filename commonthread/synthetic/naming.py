"""How an invented person comes by a name, by the custom of the culture."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from commonthread.synthetic.names.culture import Culture, Custom, Ranked

TITLES = Ranked("Begum Bibi Akhtar Kauser Khatoon Jabeen Parveen Khanam Khatun", slope=1.1)
MOHAMMED = Ranked("Mohammed Muhammad Mohammad Mohamed", slope=1.3)
MASCULINE = ("ski", "cki", "dzki")
FEMININE = ("ska", "cka", "dzka")
CALLED_BY_SECOND_NAME = 0.24
SIKH_WITHOUT_CLAN_NAME = 0.34
WOMAN_KEEPS_NAME = {Custom.PATRONYMIC: 1.0, Custom.FAMILY_FIRST: 0.9, Custom.TITLED: 0.7, Custom.SIKH: 0.55}
WOMAN_KEEPS_NAME_ELSEWHERE = 0.22
DAUGHTER_WITH_TITLE = 0.13
CHILD_WITH_OWN_SURNAME = {"Bangladeshi": 0.35, "Pakistani": 0.08}


@dataclass(frozen=True)
class Name:
    given: str
    family: str
    middle: str | None = None
    known_as: str | None = None
    former_family: str | None = None


def adult_name(chance: Random, culture: Culture, sex: str, born_on: date, family: str | None = None) -> Name:
    """A name for somebody whose parents are not in the area; `family` where it is already settled."""
    given = culture.given(chance, sex, born_on.year)
    if culture.custom is Custom.PATRONYMIC:
        father = culture.given(chance, "M", born_on.year - 25)
        return Name(given, family or culture.family_name(chance), father)
    surname = family or culture.family_name(chance)
    if culture.custom is Custom.TITLED and sex == "F" and chance.random() < _titled_share(born_on):
        surname = TITLES.draw(chance)
    if family is None and chance.random() < culture.double_barrelled_share / 3:
        surname = f"{surname}-{culture.family_name(chance)}"
    return _by_custom(chance, culture, sex, born_on, given, surname)


def child_name(
    chance: Random,
    culture: Culture,
    sex: str,
    born_on: date,
    father: Name | None,
    mother: Name | None,
    taken: set[str],
) -> Name:
    """A child's name from the parents' names; no two children at home share a given name."""
    given = culture.given(chance, sex, born_on.year)
    while given in taken:
        given = culture.given(chance, sex, born_on.year)
    parent = father or mother
    if culture.custom is Custom.PATRONYMIC and parent:
        grandfather = parent.middle if parent is father else None
        return Name(
            given, grandfather or culture.family_name(chance), parent.given if parent is father else None
        )
    surname = inherited(chance, culture, father, mother)
    if culture.custom is Custom.TITLED:
        if sex == "F" and chance.random() < DAUGHTER_WITH_TITLE:
            surname = TITLES.draw(chance)
        elif chance.random() < CHILD_WITH_OWN_SURNAME.get(culture.name, 0):
            surname = culture.family_name(chance)
    return _by_custom(chance, culture, sex, born_on, given, masculine(surname))


def inherited(chance: Random, culture: Culture, father: Name | None, mother: Name | None) -> str:
    if father and mother and father.family != mother.family and culture.custom is Custom.INHERITED:
        draw = chance.random()
        if draw < culture.double_barrelled_share * 2 and "-" not in father.family + mother.family:
            return f"{mother.family}-{father.family}"
        return mother.family if draw > 0.82 else father.family
    known = father or mother
    return known.family if known else culture.family_name(chance)


def wife_name(chance: Random, culture: Culture, own: Name, husband: Name) -> Name:
    """What a woman is called once married."""
    keeps = WOMAN_KEEPS_NAME.get(culture.custom, WOMAN_KEEPS_NAME_ELSEWHERE)
    if chance.random() < keeps or husband.family in ("Singh", own.family):
        return own
    return replace(own, family=feminine(husband.family, culture), former_family=own.family)


def feminine(family: str, culture: Culture) -> str:
    gendered = culture.custom is Custom.GENDERED and family.endswith(MASCULINE)
    return f"{family[:-1]}a" if gendered else family


def masculine(family: str) -> str:
    return f"{family[:-1]}i" if family.endswith(FEMININE) else family


def _titled_share(born_on: date) -> float:
    return 0.55 if born_on.year < 1985 else 0.2


def _by_custom(chance: Random, culture: Culture, sex: str, born_on: date, given: str, surname: str) -> Name:
    if culture.custom is Custom.SIKH:
        religious = "Kaur" if sex == "F" else "Singh"
        if surname in ("Singh", "Kaur") or chance.random() < SIKH_WITHOUT_CLAN_NAME / 2:
            return Name(given, religious)
        return Name(given, surname, religious)
    may_be_second = culture.custom is Custom.TITLED and sex == "M" and given not in MOHAMMED.words
    if may_be_second and chance.random() < CALLED_BY_SECOND_NAME:
        return Name(MOHAMMED.draw(chance), surname, given, known_as=given)
    if culture.custom is Custom.GENDERED and sex == "F":
        surname = feminine(surname, culture)
    middle = None
    if chance.random() < culture.middle_share:
        middle = culture.given(chance, sex, born_on.year - chance.choice((0, 0, 30, 55)))
        middle = None if middle == given else middle
    known_as = None
    if culture.known_as and chance.random() < 0.5:
        known_as = (culture.known_as.female if sex == "F" else culture.known_as.male).draw(chance)
    return Name(given, surname, middle, known_as)

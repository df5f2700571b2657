"""What a related person is, in the codes of the standard (those of HL7) and in our own words.

The standard tells natural from adoptive and maternal from paternal ties; we keep the tie alone.
"""

from commonthread.records.record import MentionRole, Relation

_PARENT, _CARER, _SIBLING = MentionRole.PARENT, MentionRole.CARER, MentionRole.SIBLING
_CHILD, _RELATIVE, _HOUSEHOLD = MentionRole.CHILD, MentionRole.RELATIVE, MentionRole.HOUSEHOLD_MEMBER

_TIES: tuple[tuple[MentionRole, Relation | None, str], ...] = (
    (_PARENT, Relation.MOTHER, "MTH NMTH GESTM ADOPTM"),
    (_PARENT, Relation.FATHER, "FTH NFTH ADOPTF"),
    (_PARENT, Relation.PARENT, "PRN NPRN ADOPTP"),
    (_PARENT, Relation.STEP_PARENT, "STPPRN STPFTH STPMTH"),
    (_CARER, Relation.FOSTER_CARER, "PRNFOST FTHFOST MTHFOST"),
    (_SIBLING, Relation.SIBLING, "SIB NSIB BRO NBRO SIS NSIS STPSIB STPBRO STPSIS"),
    (_SIBLING, Relation.HALF_SIBLING, "HSIB HBRO HSIS"),
    (_SIBLING, Relation.TWIN, "TWIN TWINBRO TWINSIS ITWIN ITWINBRO ITWINSIS FTWIN FTWINBRO FTWINSIS"),
    (
        _CHILD,
        Relation.CHILD,
        "CHILD NCHILD CHLDADOPT DAUADOPT SONADOPT CHLDFOST DAUFOST SONFOST DAUC DAU STPDAU SON SONC STPSON STPCHLD",
    ),
    (
        _RELATIVE,
        Relation.GRANDPARENT,
        "GRPRN GRFTH MGRFTH PGRFTH GRMTH MGRMTH PGRMTH MGRPRN PGRPRN",
    ),
    (_RELATIVE, Relation.PARTNER, "SIGOTHR SPS HUSB WIFE"),
    (_HOUSEHOLD, Relation.PARTNER, "DOMPART"),
    (_RELATIVE, Relation.FORMER_PARTNER, "FMRSPS"),
    (
        _RELATIVE,
        Relation.OTHER_RELATIVE,
        "EXT FAMMEMB AUNT MAUNT PAUNT UNCLE MUNCLE PUNCLE COUSN MCOUSN PCOUSN NIENEPH NEPHEW NIECE "
        "GGRPRN GGRFTH MGGRFTH PGGRFTH GGRMTH MGGRMTH PGGRMTH MGGRPRN PGGRPRN GRNDCHILD GRNDDAU GRNDSON "
        "INLAW CHLDINLAW DAUINLAW SONINLAW PRNINLAW FTHINLAW MTHINLAW SIBINLAW BROINLAW SISINLAW",
    ),
    (_RELATIVE, Relation.NOT_RELATED, "FRND NBOR"),
    (_HOUSEHOLD, Relation.NOT_RELATED, "ROOM"),
)
ONESELF = "ONESELF"
TIES = {code: (role, relation) for role, relation, codes in _TIES for code in codes.split()}
_BY_TIE = {(role, relation): codes.split()[0] for role, relation, codes in reversed(_TIES)}
_BY_RELATION = {relation: codes.split()[0] for _, relation, codes in reversed(_TIES)}
_BY_ROLE = {_PARENT: "PRN", _SIBLING: "SIB", _CHILD: "CHILD"}
NO_CODE = {Relation.NOT_RELATED}


def code_of(role: MentionRole, relation: Relation | None) -> str | None:
    """The plainest code that says the tie, or None where the standard has none that is true."""
    if relation in NO_CODE:
        return None
    if relation is None:
        return _BY_ROLE.get(role)
    return _BY_TIE.get((role, relation)) or _BY_RELATION[relation]

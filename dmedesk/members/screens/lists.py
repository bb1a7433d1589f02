"""The lists of members, practitioners and payers: columns, quick filters, the preview's lines."""

from dmedesk.members.queries.listed import (
    MEMBERS,
    PAYERS,
    PRACTITIONERS,
    MemberListed,
    PayerListed,
    PractitionerListed,
)
from dmedesk.members.rules.words import (
    LEAVING_WORDS,
    REGIME_WORDS,
    SETTING_WORDS,
    STANDING_WORDS,
    Setting,
    Standing,
)
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of, day_of

_STANDING_SIGNS = {
    Standing.ENROLLED: ("✓", Tone.READY),
    Standing.EXCLUDED: ("✕", Tone.STOPPED),
    Standing.UNKNOWN: ("‖", Tone.WAITING),
}


def member_state(row: MemberListed) -> tuple[str, Tone]:
    """How a member stands: sign and word, and the colour."""
    if row.deceased_on is not None:
        return f"– died {row.deceased_on}", Tone.CLOSED
    if row.left_on is not None and row.left_reason is not None:
        return f"– {LEAVING_WORDS[row.left_reason].lower()} {row.left_on}", Tone.CLOSED
    if row.setting is Setting.NURSING_FACILITY:
        return "→ in a facility", Tone.OUT
    return "✓ at home", Tone.READY


def standing_word(standing: Standing | None) -> tuple[str, Tone]:
    """What the last look showed: sign and word, and the colour."""
    if standing is None:
        return "‖ never checked", Tone.WAITING
    sign, tone = _STANDING_SIGNS[standing]
    return f"{sign} {STANDING_WORDS[standing].lower()}", tone


MEMBER_COLUMNS: tuple[ListColumn[MemberListed], ...] = (
    ListColumn("member_no", "Number", lambda row: row.member_no, width=84),
    ListColumn("name", "Name", lambda row: row.name, width=170, wide=True),
    ListColumn("birth_on", "Born", lambda row: day_of(row.birth_on), FilterKind.DAY, width=96),
    ListColumn("phone", "Phone", lambda row: row.phone or "", width=112, spare=3),
    ListColumn("city", "Town", lambda row: row.city or "", width=110, spare=2),
    ListColumn(
        "payer",
        "Pays first",
        lambda row: row.payer or "‖ nobody",
        width=150,
        spare=4,
        tone=lambda row: Tone.INK if row.payer else Tone.WAITING,
    ),
    ListColumn(
        "masshealth_id", "MassHealth", lambda row: row.masshealth_id or "", width=110, shown=False
    ),
    ListColumn(
        "medicare_mbi", "Medicare", lambda row: row.medicare_mbi or "", width=110, shown=False
    ),
    ListColumn("facility", "Facility", lambda row: row.facility or "", width=160, shown=False),
    ListColumn(
        "setting",
        "State",
        lambda row: member_state(row)[0],
        FilterKind.CHOICE,
        width=150,
        tone=lambda row: member_state(row)[1],
        options=tuple(SETTING_WORDS.items()),
    ),
)

PRACTITIONER_COLUMNS: tuple[ListColumn[PractitionerListed], ...] = (
    ListColumn("name", "Name", lambda row: row.name, width=180, wide=True),
    ListColumn(
        "npi",
        "NPI",
        lambda row: f"✕ {row.npi}" if row.npi_is_wrong else row.npi,
        width=124,
        tone=lambda row: Tone.STOPPED if row.npi_is_wrong else Tone.INK,
        tip=lambda row: (
            "Not a valid NPI: what rests on it is held" if row.npi_is_wrong else row.npi
        ),
    ),
    ListColumn("phone", "Phone", lambda row: row.phone or "", width=112, spare=3),
    ListColumn("fax", "Fax", lambda row: row.fax or "", width=112, shown=False),
    ListColumn("city", "Town", lambda row: row.city or "", width=110, spare=2),
    ListColumn("license_no", "License", lambda row: row.license_no or "", width=96, spare=1),
    ListColumn(
        "license_expires_on",
        "Good until",
        lambda row: day_of(row.license_expires_on),
        FilterKind.DAY,
        width=96,
    ),
    ListColumn(
        "standing",
        "Standing",
        lambda row: standing_word(row.standing)[0],
        FilterKind.CHOICE,
        width=130,
        tone=lambda row: standing_word(row.standing)[1],
        options=tuple(STANDING_WORDS.items()),
    ),
    ListColumn(
        "checked_on", "Checked", lambda row: day_of(row.checked_on), FilterKind.DAY, width=96
    ),
)

PAYER_COLUMNS: tuple[ListColumn[PayerListed], ...] = (
    ListColumn("code", "Code", lambda row: row.code, width=84),
    ListColumn("name", "Name", lambda row: row.name, width=200, wide=True),
    ListColumn(
        "regime",
        "Rules",
        lambda row: REGIME_WORDS[row.regime],
        FilterKind.CHOICE,
        width=140,
        options=tuple(REGIME_WORDS.items()),
    ),
    ListColumn("phone", "Phone", lambda row: row.phone or "", width=112, spare=2),
    ListColumn(
        "electronic_payer_id",
        "Payer ID",
        lambda row: row.electronic_payer_id or "",
        width=110,
        spare=1,
    ),
    ListColumn(
        "filing_days",
        "Days to file",
        lambda row: "" if row.filing_days is None else str(row.filing_days),
        FilterKind.NUMBER,
        width=96,
        figures=True,
    ),
    ListColumn(
        "members",
        "Members",
        lambda row: f"{row.members:,}",
        FilterKind.NUMBER,
        width=84,
        figures=True,
        is_summed=True,
    ),
)


def _member_facts(row: MemberListed) -> list[Fact]:
    word, tone = member_state(row)
    return [
        Fact("State", word, tone),
        Fact("Number", row.member_no),
        Fact("Born", day_of(row.birth_on)),
        Fact("Phone", row.phone or ""),
        Fact("Town", row.city or ""),
        Fact("Pays first", row.payer or "‖ nobody", Tone.INK if row.payer else Tone.WAITING),
        Fact("MassHealth", row.masshealth_id or ""),
        Fact("Medicare", row.medicare_mbi or ""),
    ]


def _practitioner_facts(row: PractitionerListed) -> list[Fact]:
    word, tone = standing_word(row.standing)
    wrong = Fact("NPI", f"✕ {row.npi}, not valid: what rests on it is held", Tone.STOPPED)
    return [
        wrong if row.npi_is_wrong else Fact("NPI", row.npi),
        Fact("Standing", f"{word} {day_of(row.checked_on)}".strip(), tone),
        Fact(
            "License",
            " until ".join(filter(None, (row.license_no, day_of(row.license_expires_on)))),
        ),
        Fact("Phone", row.phone or ""),
        Fact("Fax", row.fax or ""),
    ]


def _payer_facts(row: PayerListed) -> list[Fact]:
    days = "" if row.filing_days is None else count_of(row.filing_days, "day")
    return [
        Fact("Code", row.code),
        Fact("Rules", REGIME_WORDS[row.regime]),
        Fact("Phone", row.phone or ""),
        Fact("Payer ID", row.electronic_payer_id or ""),
        Fact("To file a claim", days),
        Fact("Covers today", count_of(row.members, "member")),
    ]


MEMBERS_SPEC: ListSpec[MemberListed] = ListSpec(
    key="members",
    title="Members",
    picture="users",
    kind="member",
    one="member",
    query=MEMBERS,
    columns=MEMBER_COLUMNS,
    name=lambda row: row.name,
    facts=_member_facts,
    empty="No members yet. Enter the first (Ctrl+N), or import a file of them.",
    chips=(
        Chip("active", "Active"),
        Chip("facility", "In a facility"),
        Chip("uncovered", "Without coverage"),
        Chip("gone", "Deceased or left"),
    ),
    new="New member",
)

PRACTITIONERS_SPEC: ListSpec[PractitionerListed] = ListSpec(
    key="practitioners",
    title="Practitioners",
    picture="users",
    kind="practitioner",
    one="practitioner",
    query=PRACTITIONERS,
    columns=PRACTITIONER_COLUMNS,
    name=lambda row: row.name,
    facts=_practitioner_facts,
    empty="No practitioners yet. Enter the first (Ctrl+N), or import a file of them.",
    chips=(
        Chip("npi_wrong", "NPI wrong"),
        Chip("excluded", "Excluded"),
        Chip("license", "License ending"),
        Chip("unchecked", "Never checked"),
    ),
    new="New practitioner",
)

PAYERS_SPEC: ListSpec[PayerListed] = ListSpec(
    key="payers",
    title="Payers",
    picture="users",
    kind="payer",
    one="payer",
    query=PAYERS,
    columns=PAYER_COLUMNS,
    name=lambda row: row.name,
    facts=_payer_facts,
    empty="No payers yet. Enter the first (Ctrl+N), such as MassHealth.",
    new="New payer",
)


class MembersPage(ListPage[MemberListed]):
    """Every member."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, MEMBERS_SPEC)


class PractitionersPage(ListPage[PractitionerListed]):
    """Every practitioner."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, PRACTITIONERS_SPEC)


class PayersPage(ListPage[PayerListed]):
    """Every payer."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, PAYERS_SPEC)

"""The repair bench: every repair by its stage, those that need a hand first."""

from dmedesk.repairs.queries.listed import REPAIRS, RepairListed
from dmedesk.repairs.screens.words import OWNERSHIP_WORDS, SITE_WORDS, STAGE_WORDS, state_of
from dmedesk.widgets.forms.fields import options_of
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import day_of, money

CHIPS = (
    Chip("reported", "Reported"),
    Chip("in_work", "In work"),
    Chip("waiting", "Waiting"),
    Chip("done", "Done"),
    Chip("lent", "Lent"),
    Chip("lent_long", "Too long"),
    Chip("late", "Late"),
    Chip("closed", "Closed"),
)


def _stands(row: RepairListed) -> str:
    word, _tone = state_of(row.stage)
    return f"{word}, lent" if row.has_loan_out else word


COLUMNS: tuple[ListColumn[RepairListed], ...] = (
    ListColumn("repair_no", "Repair", lambda row: row.repair_no, width=104),
    ListColumn(
        "stage",
        "Where it stands",
        _stands,
        FilterKind.CHOICE,
        width=116,
        tone=lambda row: state_of(row.stage)[1],
        options=options_of(STAGE_WORDS),
    ),
    ListColumn("member", "Member", lambda row: row.member or "", width=120),
    ListColumn("item", "Equipment", lambda row: row.item, width=150, wide=True),
    ListColumn("serial", "Serial", lambda row: row.serial or "", width=110, spare=3),
    ListColumn(
        "ownership",
        "Whose",
        lambda row: OWNERSHIP_WORDS[row.ownership],
        FilterKind.CHOICE,
        width=130,
        options=options_of(OWNERSHIP_WORDS),
        spare=1,
    ),
    ListColumn("technician", "Technician", lambda row: row.technician or "", width=96, spare=2),
    ListColumn(
        "asked_on",
        "Asked for",
        lambda row: row.asked_on.isoformat(),
        FilterKind.DAY,
        width=100,
        spare=4,
    ),
    ListColumn(
        "total_cents",
        "Comes to",
        lambda row: money(row.total_cents) if row.total_cents else "",
        FilterKind.MONEY,
        width=84,
        figures=True,
    ),
    ListColumn("fault", "Fault", lambda row: row.fault, width=160, shown=False),
    ListColumn(
        "promised_on",
        "Promised",
        lambda row: day_of(row.promised_on),
        FilterKind.DAY,
        width=92,
        shown=False,
    ),
)


def facts_of(row: RepairListed) -> list[Fact]:
    """The preview's lines; the first says where the repair stands."""
    told = (
        ("Member", row.member or ""),
        ("Equipment", " · ".join(filter(None, (row.item, row.serial)))),
        ("Whose", OWNERSHIP_WORDS[row.ownership]),
        ("Fault", row.fault),
        ("Where", SITE_WORDS[row.site]),
        ("Technician", row.technician or ""),
        ("Promised", day_of(row.promised_on)),
        ("Comes to", money(row.total_cents) if row.total_cents else ""),
    )
    since = f" since {row.lent_since}" if row.lent_since else ""
    lent = [Fact("Substitute", f"with the member{since}", Tone.OUT)] if row.has_loan_out else []
    return [
        Fact("Where it stands", *state_of(row.stage)),
        Fact("Asked for", row.asked_on.isoformat()),
        *lent,
        *(Fact(name, text) for name, text in told if text),
    ]


class RepairsPage(ListPage[RepairListed]):
    """Every repair."""

    def __init__(self, workplace: Workplace) -> None:
        spec = ListSpec(
            key="repairs",
            title="Repairs",
            picture="wrench",
            kind="repair",
            one="repair",
            query=REPAIRS,
            columns=COLUMNS,
            name=lambda row: f"{row.repair_no} · {row.member or row.item}",
            facts=facts_of,
            empty="No repairs yet. Report the first fault (Ctrl+N): a unit of ours, or the "
            "member’s own.",
            chips=CHIPS,
            new="Report a fault",
        )
        super().__init__(workplace, spec)

"""The slip board as a list: what is to be printed, out, unsigned, done; the oldest on top."""

from datetime import date

from dmedesk.deliveries.queries.listed import SlipListed
from dmedesk.deliveries.rules.words import TicketStage
from dmedesk.deliveries.screens.words import KIND_WORDS, STAGE_WORDS, days_since, state_of
from dmedesk.widgets.forms.fields import options_of
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.listing.spec import ListSource
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.words import count_of, money

CHIPS = (
    Chip("to_print", "To print"),
    Chip("out", "Out"),
    Chip("waiting", "Unsigned"),
    Chip("reason_given", "Reason"),
    Chip("done", "Done"),
    Chip("today", "Today"),
    Chip("late", "Late"),
    Chip("another_unit", "Other unit"),
)


def _held(row: SlipListed) -> str:
    return money(row.held_cents) if row.held_cents else ""


COLUMNS: tuple[ListColumn[SlipListed], ...] = (
    ListColumn("ticket_no", "Slip", lambda row: row.ticket_no, width=112),
    ListColumn(
        "kind",
        "Kind",
        lambda row: KIND_WORDS[row.kind],
        FilterKind.CHOICE,
        width=78,
        options=options_of(KIND_WORDS),
        spare=2,
    ),
    ListColumn(
        "stage",
        "Where it stands",
        lambda row: state_of(row.stage)[0],
        FilterKind.CHOICE,
        width=110,
        tone=lambda row: state_of(row.stage)[1],
        options=tuple((stage.value, word) for stage, (word, _) in STAGE_WORDS.items()),
    ),
    ListColumn("member", "Member", lambda row: row.member, width=120, wide=True),
    ListColumn("town", "Town", lambda row: row.town or "", width=84, spare=3),
    ListColumn(
        "planned_on",
        "Planned",
        lambda row: row.planned_on.isoformat(),
        FilterKind.DAY,
        width=100,
        spare=1,
    ),
    ListColumn("driver", "Driver", lambda row: row.driver or "", width=90, spare=4),
    ListColumn("held_cents", "Holds", _held, FilterKind.MONEY, width=74, figures=True, spare=6),
    ListColumn(
        "items",
        "Items",
        lambda row: str(row.items),
        FilterKind.NUMBER,
        width=56,
        figures=True,
        shown=False,
        is_summed=True,
    ),
)


def columns_on(today: date) -> tuple[ListColumn[SlipListed], ...]:
    """The columns, with days counted until this one."""
    since: ListColumn[SlipListed] = ListColumn(
        "since",
        "For",
        lambda row: days_since(row.since, today),
        FilterKind.DAY,
        width=72,
        tip=lambda row: f"{_since_word(row)} {row.since}",
    )
    *others, held, items = COLUMNS
    return (*others, since, held, items)


def _since_word(row: SlipListed) -> str:
    is_ahead = row.stage in (TicketStage.TO_PRINT, TicketStage.OUT, TicketStage.CANCELLED)
    return "Asked for on" if is_ahead else "Visited on"


def facts_of(row: SlipListed) -> list[Fact]:
    """The preview's lines; the first says where the slip stands."""
    word, tone = state_of(row.stage)
    told = (
        ("Kind", KIND_WORDS[row.kind]),
        ("Member", " · ".join(filter(None, (row.member, row.town)))),
        ("Planned", row.planned_on.isoformat()),
        ("Driver", row.driver or ""),
        ("Items", count_of(row.items, "item")),
        ("Holds", f"{money(row.held_cents)}, until it is proven" if row.held_cents else ""),
    )
    since = f"{_since_word(row)} {row.since}"
    stands = [Fact("Where it stands", word, tone), Fact("Since", since)]
    return [*stands, *(Fact(name, text) for name, text in told if text)]


class SlipsPage(ListPage[SlipListed]):
    """Every slip. ``source`` reads the list: what a slip holds is known by a house above."""

    def __init__(self, workplace: Workplace, source: ListSource[SlipListed]) -> None:
        mine = (Chip("mine", "Mine"),) if workplace.owner else ()
        spec = ListSpec(
            key="slips",
            title="S&lips",
            picture="truck",
            kind="ticket",
            one="slip",
            query=source,
            columns=columns_on(workplace.today),
            name=lambda row: f"{row.ticket_no} · {row.member}",
            facts=facts_of,
            empty="No slips yet. Open the first one (Ctrl+N): a delivery, a pickup, an exchange.",
            chips=(*CHIPS, *mine),
            new="New slip",
        )
        super().__init__(workplace, spec)

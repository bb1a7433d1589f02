"""The list of units: serial, what it is, how it stands, who has it since when, where."""

from functools import cached_property
from typing import TYPE_CHECKING

from dmedesk.assets.screens.words import CONDITION_WORDS, STATE_WORDS, state_of
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.listing.spec import ListSource
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button
from dmedesk.widgets.words import day_of, money

if TYPE_CHECKING:
    from dmedesk.assets.queries.listed import UnitListed
    from dmedesk.assets.screens.labels import LabelBar


def _cents(cents: int | None) -> str:
    return "" if cents is None else money(cents)


COLUMNS: "tuple[ListColumn[UnitListed], ...]" = (
    ListColumn("serial", "Serial", lambda row: row.serial, width=140, fixed=True),
    ListColumn("product", "Item", lambda row: row.product, width=160, wide=True),
    ListColumn("model", "Model", lambda row: row.model, width=120, spare=1),
    ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=72, spare=3),
    ListColumn(
        "state",
        "State",
        lambda row: state_of(row.state)[0],
        FilterKind.CHOICE,
        width=104,
        tone=lambda row: state_of(row.state)[1],
        options=tuple((state.value, word) for state, (word, _) in STATE_WORDS.items()),
    ),
    ListColumn("holder", "With", lambda row: row.holder or "", width=140),
    ListColumn("since", "Since", lambda row: day_of(row.since), FilterKind.DAY, width=96, spare=4),
    ListColumn("place", "Place", lambda row: row.place or "", width=100, spare=2),
    ListColumn(
        "last_holder", "Before with", lambda row: row.last_holder or "", width=140, shown=False
    ),
    ListColumn(
        "inventory_no",
        "Inventory no.",
        lambda row: row.inventory_no or "",
        width=104,
        fixed=True,
        shown=False,
    ),
    ListColumn("lot", "Lot", lambda row: row.lot or "", width=96, fixed=True, shown=False),
    ListColumn(
        "warranty_ends_on",
        "Warranty until",
        lambda row: day_of(row.warranty_ends_on),
        FilterKind.DAY,
        width=104,
        shown=False,
    ),
    ListColumn(
        "seen_on",
        "Last heard of",
        lambda row: day_of(row.seen_on),
        FilterKind.DAY,
        width=104,
        shown=False,
    ),
    ListColumn(
        "acquired_on",
        "Received",
        lambda row: day_of(row.acquired_on),
        FilterKind.DAY,
        width=96,
        shown=False,
    ),
    ListColumn(
        "cost_cents",
        "Cost",
        lambda row: _cents(row.cost_cents),
        FilterKind.MONEY,
        width=88,
        figures=True,
        shown=False,
    ),
    ListColumn(
        "earned_cents",
        "Earned",
        lambda row: money(row.earned_cents),
        FilterKind.MONEY,
        width=88,
        figures=True,
        spare=4,
    ),
)

CHIPS = (
    Chip("in_stock", "Stock"),
    Chip("out", "Out"),
    Chip("to_fetch", "Fetch"),
    Chip("paused", "Paused"),
    Chip("apart", "Apart"),
    Chip("not_seen", "Unseen"),
    Chip("warranty", "Warranty"),
    Chip("priceless", "Unpriced"),
)


def facts_of(row: "UnitListed") -> list[Fact]:
    """The preview's lines; the first says how the unit stands and who has it."""
    word, tone = state_of(row.state)
    since = f" since {row.since}" if row.since else ""
    found = [Fact("State", f"{word}{since}", tone)]
    told = (
        ("With", " · ".join(filter(None, (row.holder, row.place)))),
        ("Before with", row.last_holder or ""),
        ("Item", f"{row.product} · {row.hcpcs}"),
        ("Model", row.model),
        ("Condition", "" if row.condition is None else CONDITION_WORDS[row.condition]),
        ("Inventory no.", row.inventory_no or ""),
        ("Lot", row.lot or ""),
        ("Warranty until", day_of(row.warranty_ends_on)),
        ("Received", day_of(row.acquired_on)),
        ("Last heard of", day_of(row.seen_on)),
        ("Cost", _cents(row.cost_cents)),
        ("Earned here", money(row.earned_cents)),
    )
    return [*found, *(Fact(name, text) for name, text in told if text)]


class UnitsPage(ListPage["UnitListed"]):
    """Every unit. ``source`` reads the list: who has a unit is known by a house above this one."""

    def __init__(self, workplace: Workplace, source: "ListSource[UnitListed]") -> None:
        spec = ListSpec(
            key="units",
            title="&Units",
            picture="package",
            kind="asset",
            one="unit",
            query=source,
            columns=COLUMNS,
            name=lambda row: row.serial,
            facts=facts_of,
            empty="No units yet. Receive the first one (Ctrl+N), or import them from files.",
            chips=CHIPS,
            new="Recei&ve a unit",
            keys=(Key("Ctrl+Shift+L", "print labels of the chosen units"),),
        )
        super().__init__(workplace, spec)
        tip = "Labels of the chosen units (Ctrl+Shift+L)"
        self.tools.insertWidget(0, button("Labels …", self.ask_labels, tip=tip, picture="tag"))
        self.on_key("Ctrl+Shift+L", self.ask_labels)

    @cached_property
    def labels(self) -> "LabelBar":
        """The bar that asks about labels: made when somebody wants some."""
        from dmedesk.assets.screens.labels import LabelBar  # noqa: PLC0415 - waits for a label

        made = LabelBar(self.workplace, self, self.fail)
        made.closed.connect(self.list.setFocus)
        self.bars.addWidget(made)
        return made

    def ask_labels(self) -> None:
        """Ask which labels the chosen units are to have."""
        ids = [self.model.id_at(place) for place in self.list.chosen_places()]
        self.labels.ask_for([one for one in ids if one is not None])

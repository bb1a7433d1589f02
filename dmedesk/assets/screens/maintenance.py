"""The due list of preventive maintenance: what is overdue, due, due soon, or not known."""

from dmedesk.assets.queries.maintenance import MAINTENANCE, MaintenanceListed
from dmedesk.assets.rules.maintenance import DUE_WORDS, DueState, when_due
from dmedesk.assets.screens.maintaining import HoursBar, VoidBar, WorkBar
from dmedesk.assets.screens.words import STATE_WORDS, state_of
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.fields import Picked
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import day_of

_SIGNS = {
    DueState.OVERDUE: ("✕", Tone.STOPPED),
    DueState.DUE: ("‖", Tone.WAITING),
    DueState.SOON: ("‖", Tone.WAITING),
    DueState.UNKNOWN: ("‖", Tone.WAITING),
    DueState.LATER: ("✓", Tone.READY),
}


def due_state_of(state: DueState) -> tuple[str, Tone]:
    """Sign and word of how a unit stands with a plan, and its colour."""
    sign, tone = _SIGNS[state]
    return f"{sign} {DUE_WORDS[state]}", tone


def _hours(hours: int | None) -> str:
    return "" if hours is None else f"{hours:,}"


COLUMNS: tuple[ListColumn[MaintenanceListed], ...] = (
    ListColumn("serial", "Serial", lambda row: row.serial, width=130, fixed=True),
    ListColumn("product", "Item", lambda row: row.product, width=150, wide=True),
    ListColumn("work", "Work", lambda row: row.work, width=150),
    ListColumn("how_often", "How often", lambda row: row.how_often, width=124, spare=2),
    ListColumn(
        "state",
        "Due",
        lambda row: due_state_of(row.state)[0],
        FilterKind.CHOICE,
        width=104,
        tone=lambda row: due_state_of(row.state)[1],
        options=tuple((state.value, word) for state, word in DUE_WORDS.items()),
    ),
    ListColumn("due_on", "Day", lambda row: day_of(row.due_on), FilterKind.DAY, width=96),
    ListColumn(
        "due_hours",
        "At hours",
        lambda row: _hours(row.due_hours),
        FilterKind.NUMBER,
        width=80,
        figures=True,
        spare=4,
    ),
    ListColumn(
        "hours",
        "Hours now",
        lambda row: _hours(row.hours),
        FilterKind.NUMBER,
        width=84,
        figures=True,
        spare=5,
    ),
    ListColumn(
        "last_on", "Last done", lambda row: day_of(row.last_on), FilterKind.DAY, width=96, spare=3
    ),
    ListColumn(
        "unit_state",
        "Unit",
        lambda row: state_of(row.unit_state)[0],
        FilterKind.CHOICE,
        width=104,
        tone=lambda row: state_of(row.unit_state)[1],
        options=tuple((state.value, word) for state, (word, _) in STATE_WORDS.items()),
        spare=6,
    ),
    ListColumn("place", "Place", lambda row: row.place, width=96, spare=1),
)


def facts_of(row: MaintenanceListed) -> list[Fact]:
    """The preview's lines."""
    word, tone = due_state_of(row.state)
    unit, unit_tone = state_of(row.unit_state)
    found = [
        Fact("Work", row.work),
        Fact("How often", row.how_often),
        Fact("Due", f"{word}: {when_due(row.due)}", tone),
        Fact("Last done", day_of(row.last_on) or "never here"),
        Fact("Unit", f"{unit} · {row.place}" if row.place else unit, unit_tone),
        Fact("Item", row.product),
    ]
    return [*found, *([Fact("Hours read last", _hours(row.hours))] if row.hours else [])]


SPEC: ListSpec[MaintenanceListed] = ListSpec(
    key="maintenance",
    title="Maintenance",
    picture="calendar-days",
    kind="asset",
    one="piece of work",
    many="pieces of work",
    query=MAINTENANCE,
    columns=COLUMNS,
    name=lambda row: f"{row.work}, {row.serial}",
    facts=facts_of,
    empty="No plan asks for any work. Enter what a maker asks for under Plans.",
    chips=(
        Chip("overdue", "Overdue"),
        Chip("due", "Due by today"),
        Chip("soon", "Due in 30 days"),
        Chip("unknown", "Not known"),
    ),
    ref=lambda row: RecordRef("asset", row.asset_id),
    keys=(
        Key("Alt+W", "write down work on the chosen unit"),
        Key("Alt+O", "write down its hours"),
    ),
)


class MaintenancePage(ListPage[MaintenanceListed]):
    """Every plan's work on every unit; work and hours are written down from here."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, SPEC)
        self.work = WorkBar(workplace, self.fail, self._tell)
        self.hours = HoursBar(workplace, self.fail, self._tell)
        self.void = VoidBar(workplace, self.fail, self._tell)
        for bar in (self.work, self.hours, self.void):
            self.bars.addWidget(bar)
        tools = (
            ("&Work …", self.ask_work, "write_maintenance"),
            ("H&ours …", self.ask_hours, "read_hours"),
            ("Take back …", self.ask_void, "take_back_maintenance"),
        )
        for place, (word, act, action) in enumerate(tools if workplace.may_write else ()):
            tool = button(word, act, tip=workplace.why_not(action))
            tool.setEnabled(not workplace.why_not(action))
            self.tools.insertWidget(place, tool)

    def ask_work(self) -> None:
        """Ask about work on the chosen unit."""
        row = self.list.chosen_row()
        if row is not None:
            plan = Picked(row.plan_id, row.work, row.how_often)
            self.work.ask_for(row.asset_id, row.serial, plan)

    def ask_hours(self) -> None:
        """Ask for the chosen unit's hours."""
        row = self.list.chosen_row()
        if row is not None:
            self.hours.ask_for(row.asset_id, row.serial)

    def ask_void(self) -> None:
        """Ask about the entry of the chosen unit that was written last."""
        row = self.list.chosen_row()
        if row is not None:
            self.void.ask_for(row.asset_id, row.serial)

    def open_chosen(self, *, apart: bool = False) -> None:
        """Open the chosen row's unit."""
        row = self.list.chosen_row()
        if row is not None:
            unit = RecordRef("asset", row.asset_id)
            self.workplace.navigator.open_record(unit, apart=apart)

    def _tell(self) -> None:
        self.workplace.say("It is written down.")

"""The substitute finder: what is in stock and comparable, why, and how it goes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt

from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.repairs.actions.lending import exchange_rented, lend_substitute, save_traits
from dmedesk.repairs.queries.loans import Offered, offered_for
from dmedesk.repairs.queries.records import RepairRead, read_repair
from dmedesk.repairs.rules.words import Ownership
from dmedesk.repairs.screens.words import LIKENESS_WORDS
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, Tone
from dmedesk.widgets.words import count_of

COLUMNS: tuple[Column[Offered], ...] = (
    Column("How alike", lambda one: LIKENESS_WORDS[one.comparison.likeness], width=96),
    Column("Serial", lambda one: one.serial, width=120),
    Column("Item", lambda one: f"{one.product} · {one.hcpcs}", width=220, wide=True),
    Column("Size", lambda one: one.size, width=80, spare=2),
    Column(
        "Bears",
        lambda one: f"{one.capacity_pounds} lb" if one.capacity_pounds else "",
        width=72,
        figures=True,
        spare=3,
    ),
    Column("Place", lambda one: one.place, width=96, spare=1),
    Column(
        "Not known",
        lambda one: ", ".join(one.comparison.doubts),
        width=180,
        tone=lambda one: Tone.WAITING if one.comparison.doubts else Tone.INK,
    ),
)


@dataclass(frozen=True, slots=True)
class FinderRead:
    """The repair, and the units that are comparable."""

    repair: RepairRead
    offered: tuple[Offered, ...]


def read_finder(session: Any, *, repair_id: int, on: date) -> FinderRead | None:
    """What the finder shows; None where there is no such repair."""
    repair = read_repair(session, repair_id=repair_id, on=on)
    if repair is None:
        return None
    return FinderRead(repair, tuple(offered_for(session, repair_id=repair_id)))


class LendBar(ActionBar):
    """Asks when the chosen unit goes out, and why it is comparable where that is not known."""

    def __init__(self, page: "FinderPage", action: str) -> None:
        fields = (
            FormField("planned_on", "Planned for", Kind.DAY, required=True),
            FormField("driver", "Driver"),
            *(
                (FormField("reason", "Why it is comparable", help="Needed for what is not known"),)
                if action == "lend_substitute"
                else ()
            ),
        )
        super().__init__(page.workplace, page.fail, fields, action=action, done=page.tell_opened)
        self._page = page

    def ask_for(self, repair_id: int, unit: Offered) -> None:
        """Ask about this unit."""
        today, action = self.workplace.today, self._action

        def act(work: Any, values: Mapping[str, Any]) -> object:
            how = {
                "repair_id": repair_id,
                "asset_id": unit.asset_id,
                "asked_on": today,
                "planned_on": values["planned_on"],
                "driver": values["driver"] or "",
            }
            if action == "exchange_rented":
                self._page.ticket_id = exchange_rented(work, **how)
            else:
                reason = values["reason"] or ""
                self._page.ticket_id = lend_substitute(work, **how, reason=reason)
            return None

        words = "Exchange for" if action == "exchange_rented" else "Lend"
        title = f"{words} {unit.serial}: {unit.comparison.said}"
        self.open_bar(title, "Open the slip", act, {"planned_on": today})


class TraitsBar(ActionBar):
    """Asks what a model is compared by."""

    def __init__(self, page: "FinderPage") -> None:
        fields = (
            FormField("size", "Size", help="36 in, adult"),
            FormField("capacity_pounds", "Bears, pounds", Kind.NUMBER),
            FormField("features", "Features", help="Between commas: rails, trapeze"),
        )
        super().__init__(
            page.workplace, page.fail, fields, action="save_traits", done=page.tell_traits
        )

    def ask_for(self, product_id: int, title: str, values: Mapping[str, Any]) -> None:
        """Ask about this model."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return save_traits(work, product_id=product_id, values=values)

        self.open_bar(f"What {title} is compared by", "Keep it", act, values)


class FinderPage(RecordPage):
    """The substitutes that are comparable to the equipment of one repair."""

    keys = (
        Key("Enter, Alt+D", "lend the chosen unit"),
        Key("Alt+X", "exchange a rented unit for the chosen one"),
        Key("Alt+I, Alt+W", "say what the chosen model, and the one under repair, is compared by"),
        Key("Esc", "close what is open"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref)
        self._reads = Latest(workplace.runner)
        self.read: FinderRead | None = None
        self.ticket_id = 0
        self._title, self._about = label(part="heading"), label(part="soft")
        self.units = Table("Comparable units", COLUMNS)
        self.lending, self.exchanging = (
            LendBar(self, "lend_substitute"),
            LendBar(self, "exchange_rented"),
        )
        self.traits = TraitsBar(self)
        self.lend = button("Len&d it …", self.ask_lend, part="primary", tip="Lend it (Alt+D)")
        self.exchange = button("E&xchange it …", self.ask_exchange)
        self.chosen_like = button("What th&is is like …", self.ask_chosen)
        self.wanted_like = button("What is &wanted …", self.ask_wanted)
        self._make_layout()
        self.units.opened.connect(lambda _unit: self.ask_lend())
        self.setFocusProxy(self.units)
        self.on_key("Esc", self.leave)

    def _make_layout(self) -> None:
        said = column(self._title, self._about, gap=0)
        tools = (self.wanted_like, self.chosen_like, self.exchange, self.lend)
        head = row(said, *tools)
        head.setStretch(0, 1)
        bars = (self.findings, self.lending, self.exchanging, self.traits)
        whole = column(head, *bars, self.units, gap=3 * GRID)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))

    def refresh(self) -> None:
        """Read the stock anew."""
        self._reads.query(
            partial(read_finder, repair_id=self.ref.id, on=self.workplace.today),
            done=self._show,
            failed=self.fail,
        )

    def _show(self, read: FinderRead | None) -> None:
        if read is None:
            gone = "There is no such repair in this shop."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy="Close this page."),))
            return
        self.read = read
        repair = read.repair
        self._title.setText(f"A substitute for {repair.product}, {repair.repair.repair_no}")
        count = count_of(len(read.offered), "comparable unit")
        wanted = " · ".join(filter(None, (repair.member, repair.hcpcs, f"{count} in stock")))
        if not read.offered:
            wanted += ". Write down in the repair that none is to be had."
        self._about.setText(wanted)
        self.units.show_rows(read.offered, same=lambda one: one.asset_id)
        may = self.workplace.may_write and bool(read.offered)
        is_rented = repair.repair.ownership is Ownership.RENTED
        for one, shown, action in (
            (self.lend, may, "lend_substitute"),
            (self.exchange, may and is_rented, "exchange_rented"),
            (self.chosen_like, may, "save_traits"),
            (
                self.wanted_like,
                self.workplace.may_write and repair.repair.product_id is not None,
                "save_traits",
            ),
        ):
            why_not = self.workplace.why_not(action)
            one.setVisible(shown)
            one.setEnabled(not why_not)
            one.setToolTip(why_not or one.accessibleName())
        self.titled.emit(f"Substitute {repair.repair.repair_no}")

    def ask_lend(self) -> None:
        """Ask when the chosen unit is lent."""
        unit = self.units.chosen_row()
        if unit is not None and self.workplace.may("lend_substitute"):
            self.lending.ask_for(self.ref.id, unit)

    def ask_exchange(self) -> None:
        """Ask when the rented unit is exchanged for the chosen one."""
        unit = self.units.chosen_row()
        if unit is not None:
            self.exchanging.ask_for(self.ref.id, unit)

    def ask_chosen(self) -> None:
        """Ask what the chosen unit's model is compared by."""
        unit = self.units.chosen_row()
        if unit is not None:
            values = {
                "size": unit.size,
                "capacity_pounds": unit.capacity_pounds,
                "features": unit.features,
            }
            self.traits.ask_for(unit.product_id, unit.product, values)

    def ask_wanted(self) -> None:
        """Ask what the model under repair is compared by."""
        if self.read is not None and self.read.repair.repair.product_id is not None:
            repair = self.read.repair
            product_id = repair.repair.product_id
            assert product_id is not None
            self.traits.ask_for(product_id, repair.product, self.read_traits)

    @property
    def read_traits(self) -> Mapping[str, Any]:
        """What the model under repair is compared by, as far as it is known."""
        return {} if self.read is None else self.read.repair.traits

    def tell_opened(self) -> None:
        """The slip is open: its page comes up."""
        self.workplace.say("The slip is open.")
        self.workplace.navigator.open_record(RecordRef("ticket", self.ticket_id))

    def tell_traits(self) -> None:
        """It is kept."""
        self.workplace.say("It is kept: the units are compared anew.")

    def leave(self) -> None:
        """Close what is open."""
        for bar in (self.lending, self.exchanging, self.traits):
            bar.close_question()
        self.units.setFocus(Qt.FocusReason.OtherFocusReason)

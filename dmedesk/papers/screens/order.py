"""One order from the referral until it is ready: who, what, and a checklist of what is missing.

What is missing is entered here, in a bar below the head; the ticks follow at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent

from dmedesk.kit.cells import hcpcs
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.picking import (
    MEMBER_PICKER,
    PAYER_PICKER,
    PRACTITIONER_PICKER,
    picked,
)
from dmedesk.papers.actions.ordering import change_order, enter_order, release_order
from dmedesk.papers.queries.order_trials import trial_of_order
from dmedesk.papers.queries.orders import OrderRecord, checks_of, order_record
from dmedesk.papers.rules.readiness import Check, Need
from dmedesk.papers.rules.words import TERMS_WORDS, OrderStage, OrderTerms
from dmedesk.papers.screens.order_bars import ENTERED, CloseBar, ConvertBar, HoldBar, PaperBar
from dmedesk.papers.screens.picking import PRODUCT_PICKER
from dmedesk.papers.screens.trials import open_trial_of
from dmedesk.papers.screens.words import days_open, order_state
from dmedesk.widgets.forms.fields import FormField, Kind, Section, SubTable, options_of
from dmedesk.widgets.forms.keys import KEYS
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button, column, label, row
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, ROW, Tone, px

_CODE, _NUMBER, _PRODUCT = 20 * GRID, 14 * GRID, 56 * GRID
_FEWEST, _ROWS, _THIRD = 3, 5, 3
"""Rows of the checklist: the fewest, those that any page has room for; and its part of a high one.
"""
_STATES = {
    Tone.READY: State.READY,
    Tone.WAITING: State.WAITING,
    Tone.OUT: State.OUT,
    Tone.CLOSED: State.CLOSED,
}

HEAD = Section(
    "",
    (
        FormField("member_id", "Memb&er", Kind.RECORD, required=True, picker=MEMBER_PICKER),
        FormField("asked_on", "&Referred on", Kind.DAY, required=True),
        FormField("practitioner_id", "Pract&itioner", Kind.RECORD, picker=PRACTITIONER_PICKER),
        FormField("payer_id", "Pa&yer", Kind.RECORD, picker=PAYER_PICKER),
        FormField("referred_by", "Fro&m", help="Hospital, nurse, the family"),
        FormField("note", "Note"),
    ),
)
LINES = SubTable(
    "lines",
    "What is &asked for",
    (
        FormField("hcpcs", "Code", required=True, reads=hcpcs, width=_CODE),
        FormField("product_id", "Item", Kind.RECORD, picker=PRODUCT_PICKER, width=_PRODUCT),
        FormField("description", "In words", width=_PRODUCT),
        FormField("quantity", "Qty", Kind.NUMBER, required=True, least=1, width=_NUMBER),
        FormField("days", "Days", Kind.NUMBER, least=1, width=_NUMBER, help="It lasts"),
        FormField(
            "terms",
            "Terms",
            Kind.CHOICE,
            required=True,
            options=options_of(TERMS_WORDS),
            width=_CODE,
        ),
        FormField("needs_pa", "PA", Kind.YES_NO, width=_NUMBER),
    ),
    noun="line",
    fresh={"quantity": 1, "terms": OrderTerms.RENT.value},
)

CHECKS: tuple[Column[Check], ...] = (
    Column(
        "",
        lambda check: "!" if check.warns else "✓" if check.is_met else "‖",
        width=28,
        tone=lambda check: Tone.READY if check.is_met and not check.warns else Tone.WAITING,
    ),
    Column("What", lambda check: check.what, width=260),
    Column("Code", lambda check: check.hcpcs, width=72),
    Column(
        "Why, and until when",
        lambda check: check.reason,
        width=300,
        wide=True,
        tone=lambda check: Tone.INK if check.is_met and not check.warns else Tone.WAITING,
    ),
)


def read_order(today: date, session: Any, order_id: int) -> RecordRead | None:
    """One order for the page, as of a day."""
    record = order_record(session, order_id)
    if record is None:
        return None
    values, stage = record.values, record.values["stage"]
    checks = checks_of(session, order_id=order_id, on=today)
    word, tone = order_state(stage, sum(not check.is_met for check in checks))
    open_for = days_open(values["asked_on"], values["closed_on"], today)
    return RecordRead(
        title=f"{values['order_no']} · {record.member.title}",
        values={
            **values,
            "member_id": picked(record.member),
            "payer_id": record.payer and picked(record.payer),
            "practitioner_id": record.practitioner and picked(record.practitioner),
            "lines": [_line(record, one) for one in record.lines],
        },
        version=record.version,
        about=" · ".join(filter(None, (f"Open for {open_for}", _held(values), _changed(record)))),
        state=_STATES[tone],
        word=word.split(" ", 1)[1],
    )


def _line(record: OrderRecord, one: Mapping[str, Any]) -> dict[str, Any]:
    product = record.products.get(one["product_id"])
    return {**one, "product_id": product and picked(product), "terms": one["terms"].value}


def _held(values: Mapping[str, Any]) -> str:
    if values["review_on"] is None:
        return ""
    return f"on hold until {values['review_on']}: {values['held_because']}"


def _changed(record: OrderRecord) -> str:
    """How lines were converted."""
    codes = {line["id"]: line["hcpcs"] for line in record.lines}
    return ", ".join(
        f"{codes[one.line_id]}: {TERMS_WORDS[one.terms].lower()} from {one.from_on}"
        for one in record.conversions
    )


def save_order(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
    """Enter or change an order, from what stands in the form."""
    if row_id is None:
        return enter_order(work, values=values)
    change_order(work, order_id=row_id, version=version, values=values)
    return row_id


def order_spec(today: date) -> RecordSpec:
    """The page of an order, as of a day."""
    return RecordSpec(
        kind="order",
        noun="order",
        pieces=(HEAD, LINES),
        read=partial(read_order, today),
        save=save_order,
        action="save_order",
        fresh=lambda _session: {"asked_on": today},
    )


class OrderPage(FormPage):
    """One order."""

    keys = (
        *KEYS,
        Key("Alt+P", "enter the paper that is chosen below, or the first that is missing"),
        Key("Alt+L", "a slip for it"),
        Key("Alt+H, Alt+G", "put it on hold; go on with it"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref, order_spec(workplace.today))
        self.record: OrderRecord | None = None
        self._orders, self._checks = Latest(workplace.runner), Latest(workplace.runner)
        self.checks: Table[Check] = Table("What the order needs", CHECKS)
        self.checks.opened.connect(lambda _check: self.enter_missing())
        self.enter_button = button("Enter the &paper …", self.enter_missing)
        self.hold_button = button("&Hold …", self.ask_hold)
        self.release_button = button("&Go on", self.release)
        self.convert_button = button("C&onvert …", self.ask_convert)
        self.close_button = button("&Close …", self.ask_close)
        self.slip_button = button("S&lip", self.enter_slip, tip="A slip for this order")
        acts = (self.hold_button, self.release_button, self.convert_button, self.close_button)
        for one in (*acts, self.slip_button):
            one.hide()
            self.tools.addWidget(one)
        self.hold = HoldBar(workplace, self.fail, self.tell_done)
        self.close_bar = CloseBar(workplace, self.fail, self.tell_done)
        self.convert = ConvertBar(workplace, self.fail, self.tell_done)
        self.entering = {
            need: PaperBar(workplace, self.fail, need, self.tell_done) for need in ENTERED
        }
        for bar in (self.hold, self.close_bar, self.convert, *self.entering.values()):
            self.bars.addWidget(bar)
        told = row(label("What it needs", "section"), None, self.enter_button)
        self.checklist = column(told, self.checks, gap=GRID)
        self.foot.addLayout(self.checklist)
        self.enter_button.hide()

    # --- reading ----------------------------------------------------------------------------------

    def show_record(self, read: RecordRead) -> None:
        """A stored order has its checklist, and what can be done next."""
        super().show_record(read)
        if self.is_new:
            return
        order_id, today = self.ref.id, self.workplace.today
        self._orders.query(
            lambda session: order_record(session, order_id), done=self._keep, failed=self.fail
        )
        self._checks.query(
            lambda session: checks_of(session, order_id=order_id, on=today),
            done=self._show_checks,
            failed=self.fail,
        )

    def _keep(self, record: OrderRecord | None) -> None:
        self.record = record
        if record is None:
            return
        stage = record.values["stage"]
        is_open, may_write = stage is OrderStage.OPEN, self.workplace.may_write
        for one, shown, action in (
            (self.hold_button, is_open or stage is OrderStage.HELD, "hold_order"),
            (self.release_button, stage not in _GOING, "release_order"),
            (self.convert_button, True, "convert_line"),
            (self.close_button, stage in _GOING or stage is OrderStage.HELD, "close_order"),
            (self.slip_button, stage in _GOING, "open_ticket"),
        ):
            why_not = self.workplace.why_not(action)
            one.setVisible(shown and may_write)
            one.setEnabled(not why_not)
            one.setToolTip(why_not or one.accessibleName())

    def _show_checks(self, checks: Sequence[Check]) -> None:
        missing = [check for check in checks if _is_open(check)]
        met = [check for check in checks if not _is_open(check)]
        self.checks.show_rows([*missing, *met], same=lambda check: (check.what, check.hcpcs))
        self._fit_checks()
        self.enter_button.setVisible(self.workplace.may_write and bool(missing))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The checklist has at most a third of a high page."""
        super().resizeEvent(event)
        self._fit_checks()

    def _fit_checks(self) -> None:
        """As many rows as there are ticks, where the form keeps its room."""
        table, line = self.checks, px(ROW)
        head = table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth()
        most = max(_ROWS, (self.height() // _THIRD - head) // line)
        count = max(_FEWEST, min(table.rows_model.rowCount(), most))
        table.setFixedHeight(head + count * line)

    # --- what can be done -------------------------------------------------------------------------

    def enter_missing(self) -> None:
        """Ask for the paper that is chosen, or for the first that is missing."""
        missing = [check for check in self.checks.rows_model.rows if _is_open(check)]
        chosen = self.checks.chosen_row()
        check = chosen if chosen in missing else next(iter(missing), None)
        if check is None or self.record is None or not self.workplace.may_write:
            return
        if check.need in self.entering:
            whose = {
                "member_id": self.record.values["member_id"],
                "practitioner_id": self.record.values["practitioner_id"],
            }
            self._only(self.entering[check.need])
            self.entering[check.need].ask_for(check, whose, self.record.member.title)
        elif check.need is Need.TRIAL:
            self._orders.query(
                partial(
                    trial_of_order,
                    order_id=self.ref.id,
                    hcpcs=check.hcpcs,
                    on=self.workplace.today,
                ),
                done=partial(open_trial_of, self.workplace),
                failed=self.fail,
            )
        elif check.need is Need.SHARE:
            # The facility, and since when, stand with the member.
            self.workplace.navigator.open_record(RecordRef("member", self.record.member.id))
        elif check.need is Need.PRACTITIONER and self.record.practitioner is not None:
            ref = RecordRef("practitioner", self.record.practitioner.id)
            self.workplace.navigator.open_record(ref)
        else:
            self.form.go_to({Need.LINES: "lines"}.get(check.need, f"{check.need.value}_id"))

    def _only(self, bar: Any) -> None:
        """One bar at a time."""
        for one in (self.hold, self.close_bar, self.convert, *self.entering.values()):
            if one is not bar:
                one.hide()

    def ask_hold(self) -> None:
        """Ask why it is on hold."""
        if self.record is not None:
            self._only(self.hold)
            self.hold.ask_for(self.ref.id, self.record.values["order_no"])

    def release(self) -> None:
        """Go on with it."""
        order_id = self.ref.id
        self.workplace.runner.operate(
            lambda work: release_order(work, order_id=order_id),
            action="release_order",
            done=lambda _none: self._released(),
            failed=self.fail,
        )

    def _released(self) -> None:
        self.tell_done()
        self.workplace.changed.emit()

    def ask_close(self) -> None:
        """Ask how it ended."""
        if self.record is not None:
            self._only(self.close_bar)
            self.close_bar.ask_for(self.ref.id, self.record.values["order_no"])

    def ask_convert(self) -> None:
        """Ask about the line that the cursor is in, else the first."""
        if self.record is None or not self.record.lines:
            return
        parts = self.form.current_key().split("/")
        place = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0
        line = self.record.lines[min(place, len(self.record.lines) - 1)]
        last = [one.terms for one in self.record.conversions if one.line_id == line["id"]]
        self._only(self.convert)
        title = f"{line['hcpcs']} of {self.record.values['order_no']}"
        self.convert.ask_for(line["id"], title, last[-1] if last else line["terms"])

    def enter_slip(self) -> None:
        """Begin a slip with what is known here."""
        if self.record is None:
            return
        record, values = self.record, self.record.values
        payer = record.payer and {"id": record.payer.id, "title": record.payer.title}
        begun = {
            "kind": "delivery",
            "member_id": {"id": record.member.id, "title": record.member.title},
            "payer_id": payer,
            "order_id": {"id": self.ref.id, "title": values["order_no"]},
            "lines": list(_slip_lines(record, self.workplace.today)),
        }
        self.workplace.navigator.enter_copy("ticket", begun)

    def tell_done(self) -> None:
        """It is written down."""
        self.findings.clear()
        self.workplace.say("It is written down.")


def _is_open(check: Check) -> bool:
    """Whether something can be entered about it: it is missing, or it warns."""
    return check.warns or not check.is_met


def _slip_lines(record: OrderRecord, on: date) -> Iterator[dict[str, Any]]:
    """The lines of a slip for items of ours on their terms of a day; units are scanned there."""
    for line in record.lines:
        product = record.products.get(line["product_id"])
        if product is None:
            continue
        is_rented = record.terms_of(line, on) is OrderTerms.RENT
        cells = {
            "way": "out",
            "product_id": {"id": product.id, "title": product.title},
            "unit_id": None,
            "rental_id": None,
            "quantity": "1" if is_rented else str(line["quantity"]),
            "terms": "rent" if is_rented else "sale",
            "accessories": "",
            "awaits_unit": "yes" if is_rented else None,
        }
        for _ in range(line["quantity"] if is_rented else 1):
            yield {"id": None, "row_version": None, "cells": cells}


_GOING = (OrderStage.OPEN, OrderStage.ON_SLIP)

"""The rate book: every edition, and the fees of any code on any day for any ZIP, derived."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QSplitter, QStackedWidget, QWidget

from dmedesk.catalog.queries.codes import CodeFee, fees_of_code, known_codes
from dmedesk.catalog.queries.editions import list_editions
from dmedesk.catalog.queries.records import own_fee_id
from dmedesk.catalog.queries.rents import RentSpan, rents_of_code
from dmedesk.catalog.rules.reports import EditionList, EditionListed
from dmedesk.catalog.screens.codes import CodeCompleter
from dmedesk.catalog.screens.columns import (
    EDITION_COLUMNS,
    FEE_COLUMNS,
    RENT_COLUMNS,
    provenance_of,
    why_rent,
)
from dmedesk.kit import entry
from dmedesk.kit.cells import Unreadable
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.lists import Ask
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import button, column, frame, label, padded, row
from dmedesk.widgets.reckoning import ReckoningPanel
from dmedesk.widgets.table import Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, px
from dmedesk.widgets.words import count_of

_CODE_WIDTH, _DAY_WIDTH, _ZIP_WIDTH = 104, 104, 88
_LIST_WIDTH, _CODE_PANE_WIDTH = 440, 700


_NOTHING_YET = (
    "No fees yet. Take the fee file as CMS publishes it (Ctrl+N), or type a fee of your own; every "
    "row is kept with its day and where it comes from."
)


class RatesPage(Page):
    """Editions at the left, a code's fees at the right; below them the rent that follows, or why
    it is so much.
    """

    key = "rates"
    area = "R&ates"
    picture = "scale"
    keys = (
        Key("Ctrl+F", "to the code"),
        Key("Enter in the code", "the fees of the code, on the day and for the ZIP"),
        Key("F8", "why a month's rent is so much"),
        Key("Enter", "open the edition, or correct the fee that was typed"),
        Key("Ctrl+N", "take a fee file"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._books, self._fees = Latest(workplace.runner), Latest(workplace.runner)
        self._own = Latest(workplace.runner)
        self.editions = Table("Editions of the rate book", EDITION_COLUMNS)
        self.fees = Table("Fees of the code", FEE_COLUMNS)
        self.rents = Table("Rent of the code by months", RENT_COLUMNS)
        self.why = ReckoningPanel()
        self.code, self.day, self.zip_code = QLineEdit(), QLineEdit(), QLineEdit()
        self._rent_said, self._said = label(part="soft"), label(part="soft")
        self._rent_said.setWordWrap(True)
        self._head = label("Rates", "heading")
        self.provenance = label(part="soft")
        self.provenance.setWordWrap(True)
        self.provenance.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # A digest is one long word: in a narrow pane it is cut rather than held wide.
        self.provenance.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._shown = ("", workplace.today)
        self._lay_out()
        self._connect()

    # --- pieces --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setHandleWidth(3 * GRID)
        panes.setChildrenCollapsible(False)
        about = frame("panel", padded(column(self.provenance), MARGIN))
        left = column(label("Editions", "soft"), self.editions, about)
        left.setStretch(1, 1)
        panes.addWidget(_held(left))
        panes.addWidget(self._right())
        panes.setSizes([_LIST_WIDTH, _CODE_PANE_WIDTH])
        tools = row()
        if self.workplace.may_write:
            tools.addWidget(button("T&ype a fee …", partial(self._enter, "fee"), picture="plus"))
            tools.addWidget(
                button(
                    "Take a &fee file …",
                    partial(self._enter, "edition"),
                    part="primary",
                    tip="Take a fee file (Ctrl+N)",
                )
            )
        page = column(row(self._head, None, tools), self.findings, panes, gap=3 * GRID)
        page.setStretch(2, 1)
        self.setLayout(padded(page, MARGIN, 3 * GRID))
        self.setFocusProxy(self.editions)

    def _right(self) -> QWidget:
        asked = row(gap=2 * GRID)
        for word, line, width, hint in (
            ("&Code", self.code, _CODE_WIDTH, "E0260"),
            ("&Day", self.day, _DAY_WIDTH, "today"),
            ("&ZIP", self.zip_code, _ZIP_WIDTH, "any"),
        ):
            line.setFixedWidth(px(width))
            line.setPlaceholderText(hint)
            line.setAccessibleName(word.replace("&", ""))
            line.returnPressed.connect(self.look_up)
            named = label(word)
            named.setTextFormat(Qt.TextFormat.AutoText)
            named.setBuddy(line)
            asked.addWidget(named)
            asked.addWidget(line)
        asked.addStretch(1)
        self._said.setWordWrap(True)
        self._below = QStackedWidget()
        self._below.addWidget(self.rents)
        self._below.addWidget(self.why)
        return _held(column(asked, self._said, self.fees, self._rent_said, self._below))

    def _connect(self) -> None:
        CodeCompleter(self.code).activated.connect(lambda _text: self.look_up())
        navigator = self.workplace.navigator
        self.editions.chosen.connect(self._show_provenance)
        self.editions.opened.connect(
            lambda one: navigator.open_record(RecordRef("edition", one.id))
        )
        self.fees.opened.connect(self._open_fee)
        self.on_key("Ctrl+F", self._to_code)
        self.on_key("Ctrl+N", partial(self._enter, "edition"))
        self.on_key("F8", self.toggle_why)
        self.rents.chosen.connect(self._show_why)

    def _enter(self, kind: str) -> None:
        if self.workplace.may_write:
            self.workplace.navigator.enter_new(kind)

    # --- reading -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the editions and the codes anew."""
        self._books.query(_read, done=self._show, failed=self.fail)

    def show_ask(self, ask: Ask) -> None:
        """Look up the code that a link asks for."""
        codes = [str(one.value) for one in ask.filters if one.column == "hcpcs"]
        if codes:
            self.code.setText(codes[0])
            self.look_up()

    def look_up(self) -> None:
        """Show the fees of the code typed, on the day and for the ZIP typed."""
        hcpcs = self.code.text().strip().upper()
        on = self._day_typed()
        if not hcpcs or on is None:
            return
        self.findings.clear()
        zip_code = self.zip_code.text().strip() or None
        self._fees.query(
            partial(_read_code, hcpcs=hcpcs, on=on, zip_code=zip_code),
            done=partial(self._show_fees, hcpcs, on),
            failed=self.fail,
        )

    def _day_typed(self) -> date | None:
        """The day that is meant; today where none is."""
        typed = self.day.text().strip()
        if not typed:
            return self.workplace.today
        try:
            on = entry.day(typed, today=self.workplace.today)
        except Unreadable as error:
            self.fail((Finding(Severity.STOP, error.code, error.message, "Day", error.remedy),))
            return None
        self.day.setText(on.isoformat())
        return on

    def _show(self, read: tuple[EditionList, list[str]]) -> None:
        book, codes = read
        self._head.setText(
            f"Rates: {count_of(len(book.editions), 'edition')}, {count_of(len(codes), 'code')}"
        )
        self.editions.show_rows(book.editions[::-1], same=lambda one: one.id)
        if not book.editions:
            self.provenance.setText(_NOTHING_YET)
        if not self.code.text() and codes:
            self.code.setText(codes[0])
        self.look_up()

    def _show_fees(
        self, hcpcs: str, on: date, read: tuple[Sequence[CodeFee], Sequence[RentSpan]]
    ) -> None:
        fees, rents = read
        self._shown = (hcpcs, on)
        none = f"No edition has a fee of {hcpcs} on {on}."
        some = f"{count_of(len(fees), 'fee')} in force on {on}"
        self._said.setText(some if fees else none)
        self.fees.show_rows(fees)
        priced = (
            "Rent of a new unit at home, by the usual charge of the shop's own product (F8: why)"
        )
        unpriced = "No product of this code with a usual charge: its rent is not computed"
        self._rent_said.setText(priced if rents else unpriced)
        self.rents.show_rows(rents)

    # --- why, and where from -------------------------------------------------------------------

    def toggle_why(self) -> None:
        """Show why the chosen month's rent is so much, or the months again."""
        is_shown = self._below.currentWidget() is self.why
        chosen = self.rents.chosen_row()
        if is_shown or chosen is None:
            self._below.setCurrentWidget(self.rents)
            self.rents.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._show_why(chosen)
            self._below.setCurrentWidget(self.why)

    def _show_why(self, span: RentSpan | None) -> None:
        if span is not None:
            self.why.show_reckoning(why_rent(span, *self._shown))

    def _show_provenance(self, edition: EditionListed | None) -> None:
        self.provenance.setText("" if edition is None else provenance_of(edition))

    def _open_fee(self, fee: CodeFee) -> None:
        """A fee of the shop's own is corrected in its form; a published one shows its edition."""
        hcpcs, _on = self._shown
        self._own.query(
            lambda session: own_fee_id(
                session,
                regime=fee.regime,
                hcpcs=hcpcs,
                modifiers=fee.modifiers,
                from_on=fee.from_on,
            ),
            done=lambda row_id: self.workplace.navigator.open_record(
                RecordRef("edition", fee.edition_id) if row_id is None else RecordRef("fee", row_id)
            ),
            failed=self.fail,
        )

    def _to_code(self) -> None:
        self.code.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.code.selectAll()


def _held(layout: Any) -> QWidget:
    held = QWidget()
    held.setLayout(layout)
    return held


def _read(session: Any) -> tuple[EditionList, list[str]]:
    return list_editions(session), known_codes(session)


def _read_code(
    session: Any, *, hcpcs: str, on: date, zip_code: str | None
) -> tuple[Sequence[CodeFee], Sequence[RentSpan]]:
    fees = fees_of_code(session, hcpcs=hcpcs, on=on, zip_code=zip_code)
    return fees, rents_of_code(session, hcpcs=hcpcs, on=on, zip_code=zip_code)

"""The rate book: every edition with where it came from, and the fees of any code on a day."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QSplitter, QWidget

from dmedesk.catalog.queries import list_editions
from dmedesk.catalog.queries.codes import CodeFee, fees_of_code, known_codes
from dmedesk.catalog.queries.rents import RentSpan, rents_of_code
from dmedesk.catalog.rules.reports import EditionList, EditionListed, kind_words
from dmedesk.catalog.rules.words import FeeRegime
from dmedesk.kit.calendar import last_day
from dmedesk.kit.lists import Ask
from dmedesk.rates import Refusal
from dmedesk.rates.question import Fee
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import column, frame, label, padded, row
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, Tone
from dmedesk.widgets.words import count_of, money

_CODE_WIDTH = 120
_HALF = 32
_LIST_WIDTH, _CODE_PANE_WIDTH = 486, 660
_REGIMES = {FeeRegime.MASSHEALTH: "MassHealth", FeeRegime.MEDICARE: "Medicare"}


def _days(edition: EditionListed) -> str:
    if edition.from_on is None:
        return "each row its own"
    if edition.until_on is None:
        return f"{edition.from_on} –"
    return f"{edition.from_on} – {last_day(edition.until_on)}"


def _standing(edition: EditionListed) -> tuple[str, Tone]:
    if edition.corrected_by is not None:
        return f"↷ corrected by {edition.corrected_by}", Tone.CLOSED
    if edition.until_on is not None:
        return "– ended", Tone.CLOSED
    return "✓ in force", Tone.READY


EDITION_COLUMNS: tuple[Column[EditionListed], ...] = (
    Column("No.", lambda one: str(one.id), order=lambda one: one.id, width=44, figures=True),
    Column("What", lambda one: kind_words(one.kind), width=140, wide=True),
    Column("In force", _days, width=120),
    Column(
        "Rows",
        lambda one: f"{one.row_count:,}",
        order=lambda one: one.row_count,
        width=64,
        figures=True,
    ),
    Column("State", lambda one: _standing(one)[0], width=96, tone=lambda one: _standing(one)[1]),
)

FEE_COLUMNS: tuple[Column[CodeFee], ...] = (
    Column("Fees of", lambda one: _REGIMES[one.regime], width=92),
    Column("Modifiers", lambda one: one.modifiers or "none", width=80),
    Column("Fee", lambda one: _fee(one.fee), width=88, figures=True),
    Column("Class", lambda one: one.payment_class, width=120, wide=True),
    Column("Since", lambda one: one.from_on.isoformat(), width=96),
    Column("Edition", lambda one: str(one.edition_id), width=64, figures=True, spare=1),
    Column("For", lambda one: one.place, width=96, spare=2),
)


def _months(span: RentSpan) -> str:
    if span.last is None:
        return "all" if span.first == 1 else f"from {span.first}"
    return str(span.first) if span.first == span.last else f"{span.first} – {span.last}"


def _rent(span: RentSpan) -> tuple[str, str, str]:
    """Modifiers, amount and clause of a month; of a refusal its reason."""
    answer = span.answer
    if isinstance(answer, Refusal):
        return "", "no price", answer.message
    return " ".join(answer.modifiers), money(answer.amount_cents), ", ".join(answer.citations)


RENT_COLUMNS: tuple[Column[RentSpan], ...] = (
    Column("Paid by", lambda one: _REGIMES[one.regime], width=92),
    Column("Months", _months, width=80),
    Column("Modifiers", lambda one: _rent(one)[0], width=80),
    Column("A month", lambda one: _rent(one)[1], width=88, figures=True),
    Column("By", lambda one: _rent(one)[2], width=160, wide=True),
)


def _fee(fee: Fee) -> str:
    if fee is None:
        return "blank"
    return fee if isinstance(fee, str) else money(fee)


class RatesPage(Page):
    """Editions at the left with the provenance of the chosen one, a code's fees at the right."""

    key = "rates"
    area = "R&ates"
    picture = "scale"
    keys = (Key("Ctrl+F", "to the code"), Key("Enter in the code", "the fees of the code"))

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._books, self._fees = Latest(workplace.runner), Latest(workplace.runner)
        self.editions = Table("Editions of the rate book", EDITION_COLUMNS)
        self.fees = Table("Fees of the code", FEE_COLUMNS)
        self.rents = Table("Rent of the code by months", RENT_COLUMNS)
        self._rent_said = label(part="soft")
        self._rent_said.setWordWrap(True)
        self.code = QLineEdit()
        self.provenance = label(part="soft")
        self.provenance.setWordWrap(True)
        self.provenance.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._head, self._said = label("Rates", "heading"), label(part="soft")
        self._codes = QStringListModel(self)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setHandleWidth(3 * GRID)
        panes.setChildrenCollapsible(False)
        panes.addWidget(self._left())
        panes.addWidget(self._right())
        panes.setSizes([_LIST_WIDTH, _CODE_PANE_WIDTH])
        page = column(self._head, self.findings, panes, gap=3 * GRID)
        page.setStretch(2, 1)
        self.setLayout(padded(page, MARGIN, 3 * GRID))
        self.setFocusProxy(self.editions)
        self.editions.chosen.connect(self._show_provenance)
        self.on_key("Ctrl+F", self._to_code)

    def _left(self) -> QWidget:
        left = QWidget()
        about = frame("panel", padded(column(self.provenance), MARGIN))
        pane = column(label("Editions", "soft"), self.editions, about)
        pane.setStretch(1, 1)
        left.setLayout(pane)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        pane = column(self._question(), self.fees, self._rent_said, self.rents)
        right.setLayout(pane)
        return right

    def _question(self) -> QHBoxLayout:
        self.code.setFixedWidth(_CODE_WIDTH)
        self.code.setPlaceholderText("E0260")
        self.code.setAccessibleName("Code")
        completer = QCompleter(self._codes, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.code.setCompleter(completer)
        completer.activated.connect(lambda _text: self.look_up())
        self.code.returnPressed.connect(self.look_up)
        asked = label("&Code")
        asked.setTextFormat(Qt.TextFormat.AutoText)
        asked.setBuddy(self.code)
        return row(asked, self.code, self._said, None)

    def refresh(self) -> None:
        """Read the editions and the codes anew."""
        self._books.query(_read, done=self._show, failed=self.fail)

    def show_ask(self, ask: Ask) -> None:
        """Show the fees of the code that is asked for."""
        for one in ask.filters:
            if one.column == "hcpcs":
                self.code.setText(str(one.value))
                self.look_up()

    def look_up(self) -> None:
        """Show the fees of the code typed, as of today."""
        hcpcs = self.code.text().strip().upper()
        if not hcpcs:
            return
        self._fees.query(
            partial(_read_code, hcpcs=hcpcs, on=self.workplace.today),
            done=partial(self._show_fees, hcpcs),
            failed=self.fail,
        )

    def _show(self, read: tuple[EditionList, list[str]]) -> None:
        book, codes = read
        self._codes.setStringList(codes)
        self._head.setText(
            f"Rates: {count_of(len(book.editions), 'edition')}, {count_of(len(codes), 'code')}"
        )
        self.editions.show_rows(book.editions, same=lambda one: one.id)
        if not self.code.text() and codes:
            self.code.setText(codes[0])
        self.look_up()

    def _show_fees(self, hcpcs: str, read: tuple[Sequence[CodeFee], Sequence[RentSpan]]) -> None:
        fees, rents = read
        today = self.workplace.today
        none = f"No edition has a fee of {hcpcs} on {today}."
        some = f"{count_of(len(fees), 'fee')} in force on {today}"
        self._said.setText(some if fees else none)
        self.fees.show_rows(fees)
        priced = "Rent of a new unit at home, by the usual charge of the shop's own product"
        unpriced = "No product of this code with a usual charge: its rent is not computed"
        self._rent_said.setText(priced if rents else unpriced)
        self.rents.show_rows(rents)

    def _show_provenance(self, edition: EditionListed | None) -> None:
        self.provenance.setText("" if edition is None else provenance_of(edition))

    def _to_code(self) -> None:
        self.code.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.code.selectAll()


def provenance_of(edition: EditionListed) -> str:
    """Where an edition came from: its file, its own title, its digest, who took it and when."""
    taken = f"{edition.imported_at.astimezone():%Y-%m-%d %H:%M}"
    area = f" ({edition.state}, {edition.area.value.replace('_', ' ')})" if edition.area else ""
    return (
        f"{edition.file_name}{area}\n{edition.source}\n"
        f"Taken {taken} by {edition.imported_by}\n"
        f"SHA-256 {edition.sha256[:_HALF]}\n{edition.sha256[_HALF:]}"
    )


def _read(session: Any) -> tuple[EditionList, list[str]]:
    return list_editions(session), known_codes(session)


def _read_code(
    session: Any, *, hcpcs: str, on: date
) -> tuple[Sequence[CodeFee], Sequence[RentSpan]]:
    fees = fees_of_code(session, hcpcs=hcpcs, on=on)
    return fees, rents_of_code(session, hcpcs=hcpcs, on=on)

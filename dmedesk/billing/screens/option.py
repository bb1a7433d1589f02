"""The purchase option of a rental: what was paid, every ceiling, the price, the offer."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from dmedesk.billing.actions.option import decline_option, take_back_decline, take_option
from dmedesk.billing.queries.option import OptionRead, read_option
from dmedesk.billing.rules.option import Ceiling
from dmedesk.billing.screens.option_bars import AnswerBar, DecliningBar
from dmedesk.billing.screens.option_paper import option_documents
from dmedesk.billing.screens.why_option import rent_rows, why_option
from dmedesk.kit import entry
from dmedesk.kit.cells import Unreadable
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.rentals.rules import OPTION_ANSWER_WORDS, AfterNo, OptionAnswer
from dmedesk.widgets.forms.sides import Sides
from dmedesk.widgets.forms.spec import Document
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row, set_part
from dmedesk.widgets.reckoning import ReckoningPanel
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, Tone, px
from dmedesk.widgets.words import money

_DAY_WIDTH = 120
_LEFT, _PRICE, _BESIDE = 560, 320, 240
_MOST_PRICE, _MOST_BESIDE = 384, 332
"""Pixels that the price and the history take at most, for the tables need the room."""
_WITH_PAPER, _PRICE_BESIDE, _PAPER = 360, 240, 540
_RentRow: TypeAlias = tuple[str, str, str, str]

RENT_COLUMNS: tuple[Column[_RentRow], ...] = (
    Column("Month", lambda one: one[0], width=58),
    Column("Days", lambda one: one[1], width=190, wide=True),
    Column("Rests on", lambda one: one[3], width=160, spare=1),
    Column("Rent", lambda one: one[2], width=84, figures=True),
)

CEILING_COLUMNS: tuple[Column[Ceiling], ...] = (
    Column("Limit", lambda one: f"{'▸ ' if one.bites else ''}{one.words}", width=190, wide=True),
    Column("Clause", lambda one: one.clause, width=192, spare=1),
    Column("Amount", lambda one: money(one.cents), width=92, figures=True),
)


class OptionPage(RecordPage):
    """The calculator of one rental; its reference names the rental. The day may be another."""

    keys = (
        Key("Alt+D", "the day of the offer; Enter computes it anew"),
        Key("Ctrl+P", "the offer beside it; again: print"),
        Key("Alt+S", "sell it: the charge is entered and the rental ends (asks first)"),
        Key("Alt+N", "the member declines: the rental ends or goes on (asks first)"),
        Key("Alt+T", "take back that it was declined (asks first)"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref)
        self._reads, self._papers = Latest(workplace.runner), Latest(workplace.runner)
        self.read: OptionRead | None = None
        self.on = workplace.today
        self._title, self._state = label(part="heading"), label()
        self._about = label(part="soft")
        self._about.setWordWrap(True)
        self.day = QLineEdit(self.on.isoformat())
        self.day.setAccessibleName("Day of the offer")
        self.day.setToolTip("3/5, fri, eom, t today, +3; Enter computes it anew")
        self.day.setFixedWidth(px(_DAY_WIDTH))
        self.day.returnPressed.connect(self.compute)
        self.day.editingFinished.connect(self._left_day)
        self.rent: Table[_RentRow] = Table("Rent billed so far", RENT_COLUMNS)
        self.limits: Table[Ceiling] = Table("Limits of the price", CEILING_COLUMNS)
        self.price = ReckoningPanel()
        self.taking = AnswerBar(self, "take_option")
        self.declining = DecliningBar(self)
        self.taking_back = AnswerBar(self, "take_back_decline")
        self.print_button = button("Offer", self.print, picture="printer", tip="The offer (Ctrl+P)")
        self.rental_button = button("&Rental", self.open_rental, tip="Open the rental")
        self.decline_button = button("&Not bought …", self.ask_declining)
        self.back_button = button("&Take the answer back …", self.ask_taking_back)
        self.take_button = button("&Sell it …", self.ask_taking, part="primary")
        self._make_layout()
        self.on_key("Ctrl+P", self.print)
        self.on_key("Escape", self.leave)
        self.setFocusProxy(self.day)

    def _make_layout(self) -> None:
        left = QWidget()
        pieces = column(
            label("Rent billed so far", "small"),
            self.rent,
            label("What the price may not go beyond; ▸ decides", "small"),
            self.limits,
            gap=GRID,
        )
        pieces.setStretch(1, 3)
        pieces.setStretch(3, 2)
        left.setLayout(pieces)
        self.sides = Sides(self.workplace, self.fail, self)
        self.sides.hold(left)
        self.sides.insertWidget(1, self.price)
        self._give_room()
        named = label("&Day")
        named.setBuddy(self.day)
        said = column(row(self._title, self._state, None, gap=3 * GRID), self._about, gap=0)
        head = row(
            said,
            named,
            self.day,
            self.rental_button,
            self.print_button,
            self.decline_button,
            self.back_button,
            self.take_button,
        )
        head.setStretch(0, 1)
        bars = (self.findings, self.taking, self.declining, self.taking_back)
        whole = column(head, *bars, self.sides, gap=3 * GRID)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))

    # --- reading ----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Compute it anew."""
        asked = partial(read_option, rental_id=self.ref.id, on=self.on, today=self.workplace.today)
        self._reads.query(asked, done=self._show, failed=self.fail)
        self.sides.show_ref(RecordRef("rental", self.ref.id))

    def compute(self) -> None:
        """Compute the price on the day that is typed."""
        on = self._typed_day()
        if on is not None:
            self.on = on
            self.day.setText(on.isoformat())
            self.refresh()

    def _left_day(self) -> None:
        if self._typed_day() not in (None, self.on):
            self.compute()

    def _typed_day(self) -> date | None:
        try:
            return entry.day(self.day.text().strip(), today=self.workplace.today)
        except Unreadable as fault:
            self.fail((Finding(Severity.STOP, fault.code, fault.message, remedy=fault.remedy),))
            return None

    def _show(self, read: OptionRead | None) -> None:
        if read is None:
            gone = "There is no such rental in this shop."
            remedy = "Close this page, and look for it under Rentals."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy=remedy),))
            return
        self.read = read
        number = read.rental.rental_no
        self._title.setText(f"Purchase option · {number} · {read.member}")
        self._about.setText(f"{read.product} · {read.hcpcs} · {read.serial} · {read.payer}")
        word, tone = _state(read)
        self._state.setText(word)
        set_part(self._state, tone.value)
        self.rent.show_rows(rent_rows(read), same=lambda one: one[0])
        self.limits.show_rows(read.price.ceilings, same=lambda one: one.clause)
        self.price.show_reckoning(why_option(read))
        self.findings.show_findings(() if _is_over(read) else read.findings)
        self._offer(read)
        self.titled.emit(f"Option {number}")

    def _offer(self, read: OptionRead) -> None:
        """What may be done, by whoever may."""
        is_over, is_sound = _is_over(read), not read.findings
        self.print_button.setEnabled(is_sound)
        for one, action, can in (
            (self.take_button, "take_option", is_sound),
            (self.decline_button, "decline_option", read.price.cents is not None),
        ):
            why = self.workplace.why_not(action)
            one.setVisible(self.workplace.may_write and not is_over)
            one.setEnabled(can and not why)
            one.setToolTip(why or ("" if can else "See above what keeps it"))
        why = self.workplace.why_not("take_back_decline")
        self.back_button.setVisible(self.workplace.may_write and _ended_by_a_no(read))
        self.back_button.setEnabled(not why)
        self.back_button.setToolTip(why or "It was written down by mistake; the rental goes on")

    # --- its way ----------------------------------------------------------------------------------

    def ask_taking(self) -> None:
        """Ask why it is bought, and say what follows."""
        read = self.read
        cents = None if read is None else read.price.cents
        if read is None or cents is None or not self.take_button.isEnabled():
            return
        self.declining.close_question()
        rental_id, on = self.ref.id, self.on

        def act(work: Any, why: str) -> object:
            return take_option(work, rental_id=rental_id, taken_on=on, why=why, offered_cents=cents)

        title = f"Sell it for {money(cents)}: rental {read.rental.rental_no} ends on {on}"
        self.taking.ask(title, "Sell it", act)

    def ask_declining(self) -> None:
        """Ask why it is not bought, and what follows."""
        cents = None if self.read is None else self.read.price.cents
        if cents is None or not self.decline_button.isEnabled():
            return
        self.taking.close_question()
        rental_id, on = self.ref.id, self.on

        def act(work: Any, values: Mapping[str, Any]) -> None:
            decline_option(
                work,
                rental_id=rental_id,
                declined_on=on,
                why=values["why"],
                offered_cents=cents,
                then=AfterNo(values["ends_on"], values["goes_on_why"] or ""),
                fetch_on=values["fetch_on"],
            )

        self.declining.ask(f"Not bought at {money(cents)} on {on}", act, on=on)

    def ask_taking_back(self) -> None:
        """Ask why the answer was mistaken."""
        if self.read is None or not self.back_button.isVisible():
            return
        rental_id = self.ref.id

        def act(work: Any, why: str) -> None:
            take_back_decline(work, rental_id=rental_id, why=why)

        number = self.read.rental.rental_no
        self.taking_back.ask(f"It was not declined: rental {number} goes on", "Take it back", act)

    def tell_done(self) -> None:
        """It is written down."""
        self.findings.clear()
        self.workplace.say("It is written down.")

    def open_rental(self) -> None:
        """Open the rental."""
        self.workplace.navigator.open_record(RecordRef("rental", self.ref.id))

    def print(self) -> None:
        """Show the offer beside the price; where it is shown, print it."""
        if self.sides.shows_papers and self.sides.papers is not None:
            self.sides.papers.print_shown()
        elif self.read is not None and self.print_button.isEnabled():
            papers = partial(
                option_documents,
                rental_id=self.ref.id,
                rental_no=self.read.rental.rental_no,
                on=self.on,
                today=self.workplace.today,
            )
            self._papers.query(papers, done=self._show_papers, failed=self.fail)

    def _show_papers(self, documents: Sequence[Document]) -> None:
        is_first = self.sides.papers is None
        self.sides.show_papers(documents)
        self.sides.setSizes([_WITH_PAPER, px(_PRICE_BESIDE), _PAPER])
        if is_first and self.sides.papers is not None:
            self.sides.papers.close_button.clicked.connect(self._give_room)

    def _give_room(self) -> None:
        beside = min(px(_PRICE), _MOST_PRICE), min(px(_BESIDE), _MOST_BESIDE)
        self.sides.setSizes([_LEFT, *beside])

    def leave(self) -> None:
        """Close what is open."""
        for bar in (self.taking, self.declining, self.taking_back):
            bar.close_question()
        if self.sides.shows_more:
            self.sides.close_papers()
            self._give_room()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_over(read: OptionRead) -> bool:
    return read.rental.terms.ended_on is not None


def _ended_by_a_no(read: OptionRead) -> bool:
    """Whether the rental ended by its last answer, and that was a no."""
    ended_on = read.rental.terms.ended_on
    return ended_on is not None and bool(read.answers) and read.answers[-1].then.ends_on == ended_on


def _state(read: OptionRead) -> tuple[str, Tone]:
    """Where it stands: open, declined last, bought; or the rental ended otherwise."""
    last = read.answers[-1] if read.answers else None
    if last is not None and last.answer is not OptionAnswer.TAKEN_BACK:
        tone = Tone.READY if last.answer is OptionAnswer.TAKEN else Tone.CLOSED
        return f"{OPTION_ANSWER_WORDS[last.answer]} {last.on}", tone
    return ("ended", Tone.CLOSED) if _is_over(read) else ("open", Tone.OUT)

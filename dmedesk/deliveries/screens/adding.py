"""Adds a proof to a visit that was made: a signature got later, or a mistake put right.

A signature got later has two ways, and both say what follows: the driver's note counts and the
day of delivery stays, or the day of the signature counts and the rental begins on it.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QWidget

from dmedesk.deliveries.actions.proving import add_proof, take_back_signature
from dmedesk.deliveries.queries.visits import VisitRead, what_keeps_the_start
from dmedesk.deliveries.rules.proof import ProofFacts, ServiceDay
from dmedesk.deliveries.rules.words import Method, ProofKind
from dmedesk.deliveries.screens.proof_fields import values_of
from dmedesk.deliveries.screens.proof_form import ProofForm
from dmedesk.deliveries.screens.proofs import ProofsPanel
from dmedesk.deliveries.screens.recording import ACROSS, DOWN
from dmedesk.kit.findings import Finding, Severity
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column, frame, label, padded, row, scrolled, tab_in_order
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID, px

ACTION = "add_proof"
_BESIDE = 240
_NOT_KEPT = "Without that it cannot be added: what proved the visit before stays as it is."


class LaterWay(StrEnum):
    """What a proof that is added later does."""

    NOTE = "note"
    SIGNATURE = "signature"
    OTHER = "other"


_WORDS: Mapping[LaterWay, str] = {
    LaterWay.NOTE: "A signature came; the driver’s note counts: the day of delivery stays",
    LaterWay.SIGNATURE: "A signature came and its own day counts: the rental begins on it",
    LaterWay.OTHER: "Another proof, or a mistake put right",
}

_WHY = FormField(
    "why", "Why it is added", required=True, wide=True, help="What came, or what was wrong"
)


class TakeBackBar(ActionBar):
    """Asks why a signature counts no more."""

    def __init__(self, panel: "AddingPanel") -> None:
        super().__init__(
            panel.workplace,
            panel.failed,
            (FormField("why", "Why", required=True, help="Who signed, and why that is no proof"),),
            action="take_back_signature",
            done=panel.tell_taken_back,
        )

    def ask_about(self, ticket_id: int, turn: int) -> None:
        """Ask about one proof's signature."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return take_back_signature(work, ticket_id=ticket_id, turn=turn, why=values["why"])

        title = f"The signature of proof {turn} counts no more: its slip may wait again"
        self.open_bar(title, "Take it back", act, {})


class AddingPanel(QWidget):
    """The proofs that there are, and the form of a further one. ``added`` is told once it is."""

    added = Signal()
    typed = Signal()

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        super().__init__()
        self.workplace, self.failed = workplace, failed
        self._starts = Latest(workplace.runner)
        self.read: VisitRead | None = None
        self.way = LaterWay.OTHER
        self._is_saving = False
        self.proofs = ProofsPanel(workplace, failed, may_take_back=True)
        self.take_back = TakeBackBar(self)
        self.proofs.gone_wanted.connect(self._ask_gone)
        self.ways = {way: QRadioButton(words) for way, words in _WORDS.items()}
        for way, choice in self.ways.items():
            choice.clicked.connect(partial(self._choose, way))
        self.proof = ProofForm(workplace, more=(_WHY,))
        self.proof.changed.connect(self._follow)
        self.proof.remade.connect(lambda: tab_in_order([*self.ways.values(), *self.proof.stops]))
        self.start = label()
        self.start.setWordWrap(True)
        self._make_layout()

    def _make_layout(self) -> None:
        choices = column(label("Add a proof", "section"), *self.ways.values(), gap=GRID)
        inside = column(choices, self.proof, self.start, None, gap=3 * GRID)
        left = column(label("Proofs, the last one first", "small"), self.proofs, gap=GRID)
        place = QWidget()
        place.setLayout(left)
        beside = column(self.proof.day, scrolled(place), gap=3 * GRID)
        beside.setStretch(1, 1)
        across = row(
            scrolled(frame("panel", padded(inside, 4 * GRID, 3 * GRID))),
            beside,
            gap=3 * GRID,
        )
        across.setStretch(0, 3)
        across.setStretch(1, 2)
        self.proof.day.setMinimumWidth(px(_BESIDE))
        self._across, self._beside = across, beside
        self.setLayout(across)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Set the date of service and the proofs below, where something else stands beside."""
        self._across.setDirection(DOWN if is_narrow else ACROSS)
        self._beside.setDirection(ACROSS if is_narrow else DOWN)

    # --- reading --------------------------------------------------------------------------------

    def show_visit(self, read: VisitRead) -> None:
        """Show the proofs of this ticket, and begin a further one by what is likeliest."""
        self.read = read
        self.proofs.show_proofs(read.proofs)
        last = self._last()
        noted = last.method is Method.UNSIGNED or not last.has_signature
        self.ways[LaterWay.NOTE].setVisible(noted)
        self.ways[LaterWay.SIGNATURE].setVisible(noted)
        self._begin(LaterWay.SIGNATURE if noted else LaterWay.OTHER)

    def _last(self) -> ProofFacts:
        assert self.read is not None
        standing = [one for one in self.read.proofs if one.kind is not ProofKind.TAKEN_BACK]
        last = standing[-1].facts if standing else ProofFacts(Method.DIRECT)
        gone = bool(standing) and standing[-1].is_gone
        return replace(last, has_signature=False) if gone else last

    def _begin(self, way: LaterWay) -> None:
        assert self.read is not None
        self.way = way
        self.ways[way].setChecked(True)
        last = self._last()
        method = {LaterWay.NOTE: Method.UNSIGNED, LaterWay.SIGNATURE: Method.DIRECT}.get(
            way, last.method
        )
        self.proof.begin(
            self.read.judge,
            method,
            values_of(last),
            signed_later=way is LaterWay.NOTE,
            may_choose=way is LaterWay.OTHER,
        )
        self._follow()

    def _choose(self, way: LaterWay, _ticked: object = None) -> None:
        if way is not self.way:
            self._begin(way)
        self.proof.go_to_first()

    def has_typing(self) -> bool:
        """Whether anything typed is not written down."""
        return self.read is not None and self.proof.has_typing()

    def clear(self) -> None:
        """Nothing is typed now."""
        self.read = None

    # --- what follows ---------------------------------------------------------------------------

    def _follow(self) -> None:
        if self.read is None:
            return
        given = self.read.judge.service_day(self.proof.facts)
        self.proof.day.show_day(given, waits=_NOT_KEPT)
        self.typed.emit()
        if isinstance(given, ServiceDay):
            self._starts.query(
                partial(what_keeps_the_start, ticket_id=self.read.ticket_id, starts_on=given.on),
                done=partial(self._tell_start, given),
                failed=self.failed,
            )
        else:
            self.start.clear()

    def _tell_start(self, given: ServiceDay, kept: list[Finding]) -> None:
        rentals = ", ".join(self.read.rentals) if self.read is not None else ""
        if kept:
            said = " ".join(f"{one.message} {one.remedy}" for one in kept[:1])
            self.start.setText(f"It cannot be added so. {said}")
            self.start.setProperty("part", "wrong")
        elif rentals:
            self.start.setText(f"What follows: {rentals} begins on {given.on}, and is proven.")
            self.start.setProperty("part", "soft")
        else:
            self.start.clear()
        self.start.style().unpolish(self.start)
        self.start.style().polish(self.start)

    def _ask_gone(self, turn: int) -> None:
        if self.read is not None:
            self.take_back.ask_about(self.read.ticket_id, turn)

    def tell_taken_back(self) -> None:
        """It is written down."""
        self.workplace.say("The signature is taken back.")

    # --- writing --------------------------------------------------------------------------------

    def save(self) -> None:
        """Add the proof, where it is whole."""
        read = self.read
        if read is None or self._is_saving or not self.workplace.may_write:
            return
        facts = self.proof.facts
        found = [*self.proof.unreadable(), *read.judge.findings(facts)]
        stopped = [one for one in found if one.severity is Severity.STOP]
        if stopped:
            self.proof.check(found)
            self.failed(tuple(stopped))
            return
        self._is_saving = True
        why, strokes = str(self.proof.more["why"]), self.proof.strokes
        self.workplace.runner.operate(
            lambda work: add_proof(
                work, ticket_id=read.ticket_id, facts=facts, why=why, strokes=strokes
            ),
            action=ACTION,
            done=lambda _proof_id: self._written(read.ticket_no),
            failed=self._not_written,
        )

    def _written(self, ticket_no: str) -> None:
        self._is_saving = False
        self.clear()
        self.failed(())
        self.workplace.say(f"The proof is added to {ticket_no}.")
        self.added.emit()

    def _not_written(self, findings: tuple[Finding, ...]) -> None:
        self._is_saving = False
        self.proof.check(findings)
        self.failed(findings)

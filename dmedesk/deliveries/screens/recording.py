"""Records the visit of a slip that is out: what moved, how it is proven, what was done there."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from dmedesk.deliveries.actions.proving import record_visit
from dmedesk.deliveries.queries.visits import SlipOut, VisitRead, next_slip
from dmedesk.deliveries.rules.proof import ProofFacts, ServiceDay
from dmedesk.deliveries.rules.visits import not_said_why
from dmedesk.deliveries.rules.words import Method, StayReason
from dmedesk.deliveries.screens.moved import MovedLines
from dmedesk.deliveries.screens.proof_form import ProofForm
from dmedesk.deliveries.screens.words import STAY_WORDS
from dmedesk.kit.findings import Finding, Severity
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column, frame, label, padded, row, scrolled, tab_in_order
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import GRID, px
from dmedesk.widgets.ticks import Tick, TickList

ACTION = "record_visit"
ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_BESIDE = 240
_TASKS_ACROSS = 2
_ANY_WIDTH = 16_777_215  # Qt's own word for no limit
_LEFT_OUT = "Did not move: {}."
_WAITS = "It has no date of service yet and waits for its signature; the month holds what it began."


_STAYED = FormField(
    "stayed", "Why not all", Kind.CHOICE, required=True, options=options_of(STAY_WORDS)
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A visit that was written down, and the next slip of the pile."""

    ticket_no: str
    service: str
    following: SlipOut | None


class RecordPanel(QWidget):
    """One slip's visit, typed afterwards. ``recorded`` is told once it is written down.

    ``question`` stands where whoever makes the panel sets it. ``typed`` is told at every change.
    """

    recorded = Signal(object)
    typed = Signal()

    def __init__(self, workplace: Workplace, failed: Failed, question: QuestionBar) -> None:
        super().__init__()
        self.workplace, self._failed, self.question = workplace, failed, question
        self.read: VisitRead | None = None
        self._is_saving = False
        self.moved = MovedLines(workplace, failed)
        self.tasks = TickList("Done there", columns=_TASKS_ACROSS)
        self.proof = ProofForm(workplace)
        self.moved.said.connect(workplace.say)
        self.proof.remade.connect(self._order)
        self.stayed = Form(workplace, (Section("", (_STAYED,)),))
        self.stayed.hide()
        self.stayed.changed.connect(lambda: self.stayed.tell(_STAYED.key, ()))
        self.moved.changed.connect(self._ask_why)
        for told in (self.moved.changed, self.tasks.changed, self.proof.changed):
            told.connect(self.typed)
        self._make_layout()
        self.setFocusProxy(self.moved.serial)

    def _make_layout(self) -> None:
        how = column(label("How it is proven", "section"), self.proof, gap=2 * GRID)
        inside = column(self.moved, self.stayed, how, self.tasks, None, gap=4 * GRID)
        self.proof.day.setFixedWidth(px(_BESIDE))
        across = row(
            scrolled(frame("panel", padded(inside, 4 * GRID, 3 * GRID))),
            self.proof.day,
            gap=3 * GRID,
        )
        across.setStretch(0, 1)
        self._across = across
        self.setLayout(across)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Set the date of service below the fields, where something else stands beside them."""
        self.tasks.set_columns(1 if is_narrow else _TASKS_ACROSS)
        day = self.proof.day
        day.setMinimumWidth(px(_BESIDE))
        day.setMaximumWidth(_ANY_WIDTH if is_narrow else px(_BESIDE))
        self._across.setDirection(DOWN if is_narrow else ACROSS)

    # --- reading --------------------------------------------------------------------------------

    def show_visit(self, read: VisitRead) -> None:
        """Begin with this slip: nothing is ticked, and nothing of the proof is said."""
        self.read = read
        self.moved.show_lines(read)
        self.stayed.show_values({})
        self.stayed.hide()
        self.tasks.show_ticks([Tick(task, task) for task in read.tasks])
        # Last, for it sets the order in which Tab goes through all of them.
        self.proof.begin(
            read.judge,
            Method.DIRECT,
            {"delivered_on": read.planned_on, "delivered_by": read.driver},
        )
        self.moved.go_to_first()

    def _order(self) -> None:
        why = [entry.target for entry in self.stayed.entries.values()]
        tab_in_order([*self.moved.stops, *why, *self.proof.stops, *self.tasks.stops])

    def _ask_why(self) -> None:
        """Ask why the rest did not move, once something did."""
        self.stayed.setVisible(bool(self.moved.ticks.ticked() and self.moved.left_out))

    def _why(self) -> StayReason | None:
        chosen = self.stayed.entries[_STAYED.key].raw()
        return StayReason(chosen) if chosen and self.moved.left_out else None

    def has_typing(self) -> bool:
        """Whether anything was ticked or typed that is not written down."""
        return self.read is not None and bool(
            self.moved.ticks.ticked() or self.tasks.ticked() or self.proof.has_typing()
        )

    def clear(self) -> None:
        """No slip is typed now."""
        self.read = None

    # --- writing --------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the visit down; what is missing is asked about first."""
        read = self.read
        if read is None or self._is_saving or not self.workplace.may_write:
            return
        facts = self.proof.facts
        found = [*self.proof.unreadable(), *read.judge.refusals(facts)]
        if not self.moved.ticks.ticked():
            found.append(_nothing_moved(read.ticket_no))
        elif self.moved.left_out and self._why() is None:
            why_not = not_said_why(read.ticket_no)
            self.stayed.tell(_STAYED.key, [why_not])
            found.append(why_not)
        if found:
            self.proof.check(found)
            if self.stayed.isVisible() and self._why() is None:
                self.stayed.go_to(_STAYED.key)
            self._failed(tuple(found))
            return
        self._failed(())
        given = read.judge.service_day(facts)
        doubts = list(self._doubts(given))
        if not doubts:
            self._write(read, facts)
            return
        self.proof.check(given if isinstance(given, list) else ())
        self.question.ask(
            f"Record {read.ticket_no} as it is?",
            "\n".join(doubts),
            "Record it",
            lambda: self._write(read, facts),
        )

    def _doubts(self, given: ServiceDay | list[Finding]) -> list[str]:
        doubts = []
        left_out = sorted(self.moved.left_out)
        if left_out:
            doubts.append(_LEFT_OUT.format(", ".join(map(self.moved.words_of, left_out))))
        if not isinstance(given, ServiceDay):
            stops = [one.message for one in given if one.severity is Severity.STOP]
            doubts += [" ".join(stops), _WAITS]
        return doubts

    def _write(self, read: VisitRead, facts: ProofFacts) -> None:
        self._is_saving = True
        self.workplace.runner.operate(
            partial(
                _record,
                read=read,
                facts=facts,
                came_back={place: unit.asset_id for place, unit in self.moved.came_back.items()},
                left_out=self.moved.left_out,
                stayed=self._why(),
                tasks_done=[str(task) for task in self.tasks.ticked()],
                strokes=self.proof.strokes,
            ),
            action=ACTION,
            done=self._written,
            failed=self._not_written,
        )

    def _written(self, recorded: Recorded) -> None:
        self._is_saving = False
        self.clear()
        self.workplace.say(f"{recorded.ticket_no} is recorded: {recorded.service}.")
        self.recorded.emit(recorded)

    def _not_written(self, findings: tuple[Finding, ...]) -> None:
        self._is_saving = False
        self.proof.check(findings)
        self._failed(findings)


def _record(work: Any, *, read: VisitRead, facts: ProofFacts, **how: Any) -> Recorded:
    record_visit(work, ticket_id=read.ticket_id, facts=facts, **how)
    given = read.judge.service_day(facts)
    service = f"date of service {given.on}" if isinstance(given, ServiceDay) else "it waits"
    return Recorded(read.ticket_no, service, next_slip(work.session, ticket_id=read.ticket_id))


def _nothing_moved(ticket_no: str) -> Finding:
    return Finding(
        Severity.STOP,
        "nothing_moved",
        "No line of the slip is ticked.",
        subject=ticket_no,
        remedy="Scan or tick what went out and what came back. A visit in vain is cancelled.",
    )

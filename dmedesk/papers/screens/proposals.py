"""The requirements that the texts have, as proposals: one click each to turn on, by payer and date.

Nothing here holds a line. What the texts left open is shown so, and said by whoever turns it on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QSplitter

from dmedesk.kit.cells import hcpcs
from dmedesk.kit.references import RecordRef
from dmedesk.members.rules.words import REGIME_WORDS, Regime
from dmedesk.members.screens.picking import PAYER_PICKER
from dmedesk.papers.actions.requiring import turn_on
from dmedesk.papers.queries.proposals import TurnedOn, turned_on
from dmedesk.papers.rules.law import Proposal, element_texts, elements, proposals
from dmedesk.papers.rules.scrub_law import requirement_words
from dmedesk.papers.rules.words import NUMBER_WORDS
from dmedesk.papers.screens.requirements import of_what
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, Picked
from dmedesk.widgets.page import Key, Page, Workplace
from dmedesk.widgets.parts import button, column, frame, label, padded, row, scrolled
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID, MARGIN, Tone

_ABOUT = (
    "What the texts ask for besides the reasons for which every month is held. Nothing of it holds"
    " a line until it is turned on here, for a payer and from a day."
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposal, and for whom it is turned on already."""

    proposal: Proposal
    on: tuple[TurnedOn, ...]

    @property
    def state(self) -> tuple[str, Tone]:
        """Sign, word and colour."""
        if self.on:
            return f"✓ {', '.join(one.payer for one in self.on)}", Tone.READY
        if self.proposal.confirm:
            return "? to confirm", Tone.WAITING
        return "– off", Tone.CLOSED


COLUMNS: tuple[Column[Proposed], ...] = (
    Column("Rules", lambda one: REGIME_WORDS[Regime(one.proposal.regime)], width=90),
    Column(
        "What is asked for",
        lambda one: requirement_words(one.proposal.kind, one.proposal.text),
        width=250,
        wide=True,
    ),
    Column("Of", lambda one: of_what(one.proposal.hcpcs, one.proposal.family), width=90),
    Column(
        "Turned on for",
        lambda one: one.state[0],
        width=150,
        tone=lambda one: one.state[1],
    ),
    Column("Where it says so", lambda one: one.proposal.citation, width=190, spare=1),
)


class TurnOnBar(ActionBar):
    """Asks for whom a proposal is turned on, from when, and what the texts left open."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (
            FormField("payer_id", "Payer", Kind.RECORD, required=True, picker=PAYER_PICKER),
            FormField("from_on", "From", Kind.DAY, required=True),
            FormField("hcpcs", "Code", reads=hcpcs, help="where open"),
            FormField("number", "Within", Kind.NUMBER, least=1, help="where open"),
        )
        super().__init__(workplace, failed, fields, action="save_requirement", done=done)

    def ask_about(self, proposal: Proposal, payer: Picked | None) -> None:
        """Ask about this proposal; the first payer of its rules stands there."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return turn_on(
                work,
                proposal=proposal.key,
                payer_id=values["payer_id"],
                from_on=values["from_on"],
                hcpcs=values["hcpcs"],
                number=values["number"],
            )

        begun = {"payer_id": payer, "from_on": self.workplace.today}
        title = f"Turn on: {requirement_words(proposal.kind, proposal.text)}"
        self.open_bar(title, "Turn it on", act, begun)


class ProposalsPage(Page):
    """The proposals; beside them what the chosen one says, and for whom it is turned on."""

    key = "proposals"
    area = "Proposals"
    picture = "scale"
    keys = (
        Key("Enter, Alt+O", "turn the chosen proposal on"),
        Key("Esc", "close what is open"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._reads = Latest(workplace.runner)
        self._payers: Mapping[str, Sequence[tuple[int, str]]] = {}
        self.table: Table[Proposed] = Table("Proposals", COLUMNS)
        self.on: Table[TurnedOn] = Table("Turned on for", _ON)
        self.bar = TurnOnBar(workplace, self.fail, self._tell)
        self.turn_on_button = button("Turn it &on …", self.ask, part="primary")
        why_not = workplace.why_not("save_requirement")
        if not workplace.may_write:
            self.turn_on_button.hide()
        self.turn_on_button.setEnabled(not why_not)
        self.turn_on_button.setToolTip(why_not or "For a payer and from a day (Alt+O)")
        self.table.chosen.connect(self._show)
        self.table.opened.connect(lambda _one: self.ask())
        self.on.opened.connect(
            lambda one: workplace.navigator.open_record(RecordRef("requirement", one.id))
        )
        self._lay_out()
        self.setFocusProxy(self.table)
        self.on_key("Esc", self.bar.close_question)

    def _lay_out(self) -> None:
        self._title, self._clause = label(part="section"), label(part="soft")
        self._why, self._open, self._list = label(), label(part="waiting"), label(part="soft")
        for one in (self._title, self._clause, self._why, self._open, self._list):
            one.setWordWrap(True)
        inside = column(
            self._title,
            self._clause,
            self._why,
            self._open,
            self._list,
            label("Turned on for", "soft"),
            self.on,
            gap=2 * GRID,
        )
        inside.setStretch(inside.count() - 1, 1)
        panel = frame("panel", padded(inside, 4 * GRID, 3 * GRID))
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(scrolled(panel))
        split.setSizes([180 * GRID, 110 * GRID])
        split.setStretchFactor(0, 1)
        split.setHandleWidth(3 * GRID)
        split.setChildrenCollapsible(False)
        about = label(_ABOUT, "soft")
        about.setWordWrap(True)
        told = column(label("Proposals", "heading"), about, gap=0)
        head = row(told, self.turn_on_button)
        head.setStretch(0, 1)
        whole = column(head, self.findings, self.bar, split, gap=3 * GRID)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))

    def refresh(self) -> None:
        """Read what is turned on."""
        self._reads.query(
            partial(_read, on=self.workplace.today), done=self._show_read, failed=self.fail
        )

    def _show_read(
        self, read: tuple[Sequence[TurnedOn], Mapping[str, Sequence[tuple[int, str]]]]
    ) -> None:
        found, self._payers = read
        rows = [
            Proposed(one, tuple(on for on in found if on.proposal == one.key))
            for one in proposals().values()
        ]
        self.table.show_rows(rows, same=lambda one: one.proposal.key)
        if self.table.chosen_row() is None and rows:
            self.table.selectRow(0)

    def _show(self, chosen: Proposed | None) -> None:
        if chosen is None:
            return
        one = chosen.proposal
        within = f" Within {one.number} {NUMBER_WORDS[one.kind]}." if one.number else ""
        self._title.setText(requirement_words(one.kind, one.text))
        self._clause.setText(one.citation)
        self._why.setText(one.why + within)
        self._open.setText(f"To confirm: {one.confirm}")
        self._open.setVisible(bool(one.confirm))
        self._list.setText(_listed(one))
        self._list.setVisible(bool(_listed(one)))
        self.on.show_rows(chosen.on, same=lambda on: on.id)

    def ask(self) -> None:
        """Ask for whom the chosen one is turned on."""
        chosen = self.table.chosen_row()
        if chosen is None or not self.workplace.may_write:
            return
        if self.workplace.why_not("save_requirement"):
            return
        payers = self._payers.get(chosen.proposal.regime, ())
        taken = {on.payer_id for on in chosen.on}
        free = [Picked(*one) for one in payers if one[0] not in taken]
        self.bar.ask_about(chosen.proposal, next(iter(free), None))

    def _tell(self) -> None:
        self.workplace.say("It is turned on.")


def _listed(one: Proposal) -> str:
    """What has to stand on a paper, where that is asked."""
    if one.text not in element_texts():
        return ""
    groups = element_texts()[one.text].needs
    words = [" or ".join(elements()[key].word for key in group) for group in groups]
    return f"On it: {', '.join(words)}."


def _read(session: Any, *, on: date) -> tuple[list[TurnedOn], dict[str, list[tuple[int, str]]]]:
    return turned_on(session, on=on)


_ON: tuple[Column[TurnedOn], ...] = (
    Column("Payer", lambda one: one.payer, width=110, wide=True),
    Column("From", lambda one: str(one.from_on), width=92),
    Column("Until", lambda one: str(one.last_on or "no end"), width=92),
)

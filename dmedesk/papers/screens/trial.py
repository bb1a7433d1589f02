"""One trial: its checklists with what shows each criterion, its dates, and what is next."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent

from dmedesk.kit.cells import hcpcs
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.members.queries.finding import member_named
from dmedesk.members.screens.picking import MEMBER_PICKER, picked
from dmedesk.papers.actions.trials import change_trial, open_trial
from dmedesk.papers.queries.finding import chain_named, order_named
from dmedesk.papers.queries.trial_papers import trial_paper
from dmedesk.papers.queries.trials import TrialRead, trial_read
from dmedesk.papers.rules.chains import HEADS, STAGE_WORDS, Stage
from dmedesk.papers.rules.outstanding import LETTER
from dmedesk.papers.rules.trial_paper import TITLES
from dmedesk.papers.rules.trials import TRIAL_WORDS, Tick, Verdict
from dmedesk.papers.screens.picking import CHAIN_PICKER, ORDER_PICKER
from dmedesk.papers.screens.trial_bars import AnswerBar, BeginBar, CloseBar, TakeBackBar, shape_of
from dmedesk.papers.screens.trial_columns import CHECKS
from dmedesk.papers.screens.trials import state_of
from dmedesk.papers.sheets.trial import trial_pdf
from dmedesk.widgets.forms.fields import FormField, Kind, Section
from dmedesk.widgets.forms.keys import KEYS
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import Document, RecordRead, RecordSpec
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button, column, label, row
from dmedesk.widgets.table import Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, ROW, Tone, px

_LEAST, _SIDES = 4, 4
"""Rows: of the checklist, however little room there is; and of what stands above it."""
_ENDLESS = 10_000
_STATES = {
    Tone.READY: State.READY,
    Tone.WAITING: State.WAITING,
    Tone.OUT: State.OUT,
    Tone.STOPPED: State.STOPPED,
    Tone.CLOSED: State.CLOSED,
}

PIECES = (
    Section(
        "",
        (
            FormField("member_id", "Memb&er", Kind.RECORD, required=True, picker=MEMBER_PICKER),
            FormField("chain_id", "Cha&in", Kind.RECORD, required=True, picker=CHAIN_PICKER),
            FormField("hcpcs", "Code", required=True, reads=hcpcs, width=24 * GRID, help="E0784"),
            FormField("order_id", "Order", Kind.RECORD, picker=ORDER_PICKER),
            FormField("opened_on", "Opened on", Kind.DAY, required=True),
            FormField("note", "Note"),
        ),
        columns=3,
    ),
)


def read_trial(on: date, session: Any, trial_id: int) -> RecordRead | None:
    """One trial for the page, as of a day."""
    read = trial_read(session, trial_id, on=on)
    if read is None:
        return None
    values = read.values
    _word, tone = state_of(read.plan.state)
    chain = chain_named(session, values["chain_id"])
    member = member_named(session, values["member_id"])
    order = values["order_id"] and order_named(session, values["order_id"])
    return RecordRead(
        title=f"{values['trial_no']} · {read.member}",
        values={
            **values,
            "member_id": member and picked(member),
            "chain_id": chain and picked(chain),
            "order_id": order and picked(order),
        },
        version=read.version,
        about=_dates(read),
        state=_STATES[tone],
        word=TRIAL_WORDS[read.plan.state],
    )


def _dates(read: TrialRead) -> str:
    """What is known of its days and authorizations, in the order in which they come."""
    plan, begun_on = read.plan, read.values["begun_on"]
    told = [f"first PA {plan.first.pa_number}" if plan.first else "no PA for the trial"]
    if begun_on is not None:
        told.append(f"began {begun_on}")
        told.append(f"month {read.chain.trial_months + 1} begins {plan.ends_on}")
        if plan.second is not None:
            told.append(f"second PA {plan.second.pa_number}")
        else:
            told.append(f"ask for the second PA from {plan.ask_from} to {plan.ask_by}")
    if read.values["closed_on"] is not None:
        told.append(f"closed {read.values['closed_on']}: {read.values['closed_because']}")
    return " · ".join(told)


def save_trial(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
    """Open or change a trial, from what stands in the form."""
    if row_id is None:
        return open_trial(work, values=values)
    change_trial(work, trial_id=row_id, version=version, values=values)
    return row_id


def trial_documents(on: date, _session: Any, /, *, ref: RecordRef) -> Sequence[Document]:
    """The records of both stages."""
    return [
        Document(title, LETTER, "", partial(_drawn, trial_id=ref.id, stage=stage, on=on))
        for stage, title in TITLES.items()
    ]


def _drawn(session: Any, /, *, trial_id: int, stage: Stage, on: date) -> bytes:
    paper = trial_paper(session, trial_id, stage, on=on)
    return b"" if paper is None else trial_pdf(paper)


class TrialPage(FormPage):
    """One trial."""

    keys = (
        *KEYS,
        Key("Enter, Alt+P", "write down what is shown for the chosen criterion"),
        Key("Alt+1, Alt+2, Alt+3", "the trial's criteria, those to go on, the cases not covered"),
        Key("Alt+R", "ask for the authorization that is next"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        today = workplace.today
        spec = RecordSpec(
            kind="trial",
            noun="trial",
            pieces=PIECES,
            read=partial(read_trial, today),
            save=save_trial,
            action="save_trial",
            fresh=lambda _session: {"opened_on": today},
            documents=partial(trial_documents, today),
        )
        super().__init__(workplace, ref, spec)
        self.read_now: TrialRead | None = None
        self.stage = Stage.TRIAL
        self._trials = Latest(workplace.runner)
        self.checks: Table[Tick] = Table("What has to be shown", CHECKS)
        self.checks.setMinimumHeight(px(ROW) * _LEAST)
        self.checks.opened.connect(lambda _tick: self.ask_answer())
        self._make_bars()
        self._make_buttons()

    def _make_bars(self) -> None:
        workplace, whose = self.workplace, {"ref": self.ref}
        shapes = (Kind.CHOICE, Kind.DAY, Kind.TEXT)
        self.answers = {
            shape: AnswerBar(workplace, self.fail, shape, self._tell, **whose) for shape in shapes
        }
        self.take_back = TakeBackBar(workplace, self.fail, self._tell, **whose)
        self.begin = BeginBar(workplace, self.fail, self._tell, **whose)
        self.close_bar = CloseBar(workplace, self.fail, self._tell, **whose)
        self._all = (*self.answers.values(), self.take_back, self.begin, self.close_bar)
        for bar in self._all:
            self.bars.addWidget(bar)

    def _make_buttons(self) -> None:
        self.begin_button = button("&Begins …", self.ask_begin)
        self.request_button = button("&Request PA", self.ask_authorization)
        self.close_button = button("C&lose …", self.ask_close)
        self.answer_button = button("Write it down: &proof …", self.ask_answer)
        self.take_back_button = button("Ta&ke back …", self.ask_take_back)
        self.stages = {
            stage: button(f"&{place} {word}", partial(self.show_stage, stage), part="chip")
            for place, (stage, word) in enumerate(STAGE_WORDS.items(), start=1)
        }
        for one in self.stages.values():
            one.setCheckable(True)
        self._acts = (
            (self.begin_button, "begin_trial"),
            (self.request_button, "save_request"),
            (self.close_button, "close_trial"),
            (self.answer_button, "answer_criterion"),
            (self.take_back_button, "answer_criterion"),
        )
        for one, _action in self._acts:
            one.hide()
        for one in (self.begin_button, self.request_button, self.close_button):
            self.tools.addWidget(one)
        self.open_told = label(part="waiting")
        self.open_told.setWordWrap(True)
        head = row(*self.stages.values(), None, self.take_back_button, self.answer_button, gap=GRID)
        self.foot.addLayout(column(head, self.checks, self.open_told, gap=GRID))
        self.sides.turned.connect(self._share_room)

    # --- the room ---------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What fits, stands above the checklist."""
        super().resizeEvent(event)
        self._share_room()

    def event(self, event: QEvent) -> bool:
        """A bar that opens takes room, too."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._share_room()
        return super().event(event)

    def _share_room(self) -> None:
        """The checklist has the room that the form leaves; a paper has it while it is looked at.

        While something is asked in too little room, the form is away.
        """
        is_beside = self.is_new or self.sides.shows_more
        for one in (*self.stages.values(), self.checks):
            one.setHidden(self.is_new)
        high = px(ROW) * (_LEAST if is_beside else _SIDES)
        self.sides.setMaximumHeight(_ENDLESS if is_beside else high)
        self.sides.setMinimumHeight(high)
        self.checks.setMaximumHeight(px(ROW) * _LEAST if is_beside else _ENDLESS)
        self.whole.setStretchFactor(self.sides, int(is_beside))
        self.whole.setStretchFactor(self.foot, int(not is_beside))
        room = self.height() - self.whole.minimumSize().height()
        if not self.sides.isHidden():
            room += high + self.whole.spacing()
        asks = any(bar.isVisible() for bar in self._all)
        self.sides.setHidden(asks and room < high + self.whole.spacing())

    # --- reading ----------------------------------------------------------------------------------

    def show_record(self, read: RecordRead) -> None:
        """A stored trial has its checklists, and what can be done next."""
        super().show_record(read)
        self._share_room()
        if not self.is_new:
            self._trials.query(
                partial(trial_read, trial_id=self.ref.id, on=self.workplace.today),
                done=self._keep,
                failed=self.fail,
            )

    def _keep(self, read: TrialRead | None) -> None:
        first = self.read_now is None
        self.read_now = read
        if read is None:
            return
        is_open, may_write = read.values["closed_on"] is None, self.workplace.may_write
        for one, action in self._acts:
            why_not = self.workplace.why_not(action)
            one.setVisible(is_open and may_write)
            one.setEnabled(not why_not)
            one.setToolTip(why_not or one.accessibleName())
        confirm = read.chain.confirm
        self.open_told.setText(f"To confirm: {confirm}")
        self.open_told.setVisible(bool(confirm))
        if first and read.values["begun_on"] is not None:
            self.stage = Stage.CONTINUING
        self.show_stage(self.stage)

    def show_stage(self, stage: Stage) -> None:
        """Show the checklist of one stage."""
        self.stage = stage
        for own, one in self.stages.items():
            one.setChecked(own is stage)
        if self.read_now is not None:
            rows = [tick for tick in self.read_now.ticks if tick.criterion.stage is stage]
            self.checks.show_rows(rows, same=lambda tick: tick.criterion.label)

    # --- what can be done -------------------------------------------------------------------------

    def _only(self, bar: Any) -> None:
        """One bar at a time."""
        # Else the window would grow before it is known whether both have room.
        self.sides.hide()
        for one in self._all:
            if one is not bar:
                one.hide()

    def _asked(self) -> Tick | None:
        """The chosen criterion, else the first that is missing."""
        rows = [tick for tick in self.checks.rows_model.rows if tick.criterion.kind not in HEADS]
        chosen = self.checks.chosen_row()
        if chosen is not None and chosen.criterion.kind not in HEADS:
            return chosen
        return next((tick for tick in rows if tick.verdict is Verdict.MISSING), None)

    def ask_answer(self) -> None:
        """Ask what is shown for the chosen criterion."""
        tick = self._asked()
        if tick is None or self.read_now is None or not self.answer_button.isEnabled():
            return
        bar = self.answers[shape_of(tick.criterion.kind)]
        self.checks.selectRow(list(self.checks.rows_model.rows).index(tick))
        self._only(bar)
        bar.ask_for(tick, self.read_now.ids[tick.criterion.stage, tick.criterion.label])

    def ask_take_back(self) -> None:
        """Ask why what stands there is taken back."""
        tick = self.checks.chosen_row()
        if tick is None or self.read_now is None or tick.answer is None:
            return
        self._only(self.take_back)
        key = (tick.criterion.stage, tick.criterion.label)
        self.take_back.ask_for(tick, self.read_now.ids[key])

    def ask_begin(self) -> None:
        """Ask when it began."""
        if self.read_now is not None:
            self._only(self.begin)
            self.begin.ask_for(self.read_now.values["trial_no"], self.read_now.values["begun_on"])

    def ask_close(self) -> None:
        """Ask how it ended."""
        if self.read_now is not None:
            self._only(self.close_bar)
            self.close_bar.ask_for(self.read_now.values["trial_no"])

    def ask_authorization(self) -> None:
        """A request that waits is opened; else one is begun with what is known here."""
        read = self.read_now
        if read is None:
            return
        request = read.plan.request
        if request is not None and request.step is None:
            self.workplace.navigator.open_record(RecordRef("pa_request", request.request_id))
            return
        begun = {
            "member_id": {"id": read.values["member_id"], "title": read.member},
            "payer_id": {"id": read.payer_id, "title": read.payer},
            "hcpcs": read.values["hcpcs"],
        }
        self.workplace.navigator.enter_copy("pa_request", begun)

    def _tell(self) -> None:
        self.findings.clear()
        self.workplace.say("It is written down.")

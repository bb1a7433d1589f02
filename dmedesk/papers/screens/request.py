"""The page of a request for authorization, with everything that became of it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from dmedesk.kit.calendar import ONE_DAY
from dmedesk.kit.cells import hcpcs
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.picking import MEMBER_PICKER, PAYER_PICKER, picked
from dmedesk.papers.actions.requesting import answer_request, change_request, enter_request
from dmedesk.papers.queries.record_papers import StepTaken, request_record
from dmedesk.papers.queries.worksheets import worksheets_of
from dmedesk.papers.rules.entering import grants
from dmedesk.papers.rules.words import STEP_WORDS, Step
from dmedesk.papers.rules.worksheet_paper import WORKSHEET_TITLE
from dmedesk.papers.screens.words import step_state
from dmedesk.papers.screens.worksheet import drawn_worksheet
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, Section, options_of
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import Document, RecordRead, RecordSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, label
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID, ROW, Tone, px
from dmedesk.widgets.words import day_of

_ROWS = 6
_STATES = {
    Tone.READY: State.READY,
    Tone.WAITING: State.WAITING,
    Tone.STOPPED: State.STOPPED,
    Tone.CLOSED: State.CLOSED,
}

PIECES = (
    Section(
        "",
        (
            FormField("member_id", "Memb&er", Kind.RECORD, required=True, picker=MEMBER_PICKER),
            FormField("payer_id", "Pa&yer", Kind.RECORD, required=True, picker=PAYER_PICKER),
            FormField("hcpcs", "&Code", required=True, reads=hcpcs, width=24 * GRID, help="E0784"),
            FormField("asked_on", "As&ked for on", Kind.DAY, required=True),
            FormField("note", "Note", wide=True),
        ),
    ),
)

STEPS: tuple[Column[StepTaken], ...] = (
    Column(
        "What",
        lambda one: step_state(one.step)[0],
        width=150,
        tone=lambda one: step_state(one.step)[1],
    ),
    Column("On", lambda one: str(one.done_on), width=96),
    Column("Appeal by", lambda one: day_of(one.answer_by), width=96),
    Column("Number", lambda one: one.pa_number or "", width=110),
    Column("What they say", lambda one: one.reason or "", width=200, wide=True),
    Column("By", lambda one: one.recorded_by, width=90, spare=1),
)


class AnswerBar(ActionBar):
    """Asks what became of a request; a grant brings its authorization along."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (
            FormField("step", "It is", Kind.CHOICE, required=True, options=options_of(STEP_WORDS)),
            FormField("done_on", "On", Kind.DAY, required=True),
            FormField("answer_by", "Appeal by", Kind.DAY, help="As the denial says"),
            FormField("reason", "What they say", wide=True),
            FormField("pa_number", "Number", help="Of what was granted"),
            FormField("from_on", "From", Kind.DAY),
            FormField("until_on", "Until", Kind.DAY, help="no end"),
            FormField("months", "Months", Kind.NUMBER, least=0, help="no limit"),
            FormField("units", "Units", Kind.NUMBER, least=0, help="no limit"),
            FormField("amount_cents", "Amount", Kind.MONEY, help="no limit"),
        )
        super().__init__(workplace, failed, fields, action="answer_request", done=done, columns=3)

    def ask_for(self, request_id: int, title: str) -> None:
        """Ask about this request."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            step = Step(values["step"])
            until_on = values["until_on"]
            granted = {
                **{name: values[name] for name in _GRANTED},
                "until_on": until_on and until_on + ONE_DAY,
            }
            return answer_request(
                work,
                request_id=request_id,
                step=step,
                done_on=values["done_on"],
                answer_by=values["answer_by"],
                reason=values["reason"],
                granted=granted if grants(step) else None,
            )

        self.open_bar(
            f"What became of {title}", "Write it down", act, {"done_on": self.workplace.today}
        )


_GRANTED = ("pa_number", "from_on", "months", "units", "amount_cents")


def read_request(session: Any, request_id: int) -> RecordRead | None:
    """One request for the page."""
    record = request_record(session, request_id)
    if record is None:
        return None
    values = record.values
    word, tone = step_state(record.steps[-1].step if record.steps else None)
    return RecordRead(
        title=f"{values['request_no']} · {values['hcpcs']} for {record.member.title}",
        values={
            **values,
            "member_id": picked(record.member),
            "payer_id": picked(record.payer),
        },
        version=record.version,
        about=f"Asked of {record.payer.title} on {values['asked_on']}",
        state=_STATES[tone],
        word=word.split(" ", 1)[1],
    )


def save_request(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
    """Enter or change a request, from what stands in the form."""
    if row_id is None:
        return enter_request(work, values=values)
    change_request(work, request_id=row_id, version=version, values=values)
    return row_id


def request_documents(session: Any, /, *, ref: RecordRef) -> Sequence[Document]:
    """The worksheets that lie with a request, to go out with it; the newest first."""
    return [
        Document(
            f"{WORKSHEET_TITLE} {number}", "worksheet", "", partial(drawn_worksheet, row_id=row_id)
        )
        for row_id, number, _cents in worksheets_of(session, request_id=ref.id)
    ]


class RequestPage(FormPage):
    """One request for authorization."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        spec = RecordSpec(
            kind="pa_request",
            noun="request",
            pieces=PIECES,
            read=read_request,
            save=save_request,
            action="save_request",
            fresh=lambda _session: {"asked_on": workplace.today},
            documents=request_documents,
        )
        super().__init__(workplace, ref, spec)
        self._steps = Latest(workplace.runner)
        self.steps: Table[StepTaken] = Table("What became of the request", STEPS)
        self.steps.setFixedHeight(px(ROW) * _ROWS)
        self.steps.opened.connect(self._open_authorization)
        self.answer = AnswerBar(workplace, self.fail, lambda: workplace.say("It is written down."))
        self.bars.addWidget(self.answer)
        self.answer_button = button("Ans&wer …", self.ask_answer, tip="What became of it (Alt+W)")
        self.answer_button.hide()
        self.tools.addWidget(self.answer_button)
        self.worksheet_button = button(
            "Workshee&t …", self.enter_worksheet, tip="A price without a published fee (Alt+T)"
        )
        self.worksheet_button.hide()
        self.tools.addWidget(self.worksheet_button)
        self.foot.addLayout(column(label("What became of it", "section"), self.steps, gap=GRID))

    def show_record(self, read: RecordRead) -> None:
        """A stored request has its answers."""
        super().show_record(read)
        for tool in (self.answer_button, self.worksheet_button):
            tool.setVisible(self.workplace.may_write and not self.is_new)
        if not self.is_new:
            self._steps.query(
                partial(_steps_of, request_id=self.ref.id),
                done=lambda steps: self.steps.show_rows(steps, same=lambda one: one.turn),
                failed=self.fail,
            )

    def ask_answer(self) -> None:
        """Ask what became of it."""
        if self.stored is not None and not self.is_new:
            self.answer.ask_for(self.ref.id, self.stored.title)

    def enter_worksheet(self) -> None:
        """Begin the worksheet that lies with this request."""
        if self.stored is not None and not self.is_new:
            raws, title = self.form.raws(), self.stored.title
            begun = {
                "request_id": {"id": self.ref.id, "title": title.partition(" ")[0]},
                "member_id": raws["member_id"],
                "hcpcs": raws["hcpcs"],
            }
            self.workplace.navigator.enter_copy("worksheet", begun)

    def _open_authorization(self, step: StepTaken) -> None:
        if step.authorization_id is not None:
            ref = RecordRef("authorization", step.authorization_id)
            self.workplace.navigator.open_record(ref)


def _steps_of(session: Any, *, request_id: int) -> tuple[StepTaken, ...]:
    record = request_record(session, request_id)
    return () if record is None else record.steps

"""Chains: the list of those that are asked, with the shipped ones to turn on, and one's page."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from dmedesk.kit.calendar import ONE_DAY
from dmedesk.kit.offers import State
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.picking import PAYER_PICKER, picked
from dmedesk.papers.actions.chains import change_chain, enter_chain, hold_chain, turn_on_chain
from dmedesk.papers.queries.chains import CHAINS, ChainListed, chain_record, payers_of_proposals
from dmedesk.papers.rules.chains import CRITERION_WORDS, STAGE_WORDS, chain_proposals
from dmedesk.papers.screens.lists import until_the_day_after, until_word
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, Picked, Section, SubTable, options_of
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button
from dmedesk.widgets.report import number_column
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID, Tone
from dmedesk.widgets.words import count_of

_OFF = "no month waits"

HEAD = Section(
    "",
    (
        FormField("title", "&Title", required=True),
        FormField("payer_id", "Pa&yer", Kind.RECORD, required=True, picker=PAYER_PICKER),
        FormField("codes", "&Codes", required=True, help="E0784, with spaces between"),
        FormField("citation", "&Where it says so", required=True),
        FormField("trial_months", "Tria&l, months", Kind.NUMBER, required=True, least=1),
        FormField("ask_days", "Ask, days ahead", Kind.NUMBER, required=True, least=0),
        FormField("from_on", "&From", Kind.DAY, required=True),
        FormField("until_on", "Unt&il", Kind.DAY, help="no end"),
        FormField("why", "Why", wide=True),
        FormField("confirm", "To confir&m", wide=True, help="What the text leaves open"),
    ),
)
CRITERIA = SubTable(
    "criteria",
    "C&riteria",
    (
        FormField(
            "stage",
            "Stage",
            Kind.CHOICE,
            required=True,
            options=options_of(STAGE_WORDS),
            width=26 * GRID,
        ),
        FormField("label", "No.", required=True, width=13 * GRID),
        FormField("text", "What has to be shown", required=True, width=72 * GRID),
        FormField(
            "kind",
            "Met by",
            Kind.CHOICE,
            required=True,
            options=options_of(CRITERION_WORDS),
            width=38 * GRID,
        ),
        FormField("line", "Against", width=24 * GRID),
        FormField("unit", "Unit", width=20 * GRID),
        FormField("may_except", "Exc.", Kind.YES_NO, width=13 * GRID),
        FormField("is_optional", "Opt.", Kind.YES_NO, width=13 * GRID),
        FormField("citation", "Clause", width=24 * GRID),
        FormField("confirm", "To confirm", width=48 * GRID),
    ),
    noun="criterion",
    fresh={"stage": "trial", "kind": "yes"},
)


def _holds(row: ChainListed) -> tuple[str, Tone]:
    return (f"‖ {row.holds}", Tone.WAITING) if row.holds else (_OFF, Tone.CLOSED)


def _columns(today: date) -> tuple[ListColumn[ChainListed], ...]:
    return (
        ListColumn("chain_no", "Chain", lambda row: row.chain_no, width=88),
        ListColumn("title", "Title", lambda row: row.title, width=150, wide=True),
        ListColumn("payer", "Payer", lambda row: row.payer, width=120),
        ListColumn("codes", "Codes", lambda row: row.codes, width=84),
        number_column("trial_months", "Months", 72),
        ListColumn("criteria", "Criteria", lambda row: row.criteria, width=80, spare=2),
        number_column("open_trials", "In it", 64),
        ListColumn(
            "holds",
            "Held by",
            lambda row: _holds(row)[0],
            width=116,
            tone=lambda row: _holds(row)[1],
        ),
        ListColumn(
            "from_on", "From", lambda row: str(row.from_on), FilterKind.DAY, width=96, spare=1
        ),
        ListColumn(
            "last_on",
            "Until",
            lambda row: until_word(row.last_on, today)[0],
            FilterKind.DAY,
            width=100,
            tone=lambda row: until_word(row.last_on, today)[1],
            spare=3,
        ),
    )


def chains_spec(today: date) -> ListSpec[ChainListed]:
    """The list of chains, as of a day."""
    return ListSpec(
        key="chains",
        title="Chains",
        picture="scale",
        kind="chain",
        one="chain",
        query=CHAINS,
        columns=_columns(today),
        name=lambda row: f"{row.title}, {row.payer}",
        facts=lambda row: [
            Fact("Codes", row.codes),
            Fact("Trial", count_of(row.trial_months, "month")),
            Fact("Second PA", f"{count_of(row.ask_days, 'day')} before the last day of the first"),
            Fact("Criteria", f"{row.criteria}: for the trial, and to go on"),
            Fact("Held by", *_holds(row)),
            Fact("Until", *until_word(row.last_on, today)),
            Fact("Clause", row.citation),
            *([Fact("Confirm", row.confirm, Tone.WAITING)] if row.confirm else []),
        ],
        empty="No chain is asked yet. Turn on a shipped one (Alt+O), or make your own (Ctrl+N).",
        chips=(
            Chip("in_force", "In force"),
            Chip("without_hold", "Hold nothing"),
            Chip("ended", "Ended"),
        ),
        new="New chain",
    )


class TurnOnBar(ActionBar):
    """Asks which shipped chain, for whom, from when, and whether months wait for its papers."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        shipped = {key: one.title for key, one in chain_proposals().items()}
        fields = (
            FormField("proposal", "Chain", Kind.CHOICE, required=True, options=options_of(shipped)),
            FormField("payer_id", "Payer", Kind.RECORD, required=True, picker=PAYER_PICKER),
            FormField("from_on", "From", Kind.DAY, required=True),
            FormField("holds", "Months wait for both PAs", Kind.YES_NO),
        )
        super().__init__(workplace, failed, fields, action="save_chain", done=done)

    def ask_for(self, payers: Mapping[str, list[tuple[int, str]]]) -> None:
        """Ask; the first chain stands there that a payer has not yet, with that payer."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return turn_on_chain(
                work,
                proposal=values["proposal"],
                payer_id=values["payer_id"],
                from_on=values["from_on"],
                holds=bool(values["holds"]),
            )

        free = next(((key, own[0]) for key, own in payers.items() if own), None)
        begun: dict[str, Any] = {"from_on": self.workplace.today, "holds": True}
        if free is not None:
            begun |= {"proposal": free[0], "payer_id": Picked(*free[1])}
        self.open_bar("Turn a shipped chain on", "Turn it on", act, begun)


class ChainsPage(ListPage[ChainListed]):
    """Every chain."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, chains_spec(workplace.today))
        self._payers = Latest(workplace.runner)
        self.turn_on_bar = TurnOnBar(workplace, self.fail, self._tell)
        self.bars.addWidget(self.turn_on_bar)
        self.turn_on_button = button("Turn &on …", self.ask_shipped, tip="A shipped chain (Alt+O)")
        why_not = workplace.why_not("save_chain")
        self.turn_on_button.setEnabled(not why_not)
        if why_not:
            self.turn_on_button.setToolTip(why_not)
        self.tools.insertWidget(0, self.turn_on_button)
        self.turn_on_button.setVisible(workplace.may_write)

    def ask_shipped(self) -> None:
        """Ask which shipped chain is turned on."""
        self._payers.query(payers_of_proposals, done=self.turn_on_bar.ask_for, failed=self.fail)

    def _tell(self) -> None:
        self.workplace.say("It is turned on.")


class HoldBar(ActionBar):
    """Asks from when on months wait for the authorizations of a chain."""

    def __init__(self, workplace: Workplace, failed: Failed, done: Callable[[], object]) -> None:
        fields = (FormField("from_on", "From", Kind.DAY, required=True),)
        super().__init__(workplace, failed, fields, action="hold_chain", done=done)

    def ask_for(self, chain_id: int, title: str) -> None:
        """Ask about this chain."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return hold_chain(work, chain_id=chain_id, from_on=values["from_on"])

        begun = {"from_on": self.workplace.today}
        self.open_bar(f"Let months of {title} wait for both PAs", "Let them wait", act, begun)


def read_chain(on: date, session: Any, chain_id: int) -> RecordRead | None:
    """One chain for the page, as of a day."""
    record = chain_record(session, chain_id)
    if record is None:
        return None
    values = record.values
    last_on = values["until_on"] and values["until_on"] - ONE_DAY
    state, word = State.READY, "in force"
    if values["from_on"] > on:
        state, word = State.WAITING, f"from {values['from_on']}"
    elif last_on is not None and last_on < on:
        state, word = State.CLOSED, f"ended on {last_on}"
    held = f"months wait by {', '.join(record.holds)}" if record.holds else _OFF
    return RecordRead(
        title=f"{values['chain_no']} · {values['title']}",
        values={
            **values,
            "payer_id": picked(record.payer),
            "until_on": last_on,
            "criteria": [_row(one) for one in record.criteria],
        },
        version=record.version,
        about=f"{count_of(record.trials, 'trial')} · {held}",
        state=state,
        word=word,
    )


def _row(one: Mapping[str, Any]) -> dict[str, Any]:
    return {**one, "stage": one["stage"].value, "kind": one["kind"].value}


def save_chain(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
    """Enter or change a chain, from what stands in the form."""
    given = until_the_day_after(values)
    if row_id is None:
        return enter_chain(work, values=given)
    change_chain(work, chain_id=row_id, version=version, values=given)
    return row_id


class ChainPage(FormPage):
    """One chain."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        spec = RecordSpec(
            kind="chain",
            noun="chain",
            pieces=(HEAD, CRITERIA),
            read=partial(read_chain, workplace.today),
            save=save_chain,
            action="save_chain",
            fresh=lambda _session: {"from_on": workplace.today, "ask_days": 30},
        )
        super().__init__(workplace, ref, spec)
        self.hold_bar = HoldBar(workplace, self.fail, lambda: workplace.say("They wait."))
        self.bars.addWidget(self.hold_bar)
        self.hold_button = button("&Hold months …", self.ask_hold)
        self.hold_button.hide()
        self.tools.addWidget(self.hold_button)

    def show_record(self, read: RecordRead) -> None:
        """A stored chain can let months wait."""
        super().show_record(read)
        why_not = self.workplace.why_not("hold_chain")
        self.hold_button.setVisible(self.workplace.may_write and not self.is_new)
        self.hold_button.setEnabled(not why_not)
        self.hold_button.setToolTip(why_not or "Until both authorizations are there (Alt+H)")

    def ask_hold(self) -> None:
        """Ask from when on months wait."""
        if self.stored is not None and not self.is_new:
            self.hold_bar.ask_for(self.ref.id, self.stored.title)

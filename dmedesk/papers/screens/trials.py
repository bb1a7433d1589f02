"""The list of trials: where each stands, what it lacks, what is due when."""

from datetime import date

from dmedesk.kit.references import RecordRef
from dmedesk.papers.queries.order_trials import TrialOfOrder
from dmedesk.papers.queries.trials import TRIALS, TrialListed
from dmedesk.papers.rules.trials import STOPPED, TRIAL_WORDS, WAITING, TrialState
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import day_of

_TONES = {
    TrialState.AUTHORIZED: ("✓", Tone.READY),
    TrialState.CONTINUING: ("✓", Tone.READY),
    TrialState.RUNNING: ("→", Tone.OUT),
    TrialState.ASKED: ("→", Tone.OUT),
    TrialState.SECOND_ASKED: ("→", Tone.OUT),
    TrialState.CLOSED: ("–", Tone.CLOSED),
}


def state_of(state: TrialState) -> tuple[str, Tone]:
    """Sign, word and colour of where a trial stands."""
    sign, tone = "‖", Tone.WAITING
    if state in STOPPED:
        sign, tone = "✕", Tone.STOPPED
    elif state not in WAITING:
        sign, tone = _TONES[state]
    return f"{sign} {TRIAL_WORDS[state]}", tone


def _due(row: TrialListed, today: date) -> tuple[str, Tone]:
    if row.due_on is None:
        return "", Tone.INK
    late = row.due_on <= today
    return f"{'✕' if late else '‖'} {row.due_on}", Tone.STOPPED if late else Tone.WAITING


def _columns(today: date) -> tuple[ListColumn[TrialListed], ...]:
    return (
        ListColumn("trial_no", "Trial", lambda row: row.trial_no, width=100),
        ListColumn("member", "Member", lambda row: row.member, width=140, wide=True),
        ListColumn("member_no", "Number", lambda row: row.member_no, width=76, spare=1),
        ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=68, spare=5),
        ListColumn(
            "state",
            "State",
            lambda row: state_of(row.state)[0],
            FilterKind.CHOICE,
            width=200,
            tone=lambda row: state_of(row.state)[1],
            options=tuple(TRIAL_WORDS.items()),
        ),
        ListColumn("done", "Criteria", lambda row: row.done, width=76, spare=6),
        ListColumn("begun_on", "Began", lambda row: day_of(row.begun_on), FilterKind.DAY, spare=4),
        ListColumn(
            "due_on",
            "Next by",
            lambda row: _due(row, today)[0],
            FilterKind.DAY,
            width=110,
            tone=lambda row: _due(row, today)[1],
        ),
        ListColumn("payer", "Payer", lambda row: row.payer, width=110, spare=2),
        ListColumn("title", "Chain", lambda row: row.title, width=110, spare=3),
    )


def _facts(row: TrialListed, today: date) -> list[Fact]:
    dated = (
        ("Began", row.begun_on),
        ("Next month", row.ends_on),
        ("Ask by", row.ask_by),
    )
    return [
        Fact("State", *state_of(row.state)),
        *([Fact("Lacks", row.needs, Tone.WAITING)] if row.needs else []),
        *([Fact("Next by", *_due(row, today))] if row.due_on else []),
        Fact("Member", f"{row.member} · {row.member_no}"),
        Fact("Chain", f"{row.title}, {row.payer}"),
        Fact("Criteria", row.done),
        *(Fact(word, str(day)) for word, day in dated if day is not None),
    ]


def trials_spec(today: date) -> ListSpec[TrialListed]:
    """The list of trials, as of a day."""
    return ListSpec(
        key="trials",
        title="Trials",
        picture="clipboard-list",
        kind="trial",
        one="trial",
        query=TRIALS,
        columns=_columns(today),
        name=lambda row: f"{row.trial_no}, {row.member}",
        facts=lambda row: _facts(row, today),
        empty="No trials yet. Open the first from its order, or here (Ctrl+N).",
        chips=(
            Chip("to_do", "To do"),
            Chip("ask_second", "Second PA"),
            Chip("stopped", "Stopped"),
            Chip("running", "Running"),
            Chip("continuing", "Going on"),
        ),
        new="New trial",
    )


class TrialsPage(ListPage[TrialListed]):
    """Every trial."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, trials_spec(workplace.today))


def open_trial_of(workplace: Workplace, own: TrialOfOrder | None) -> None:
    """Open the trial that an order's line needs; a new one begins with what is known there."""
    if own is None:
        return
    if own.trial_id is not None:
        workplace.navigator.open_record(RecordRef("trial", own.trial_id))
        return
    begun = {
        "member_id": {"id": own.member.id, "title": own.member.title},
        "chain_id": {"id": own.chain.id, "title": own.chain.title},
        "order_id": {"id": own.order.id, "title": own.order.title},
        "hcpcs": own.hcpcs,
    }
    workplace.navigator.enter_copy("trial", begun)

"""What trials offer: to their order and member, to the day's board, and their own history."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import Event, ListLink, Related, State, Tile
from dmedesk.kit.references import RecordRef
from dmedesk.members.queries.stored import member_no_of
from dmedesk.papers.queries.chains import chain_record
from dmedesk.papers.queries.order_trials import trials_of_order
from dmedesk.papers.queries.trials import TRIALS, answers_told, trial_read
from dmedesk.papers.rules.chains import STAGE_WORDS, Stage

_RANK = 12


def related_trials(session: Any, ref: RecordRef) -> Iterator[Related]:
    """The trials of a member, an order and a chain; whose a trial is, and its papers."""
    if ref.kind == "member":
        asked = Ask(filters=(Filter("member_no", Match.IS, member_no_of(session, ref.id)),))
        count = len(TRIALS.ids(session, asked, on=date.max))
        if count:
            yield Related("trials", count, ListLink("trials", asked), rank=_RANK)
    elif ref.kind == "order":
        for trial_id, number in trials_of_order(session, order_id=ref.id):
            yield Related(f"Trial {number}", 1, RecordRef("trial", trial_id), rank=_RANK)
    elif ref.kind == "chain":
        chain = chain_record(session, ref.id)
        if chain is not None:
            yield Related(chain.payer.title, 1, RecordRef("payer", chain.payer.id), rank=_RANK)
            if chain.trials:
                yield Related("trials", chain.trials, ListLink("trials"), rank=_RANK)
    elif ref.kind == "trial":
        yield from _of_trial(session, ref.id)


def _of_trial(session: Any, trial_id: int) -> Iterator[Related]:
    read = trial_read(session, trial_id, on=date.max)
    if read is None:
        return
    own, plan = read.values, read.plan
    yield Related(read.member, 1, RecordRef("member", own["member_id"]), rank=_RANK)
    yield Related(read.chain.title, 1, RecordRef("chain", own["chain_id"]), rank=_RANK)
    if own["order_id"] is not None:
        yield Related("Order", 1, RecordRef("order", own["order_id"]), rank=_RANK)
    for pa in (plan.first, plan.second):
        if pa is not None:
            ref = RecordRef("authorization", pa.authorization_id)
            yield Related(f"PA {pa.pa_number}", 1, ref, rank=_RANK + 1)
    if plan.request is not None:
        ref = RecordRef("pa_request", plan.request.request_id)
        yield Related(f"Request {plan.request.request_no}", 1, ref, rank=_RANK + 1)


def events_of_trial(session: Any, trial_id: int) -> Sequence[Event]:
    """Everything that was written down of a trial, with who did it."""
    found = []
    for one in answers_told(session, trial_id=trial_id):
        stage = "" if one.stage is Stage.TRIAL else f" ({STAGE_WORDS[one.stage].lower()})"
        said, state = f"{one.label} {one.text}{stage}: {one.answer.said}", State.READY
        if one.answer.said is None:
            said, state = f"{one.label} {one.text}{stage}: taken back", State.CLOSED
        if one.answer.reason:
            said += f" ({one.answer.reason})"
        day = one.answer.recorded_at.astimezone().date()
        found.append(Event(day, said, state, one.answer.recorded_by, place=one.turn))
    return found


def tiles_of_trials(session: Any, on: date) -> Iterator[Tile]:
    """Second authorizations to ask for, and trials for which money stands still."""
    trials = TRIALS.counts(session, on=on)
    for chip, title, state, about in (
        ("stopped", "Trials that stand still", State.STOPPED, "Money waits for them"),
        ("ask_second", "Second PA to ask for", State.WAITING, "Before the first one ends"),
    ):
        if trials[chip]:
            link = ListLink("trials", Ask(chip))
            yield Tile(f"trials_{chip}", title, trials[chip], state, link, about, rank=40)

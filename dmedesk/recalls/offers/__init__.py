"""What recalls offer to other pages: clocks on the board, a unit's and a member's part in them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dmedesk.assets.rules.criteria import Stand
from dmedesk.kit.lists import Ask
from dmedesk.kit.offers import Event, ListLink, Related, Remark, State, Tile
from dmedesk.kit.references import RecordRef
from dmedesk.recalls.queries.cases import CaseStep, LetterFact, steps_of
from dmedesk.recalls.queries.listed import count_recalls, open_clocks
from dmedesk.recalls.queries.told import (
    letters_of_member,
    marks_of_unit,
    recalls_of_member,
    recalls_of_unit,
    received_of,
    remedies_told,
    stops_told,
)
from dmedesk.recalls.rules.clock import Light
from dmedesk.recalls.rules.words import (
    CLAUSE,
    HAZARD_WORDS,
    LETTER_WORDS,
    REMEDY_WORDS,
    WAY_WORDS,
    LetterStep,
    Stage,
    StepKind,
)

_RANK = 36
_STANDS = {
    Stand.CERTAIN: ("is certainly meant by", State.STOPPED),
    Stand.POSSIBLE: ("may be meant by", State.STOPPED),
    Stand.CONFIRMED: ("was confirmed for", State.STOPPED),
    Stand.CLEARED: ("was cleared of", State.READY),
    Stand.REMEDIED: ("was remedied for", State.READY),
}
_STEPS = {
    StepKind.JUDGED: "The hazard was judged",
    StepKind.ESCALATED: "It was put on the five-day clock",
    StepKind.REPLIED: "The maker was answered",
    StepKind.CREDITED: "The maker credited",
    StepKind.CLOSED: "The recall was closed",
    StepKind.REOPENED: "The recall was opened again",
}
_URGENT = frozenset({Light.RED, Light.LATE})


def related(session: Any, ref: RecordRef) -> Sequence[Related]:
    """The recalls of a unit, and those of which a member has a letter."""
    readers = {"asset": recalls_of_unit, "member": recalls_of_member}
    if ref.kind not in readers:
        return ()
    return [
        Related(f"Recall {number}", 1, RecordRef("recall", recall_id), rank=_RANK)
        for recall_id, number in readers[ref.kind](session, ref.id)
    ]


def events(session: Any, ref: RecordRef) -> Sequence[Event]:
    """What recalls did to a unit; a member's letters; a recall's own steps."""
    readers = {"asset": _of_unit, "member": _of_member, "recall": _of_recall}
    return list(readers[ref.kind](session, ref.id)) if ref.kind in readers else ()


def _of_unit(session: Any, asset_id: int) -> Iterator[Event]:
    for one in marks_of_unit(session, asset_id):
        words, state = _STANDS[one.stand]
        sentence = f"The unit {words} {one.recall_no}, {one.title}: {one.reason}"
        opens = RecordRef("recall", one.recall_id)
        yield Event(one.on, sentence, state, one.who, opens, place=8)


def _of_member(session: Any, member_id: int) -> Iterator[Event]:
    for one in letters_of_member(session, member_id):
        opens = RecordRef("recall", one.recall_id)
        sentence = f"Letter {one.letter_no} about {one.recall_no}, {one.title}, was made"
        yield Event(one.made_on, sentence, State.WAITING, one.made_by, opens, place=8)
        for fact in one.facts:
            yield _fact(one.letter_no, fact, opens)


def _fact(letter_no: str, fact: LetterFact, opens: RecordRef) -> Event:
    how = f", {WAY_WORDS[fact.way].lower()}" if fact.way else ""
    note = f": {fact.note}" if fact.note else ""
    sentence = f"Letter {letter_no}: {LETTER_WORDS[fact.step].lower()}{how}{note}"
    state = State.READY if fact.step is LetterStep.GIVEN else State.WAITING
    return Event(fact.done_on, sentence, state, fact.who, opens, place=9)


def _of_recall(session: Any, recall_id: int) -> Iterator[Event]:
    received = received_of(session, recall_id)
    if received is None:
        return
    on, who = received
    yield Event(on, "The notice was received", State.OUT, who, place=0)
    for step in steps_of(session, recall_id):
        yield _step(step)
    for one in remedies_told(session, recall_id):
        sentence = f"{one.serial}: {REMEDY_WORDS[one.remedy].lower()}"
        opens = RecordRef("asset", one.asset_id)
        yield Event(one.done_on, sentence, State.READY, one.done_by, opens, place=1)


def _step(step: CaseStep) -> Event:
    hazard = f": {HAZARD_WORDS[step.hazard]}" if step.hazard else ""
    note = f" ({step.note})" if step.note else ""
    state = State.READY if step.step is StepKind.CLOSED else State.WAITING
    return Event(step.done_on, f"{_STEPS[step.step]}{hazard}{note}", state, step.who, place=2)


def remarks(session: Any, ref: RecordRef, on: date) -> Sequence[Remark]:
    """That a recall stops a unit."""
    del on
    if ref.kind != "asset":
        return ()
    return [
        Remark(said, None if recall_id is None else RecordRef("recall", recall_id))
        for recall_id, said in stops_told(session, ref.id)
    ]


def tiles(session: Any, on: date) -> Sequence[Tile]:
    """The recall clocks, before everything else on the board."""
    return list(_tiles(session, on))


def _tiles(session: Any, on: date) -> Iterator[Tile]:
    clocks = open_clocks(session, on=on)
    if clocks:
        urgent = any(clock.light in _URGENT for clock in clocks)
        days = [day for clock in clocks if (day := clock.due_on or clock.maker_due_on)]
        first = min(days, default=None)
        about = f"The first is due on {first:%a} {first} ({CLAUSE})" if first else "No day is set"
        yield Tile(
            key="recalls_open",
            title="Open recalls",
            count=len(clocks),
            state=State.STOPPED if urgent else State.WAITING,
            opens=ListLink("recalls", Ask("open")),
            about=about,
            rank=0,
        )
    undecided = count_recalls(session, Ask(Stage.DECIDE.value), on=on)
    if undecided:
        yield Tile(
            key="recalls_decide",
            title="Recalls to decide on",
            count=undecided,
            state=State.STOPPED,
            opens=ListLink("recalls", Ask(Stage.DECIDE.value)),
            about="Units wait for somebody to confirm or clear them",
            rank=1,
        )

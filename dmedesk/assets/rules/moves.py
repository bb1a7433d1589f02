"""What may become of a unit: its moves from state to state, and nothing else.

A move is a fact. One that is not allowed is refused with the reason; a mistaken one is taken back
by a further fact, and only while it is the last.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from dmedesk.assets.rules import AssetState
from dmedesk.kit.findings import Finding, Severity


class Move(StrEnum):
    """What happens to a unit. ``taken_back`` undoes the move before it, and is no step itself."""

    RENTED_OUT = "rented_out"
    LENT = "lent"
    SOLD = "sold"
    RETURNED = "returned"
    PASSED_CHECK = "passed_check"
    FAILED_CHECK = "failed_check"
    SENT_TO_REPAIR = "sent_to_repair"
    REPAIRED = "repaired"
    QUARANTINED = "quarantined"
    RELEASED = "released"
    RECALLED = "recalled"
    REMEDIED = "remedied"
    LOST = "lost"
    FOUND = "found"
    RETIRED = "retired"
    TRANSFERRED = "transferred"
    TAKEN_BACK = "taken_back"


class Cause(NamedTuple):
    """The record that caused a move, by its kind (``ticket``) and its own number."""

    kind: str
    number: str

    def words(self) -> str:
        """As people say it: a ticket is a slip to them."""
        kind = "slip" if self.kind == "ticket" else self.kind.replace("_", " ")
        return f"{kind} {self.number}"


_S = AssetState
OUT = frozenset({_S.ON_RENT, _S.LOANED})
"""Somebody outside has the unit, and it comes back."""

IN_HOUSE = frozenset({_S.READY, _S.CLEANING, _S.REPAIR, _S.QUARANTINED, _S.RECALLED})
"""The unit is kept at a place of the shop."""

GOES_OUT = frozenset({Move.RENTED_OUT, Move.LENT, Move.SOLD, Move.PASSED_CHECK})
"""Moves by which a unit of the house goes out, or may go out from then on."""

_USABLE = frozenset({_S.READY, _S.CLEANING, _S.REPAIR, _S.QUARANTINED})


@dataclass(frozen=True, slots=True)
class _Step:
    """From these states to that one; without ``to`` the state stays as it is."""

    before: frozenset[AssetState]
    to: AssetState | None
    words: str


_STEPS: Mapping[Move, _Step] = {
    Move.RENTED_OUT: _Step(frozenset({_S.READY}), _S.ON_RENT, "go out on rent"),
    Move.LENT: _Step(frozenset({_S.READY}), _S.LOANED, "be lent"),
    Move.SOLD: _Step(frozenset({_S.READY, _S.ON_RENT}), _S.SOLD, "be sold"),
    Move.RETURNED: _Step(OUT, _S.CLEANING, "come back"),
    Move.PASSED_CHECK: _Step(frozenset({_S.CLEANING}), _S.READY, "be passed as clean and working"),
    Move.FAILED_CHECK: _Step(frozenset({_S.CLEANING}), _S.REPAIR, "fail its check"),
    Move.SENT_TO_REPAIR: _Step(
        frozenset({_S.READY, _S.CLEANING, _S.QUARANTINED}), _S.REPAIR, "go to repair"
    ),
    Move.REPAIRED: _Step(frozenset({_S.REPAIR}), _S.CLEANING, "come from repair"),
    Move.QUARANTINED: _Step(
        frozenset({_S.READY, _S.CLEANING, _S.REPAIR}), _S.QUARANTINED, "be set apart"
    ),
    Move.RELEASED: _Step(frozenset({_S.QUARANTINED}), _S.CLEANING, "be released"),
    Move.RECALLED: _Step(_USABLE, _S.RECALLED, "be set apart for a recall"),
    Move.REMEDIED: _Step(frozenset({_S.RECALLED}), _S.CLEANING, "be released from its recall"),
    Move.LOST: _Step(IN_HOUSE | OUT, _S.LOST, "be written down as lost"),
    Move.FOUND: _Step(frozenset({_S.LOST}), _S.CLEANING, "be found"),
    Move.RETIRED: _Step(IN_HOUSE | {_S.LOST}, _S.RETIRED, "be retired"),
    Move.TRANSFERRED: _Step(IN_HOUSE, None, "be brought elsewhere"),
}

WORDS: Mapping[AssetState, str] = {
    _S.READY: "in stock and ready",
    _S.ON_RENT: "out on rent",
    _S.LOANED: "lent out",
    _S.SOLD: "sold",
    _S.CLEANING: "waiting to be cleaned and checked",
    _S.REPAIR: "in repair",
    _S.QUARANTINED: "set apart",
    _S.RECALLED: "set apart for a recall",
    _S.LOST: "lost",
    _S.RETIRED: "retired",
}
"""How each state is said in a sentence."""


def state_after(move: Move, state: AssetState, *, serial: str = "") -> AssetState | Finding:
    """Where the unit stands after the move, or why it may not be made.

    ``taken_back`` has no state of its own: our own mistake, ``KeyError``.
    """
    step = _STEPS[move]
    if state not in step.before:
        return _refused(move, state, serial)
    return step.to or state


def moves_from(state: AssetState) -> tuple[Move, ...]:
    """Every move that a unit may make now."""
    return tuple(move for move, step in _STEPS.items() if state in step.before)


def is_with_member(state: AssetState) -> bool:
    """Whether somebody outside the house has the unit."""
    return state in OUT or state is AssetState.SOLD


def _refused(move: Move, state: AssetState, serial: str) -> Finding:
    step = _STEPS[move]
    wanted = " or ".join(sorted(WORDS[one] for one in step.before))
    return Finding(
        Severity.STOP,
        "move_not_allowed",
        f"The unit is {WORDS[state]} and cannot {step.words}.",
        subject=serial,
        remedy=f"It would have to be {wanted} first.",
    )

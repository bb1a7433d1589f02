"""What a person may do with a unit by hand, and what each such move must say.

Tickets bring units out on rent and back, the bench passes and fails them, a repair lends a
substitute, a recall sets apart and releases. Their moves are not made by hand, for the paper would
be missing. Two are, and only to set right what stood wrong when the shop moved in: a unit that an
open rental has and that is said to be in stock goes out, and one that is out with nobody comes
back.
"""

from collections.abc import Mapping
from datetime import date

from dmedesk.assets.rules import AssetState
from dmedesk.assets.rules.moves import Move, moves_from, state_after
from dmedesk.kit.findings import Finding, stopping

BY_HAND = frozenset(
    {
        Move.SENT_TO_REPAIR,
        Move.REPAIRED,
        Move.QUARANTINED,
        Move.RELEASED,
        Move.LOST,
        Move.FOUND,
        Move.RETIRED,
        Move.TRANSFERRED,
    }
)
"""Moves that need no paper of another house."""

NEEDS_REASON = frozenset(
    {
        Move.SENT_TO_REPAIR,
        Move.QUARANTINED,
        Move.LOST,
        Move.RETIRED,
        Move.RENTED_OUT,
        Move.RETURNED,
    }
)
"""Moves by hand that nobody understands later without a word."""

_ELSEWHERE: Mapping[Move, tuple[str, str]] = {
    Move.RENTED_OUT: ("goes out on rent by a delivery", "Make a delivery ticket."),
    Move.RETURNED: ("comes back by a pickup", "Make a pickup ticket."),
    Move.LENT: ("is lent while another is repaired", "Lend it from the repair."),
    Move.SOLD: ("is sold from the shelf", "Fetch it first, or end its rental by a sale there."),
    Move.PASSED_CHECK: ("is passed at the bench", "Check it at the bench."),
    Move.FAILED_CHECK: ("fails its check at the bench", "Check it at the bench."),
    Move.RECALLED: ("is set apart by its recall", "Open the recall."),
    Move.REMEDIED: ("is released by its recall", "Open the recall."),
}


def offered(state: AssetState, *, is_held: bool, is_rented: bool) -> tuple[Move, ...]:
    """Every move that may be made by hand now.

    ``is_held`` says that a movement names who has the unit, ``is_rented`` that an open rental has
    it, which only a house above knows.
    """
    is_loose = not is_held and not is_rented
    more = {
        Move.RENTED_OUT: is_rented and not is_held,
        Move.RETURNED: is_loose,
        Move.SOLD: is_loose and state is AssetState.READY,
    }
    return tuple(move for move in moves_from(state) if move in BY_HAND or more.get(move, False))


def by_hand_findings(
    move: Move, state: AssetState, *, is_held: bool, is_rented: bool, serial: str
) -> list[Finding]:
    """Why this move may not be made by hand; empty where it may."""
    if move in offered(state, is_held=is_held, is_rented=is_rented):
        return []
    allowed = state_after(move, state, serial=serial)
    if isinstance(allowed, Finding):
        return [allowed]
    how, remedy = _ELSEWHERE[move]
    return [stopping("not_by_hand", f"A unit {how}.", remedy, subject=serial)]


def told_findings(
    move: Move, *, moved_on: date, today: date, place_id: int | None, note: str
) -> list[Finding]:
    """What a move by hand leaves unsaid: a day that came, the place, the reason."""
    found = coming(moved_on, today=today, field="moved_on")
    if move is Move.TRANSFERRED and place_id is None:
        found.append(
            stopping("no_place", "No place is named.", "Name the place.", field="place_id")
        )
    if move in NEEDS_REASON and not note.strip():
        found.append(stopping("no_reason", "No reason is given.", "Say why.", field="note"))
    return found


def coming(day: date, *, today: date, field: str) -> list[Finding]:
    """That a day has not come yet: nothing has happened on it."""
    if day <= today:
        return []
    remedy = f"Enter {today}, or the day before on which it was."
    return [stopping("day_to_come", f"{day} has not come yet.", remedy, field=field)]

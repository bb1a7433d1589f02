"""How a unit's history tells a move: what happened, from whom to whom, where, why."""

from collections.abc import Mapping
from dataclasses import dataclass

from dmedesk.assets.rules.checks import QUESTIONS, Check
from dmedesk.assets.rules.moves import Cause, Move

PAST: Mapping[Move, str] = {
    Move.RENTED_OUT: "Went out on rent",
    Move.LENT: "Lent",
    Move.SOLD: "Sold",
    Move.RETURNED: "Came back",
    Move.PASSED_CHECK: "Passed at the bench",
    Move.FAILED_CHECK: "Failed its check at the bench",
    Move.SENT_TO_REPAIR: "Sent to repair",
    Move.REPAIRED: "Came from repair",
    Move.QUARANTINED: "Set apart",
    Move.RELEASED: "Released",
    Move.RECALLED: "Set apart for a recall",
    Move.REMEDIED: "Released from its recall",
    Move.LOST: "Lost",
    Move.FOUND: "Found",
    Move.RETIRED: "Retired",
    Move.TRANSFERRED: "Brought",
    Move.TAKEN_BACK: "Taken back",
}
"""Each move as it is told afterwards."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A move by names. ``undone`` is the move that one of ``taken_back`` undoes."""

    move: Move
    from_member: str = ""
    to_member: str = ""
    from_place: str = ""
    to_place: str = ""
    cause: Cause | None = None
    note: str = ""
    undone: Move | None = None

    def sentence(self) -> str:
        """The whole of it in one line."""
        said = f"{PAST[self.move]}{self._whence()}"
        if self.undone is not None:
            said = f"{PAST[self.move]}: {PAST[self.undone].lower()}"
        if self.cause is not None:
            said += f", {self.cause.words()}"
        return f"{said}: {self.note}" if self.note else said

    def _whence(self) -> str:
        """From whom, or from where, to whom, and to where; what stayed the same is not told."""
        pieces = []
        if self.from_member != self.to_member:
            pieces += [f"from {self.from_member}"] if self.from_member else []
            pieces += [f"to {self.to_member}"] if self.to_member else []
        if self.from_place != self.to_place:
            tells_from = self.move is Move.TRANSFERRED and self.from_place
            pieces += [f"from {self.from_place}"] if tells_from else []
            pieces += [f"to {self.to_place}"] if self.to_place else []
        return "".join(f" {piece}" for piece in pieces)


def told_check(seen: tuple[Check, ...], *, passed: bool, to_place: str, note: str) -> str:
    """How the history tells a look at the bench."""
    what = ", ".join(QUESTIONS[check].lower() for check in seen)
    said = PAST[Move.PASSED_CHECK if passed else Move.FAILED_CHECK]
    if what:
        said += f" ({what})" if passed else f" (seen: {what})"
    if to_place:
        said += f", to {to_place}"
    return f"{said}: {note}" if note else said

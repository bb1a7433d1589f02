"""What a proof is frozen with: the ticket's lines as they were, and the digest of everything.

The digest is worked out from what is stored, so that whoever reads a proof later can do it again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from dmedesk.deliveries.rules.words import Terms, Way


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """One line as it stood when the visit was proven (130 CMR 427.430: brand, model, serial).

    ``serial`` is the unit that moved; ``expected`` the one on the slip, where another came back.
    """

    place: int
    way: Way
    description: str
    hcpcs: str
    quantity: int = 1
    brand: str = ""
    model: str = ""
    serial: str = ""
    expected: str = ""
    accessories: str = ""
    terms: Terms = Terms.RENT
    has_moved: bool = True


@dataclass(frozen=True, slots=True)
class FrozenTo:
    """To whom and where the visit was made, and who pays, as the slip had it."""

    member_no: str
    member: str
    address: tuple[str, ...]
    payer: str = ""


def frozen_lines(to: FrozenTo, lines: Sequence[FrozenLine]) -> str:
    """The slip as it is stored in the proof: to whom it went, and its lines."""
    said = {"to": asdict(to), "lines": [asdict(line) for line in lines]}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def to_of(frozen: str) -> FrozenTo | None:
    """To whom a proof says that the visit was made; None where it does not say."""
    if not frozen:
        return None
    said = json.loads(frozen)["to"]
    return FrozenTo(**{**said, "address": tuple(said["address"])})


def lines_of(frozen: str) -> tuple[FrozenLine, ...]:
    """The lines that a proof was frozen with; none where it has none."""
    if not frozen:
        return ()
    return tuple(
        FrozenLine(**{**line, "way": Way(line["way"]), "terms": Terms(line["terms"])})
        for line in json.loads(frozen)["lines"]
    )


def digest_of(ticket_no: str, said: Mapping[str, Any]) -> str:
    """The SHA-256 of a proof, in hex. ``said`` is all that is stored of it but its digest."""
    covered = {"ticket_no": ticket_no, **{key: _plain(value) for key, value in said.items()}}
    return sha256(json.dumps(covered, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value

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


def frozen_lines(lines: Sequence[FrozenLine]) -> str:
    """The lines as they are stored in the proof."""
    return json.dumps([asdict(line) for line in lines], ensure_ascii=False, sort_keys=True)


def lines_of(frozen: str) -> tuple[FrozenLine, ...]:
    """The lines that a proof was frozen with; none where it has none."""
    if not frozen:
        return ()
    return tuple(
        FrozenLine(**{**line, "way": Way(line["way"]), "terms": Terms(line["terms"])})
        for line in json.loads(frozen)
    )


def digest_of(ticket_no: str, said: Mapping[str, Any]) -> str:
    """The SHA-256 of a proof, in hex. ``said`` is all that is stored of it but its digest."""
    covered = {"ticket_no": ticket_no, **{key: _plain(value) for key, value in said.items()}}
    return sha256(json.dumps(covered, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value

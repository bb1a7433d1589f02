"""Who pays a charge: other payers before MassHealth, and never a MassHealth member.

130 CMR 450.316: MassHealth is the payer of last resort, every other coverage is billed first; and a
member is never billed for a covered service. So a charge to MassHealth while another payer covers
the day, and one to a payer that is none of a MassHealth member's, need their reason in words: what
the other payer answered, or why MassHealth does not cover the service.

A private payer is a plan of a member that it knows by a number; without one it stands for the
member, who comes after everybody else.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dmedesk.members.rules import Regime
from dmedesk.members.rules.coverage import is_in_force

CLAUSE = "130 CMR 450.316"


@dataclass(frozen=True, slots=True)
class CoverFact:
    """One payer of a member, in its rank, from a day up to, and without, ``until_on``.

    ``number`` is that by which it knows the member.
    """

    payer_id: int
    payer_code: str
    regime: Regime
    rank: int
    from_on: date
    until_on: date | None = None
    number: str = ""

    @property
    def is_member(self) -> bool:
        """Whether it stands for the member: private, and without a number."""
        return self.regime is Regime.PRIVATE and not self.number


def covering(covers: Sequence[CoverFact], day: date) -> list[CoverFact]:
    """Who pays on a day, the first payer first; then MassHealth, then the member."""
    held = [one for one in covers if is_in_force(one.from_on, one.until_on, day)]
    return sorted(held, key=_turn)


def _turn(one: CoverFact) -> tuple[bool, bool, int, date]:
    return one.is_member, one.regime is Regime.MASSHEALTH, one.rank, one.from_on


def first_payer(covers: Sequence[CoverFact], day: date) -> CoverFact | None:
    """Whom a charge of that day goes to first; None where nobody covers it."""
    return next(iter(covering(covers, day)), None)


def next_to_ask(covers: Sequence[CoverFact], day: date, asked: Collection[int]) -> CoverFact | None:
    """The first payer of a day that was not asked yet; None where none but the member is left."""
    held = (one for one in covering(covers, day) if not one.is_member)
    return next((one for one in held if one.payer_id not in asked), None)


def others_first(covers: Sequence[CoverFact], regime: Regime, day: date) -> list[CoverFact]:
    """The payers that a charge to MassHealth of that day must have been billed to before."""
    if regime is not Regime.MASSHEALTH:
        return []
    held = (one for one in covering(covers, day) if not one.is_member)
    return [one for one in held if one.regime is not Regime.MASSHEALTH]


def bills_the_member(covers: Sequence[CoverFact], payer_id: int, regime: Regime, day: date) -> bool:
    """Whether a private payer of a MassHealth member is none of its plans: the member pays."""
    held = covering(covers, day)
    has_masshealth = any(one.regime is Regime.MASSHEALTH for one in held)
    is_plan = any(one.payer_id == payer_id and not one.is_member for one in held)
    return regime is Regime.PRIVATE and has_masshealth and not is_plan

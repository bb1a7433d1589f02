"""What a deposit slip prints, as plain values."""

from dataclasses import dataclass
from datetime import date

from dmedesk.kit.postal import Letterhead


@dataclass(frozen=True, slots=True)
class DepositLine:
    """One paper of a deposit: what it is, its number, whose it is, and its amount in cents."""

    kind: str
    reference: str
    account: str
    cents: int


@dataclass(frozen=True, slots=True)
class DepositSlip:
    """The papers of one batch that go to the bank together."""

    supplier: Letterhead
    batch_no: int
    deposited_on: date
    lines: tuple[DepositLine, ...]

    @property
    def total_cents(self) -> int:
        """What the deposit comes to."""
        return sum(line.cents for line in self.lines)

    def sums(self) -> list[tuple[str, int, int]]:
        """How many papers of each kind there are, and what they come to."""
        kinds = dict.fromkeys(line.kind for line in self.lines)
        return [
            (kind, len(some), sum(line.cents for line in some))
            for kind in kinds
            for some in [[line for line in self.lines if line.kind == kind]]
        ]

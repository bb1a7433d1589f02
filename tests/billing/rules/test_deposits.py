"""What a deposit comes to."""

from datetime import date

from dmedesk.billing.rules.deposits import DepositLine, DepositSlip
from dmedesk.kit.postal import Letterhead


def test_papers_are_summed_by_kind_in_their_order() -> None:
    lines = (
        DepositLine("Check", "1", "A", 100),
        DepositLine("Card slip", "", "B", 50),
        DepositLine("Check", "2", "A", 25),
    )
    slip = DepositSlip(Letterhead("X"), 1, date(2026, 11, 3), lines)
    assert slip.sums() == [("Check", 2, 125), ("Card slip", 1, 50)]
    assert slip.total_cents == 175

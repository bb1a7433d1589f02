"""Who pays first, and whom the law keeps from being billed: 130 CMR 450.316."""

from datetime import date

import pytest

from dmedesk.billing.rules.paying import (
    CoverFact,
    bills_the_member,
    covering,
    first_payer,
    next_to_ask,
    others_first,
)
from dmedesk.members.rules import Regime

DAY = date(2026, 10, 5)
MASSHEALTH = CoverFact(1, "MH", Regime.MASSHEALTH, 1, date(2020, 1, 1))
MEDICARE = CoverFact(2, "MC", Regime.MEDICARE, 2, DAY, date(2026, 11, 1))
PLAN = CoverFact(3, "PP", Regime.PRIVATE, 3, date(2020, 1, 1), DAY, "PP-1")
HERSELF = CoverFact(4, "SELF", Regime.PRIVATE, 1, date(2020, 1, 1))


def test_masshealth_pays_last_whatever_its_rank() -> None:
    assert covering([MASSHEALTH, MEDICARE, PLAN], DAY) == [MEDICARE, MASSHEALTH]
    assert first_payer([MASSHEALTH, MEDICARE], DAY) == MEDICARE
    assert first_payer([PLAN], DAY) is None


@pytest.mark.parametrize(
    ("day", "others"),
    [(date(2026, 10, 4), []), (DAY, ["MC"]), (date(2026, 10, 31), ["MC"]), (date(2026, 11, 1), [])],
)
def test_others_come_first_while_they_cover(day: date, others: list[str]) -> None:
    found = others_first([MASSHEALTH, MEDICARE], Regime.MASSHEALTH, day)
    assert [one.payer_code for one in found] == others
    assert others_first([MASSHEALTH, MEDICARE], Regime.MEDICARE, day) == []


def test_only_a_masshealth_member_is_kept_from_paying() -> None:
    assert bills_the_member([MASSHEALTH], 3, Regime.PRIVATE, DAY)
    assert not bills_the_member([MASSHEALTH], 2, Regime.MEDICARE, DAY)
    assert not bills_the_member([MEDICARE], 3, Regime.PRIVATE, DAY)
    own = CoverFact(3, "PP", Regime.PRIVATE, 2, DAY, number="PP-1")
    assert not bills_the_member([MASSHEALTH, own], 3, Regime.PRIVATE, DAY)
    assert bills_the_member([MASSHEALTH, own], 3, Regime.PRIVATE, date(2026, 10, 4))


def test_a_private_payer_without_a_number_is_the_member_and_comes_last() -> None:
    covers = [HERSELF, MASSHEALTH, MEDICARE]
    assert covering(covers, DAY) == [MEDICARE, MASSHEALTH, HERSELF]
    assert others_first(covers, Regime.MASSHEALTH, DAY) == [MEDICARE]
    assert next_to_ask(covers, DAY, {1, 2}) is None
    assert first_payer([HERSELF], DAY) == HERSELF
    assert bills_the_member(covers, 4, Regime.PRIVATE, DAY)
    assert not bills_the_member([HERSELF], 4, Regime.PRIVATE, DAY)

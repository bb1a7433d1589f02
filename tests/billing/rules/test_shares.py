"""What an invoice says of its amounts to a payer that pays a share of what it allows."""

from datetime import date

import pytest

from dmedesk.billing.rules.shares import share_words


def test_medicare_pays_a_share_of_its_allowed_amount() -> None:
    assert share_words("medicare", "Medicare DME", date(2026, 10, 5)) == (
        "Each amount is the allowed amount. Medicare DME pays 80 percent of what it allows"
        " (42 USC 1395m(a)(1)(A)); what it pays comes from its remittance."
    )


@pytest.mark.parametrize(
    ("on", "is_said"),
    [(date(1988, 12, 31), False), (date(1989, 1, 1), True), (date(1989, 1, 2), True)],
)
def test_the_share_counts_from_its_day(on: date, is_said: bool) -> None:
    assert bool(share_words("medicare", "Medicare", on)) is is_said


@pytest.mark.parametrize("regime", ["masshealth", "private", "unheard_of"])
def test_nothing_is_said_of_a_payer_that_pays_the_amount(regime: str) -> None:
    assert share_words(regime, "MassHealth", date(2026, 10, 5)) == ""

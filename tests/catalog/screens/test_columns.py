"""Fees, editions and rent in words; why a month's rent is so much."""

from datetime import date

from dmedesk.catalog.queries.rents import RentSpan
from dmedesk.catalog.rules.words import FeeRegime
from dmedesk.catalog.screens.columns import fee_words, why_rent
from dmedesk.rates import Refusal, price
from dmedesk.rates.question import IC, Request

DAY = date(2026, 11, 3)


def _question(rows: dict[str, int]) -> Request:
    return Request(
        on=DAY,
        service="rental",
        regime="masshealth",
        hcpcs="E0260",
        payment_class="capped",
        rental_month=1,
        usual_charge=50_000,
        rows=rows,
    )


def test_a_fee_has_three_states() -> None:
    assert [fee_words(fee) for fee in (None, IC, 0, 123_456)] == [
        "blank",
        "I.C.",
        "0.00",
        "1,234.56",
    ]


def test_a_month_of_rent_is_derived_step_by_step() -> None:
    span = RentSpan(FeeRegime.MASSHEALTH, 1, 1, price(_question({"NU": 100_000})))
    why = why_rent(span, "E0260", DAY)
    assert (why.title, why.amount) == ("MassHealth · E0260 RR KH", "100.00")
    assert why.subject == ("New unit at home, by the fees of 2026-11-03", "Months: 1")
    assert why.steps[0].clause.startswith("101 CMR 322.03")


def test_no_price_says_why() -> None:
    answer = price(_question({}))
    assert isinstance(answer, Refusal)
    why = why_rent(RentSpan(FeeRegime.MASSHEALTH, 1, None, answer), "E0260", DAY)
    assert (why.amount, why.steps) == ("no price", ())
    assert why.subject[-1] == answer.message

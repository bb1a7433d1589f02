"""Individual consideration, 322.03(19) and (17), by the engine: worked cases and each boundary."""

from datetime import date
from typing import Any

import pytest

from dmedesk.kit.cells import Unreadable
from dmedesk.papers.rules.worksheet import (
    WorksheetFact,
    WorksheetOf,
    discount_text,
    discounts_in,
    discounts_written,
    markup_pair,
    reckoned,
    worksheet_faults,
)
from dmedesk.rates.answer import Quote, Refusal

DAY = date(2026, 10, 5)


def sheet(**said: Any) -> dict[str, Any]:
    return {
        "priced_on": DAY,
        "what": WorksheetOf.NEW,
        "hcpcs": "E1399",
        "family": "dme",
        "markup_percentage": 30,
        "usual_charge_cents": 999_900,
        **said,
    }


def amount(**said: Any) -> int | str:
    answer = reckoned(WorksheetFact(**sheet(**said)))
    return answer.amount_cents if isinstance(answer, Quote) else answer.reason


# The worked cases of the dossier, by their numbers: what is typed, and the amount or the clause.
CASES: list[tuple[str, dict[str, Any], int]] = [
    ("H01a", {"family": "supply", "invoice_cents": 1_000, "markup_percentage": 20}, 1_200),
    ("H01b", {"family": "supply", "invoice_cents": 1_000, "markup_percentage": 25}, 1_250),
    ("H02b", {"family": "enteral", "invoice_cents": 1_875, "markup_percentage": 30}, 2_438),
    (
        "H03a",
        {"family": "wheeled_mobility", "invoice_cents": 104_800, "markup_percentage": 35},
        141_480,
    ),
    ("H04a", {"invoice_cents": 25_000}, 32_500),
    ("H04b", {"invoice_cents": 25_000, "markup_percentage": 35}, 33_750),
    ("H05", {"invoice_cents": 25_000, "usual_charge_cents": 30_000}, 30_000),
    ("H06", {"invoice_cents": 25_000, "what": WorksheetOf.RENT}, 3_250),
    ("H07", {"invoice_cents": 25_000, "what": WorksheetOf.USED}, 24_375),
    (
        "H08",
        {"invoice_cents": 25_000, "what": WorksheetOf.CAPPED_RENT, "rental_month": 4},
        2_438,
    ),
    ("I01", {"list_cents": 100_000, "discounts": "20% 10%", "timely_percentage": "2"}, 93_600),
    ("I04", {"invoice_cents": 105_000, "catalogue_cents": 100_000}, 130_000),
    ("I05a", {"invoice_cents": 72_000, "timely_percentage": "8"}, 90_792),
    ("I06", {"quote_cents": 72_000, "invoice_cents": 70_000}, 91_000),
    ("I07", {"quote_cents": 72_000, "invoice_cents": 76_000}, 93_600),
]


@pytest.mark.parametrize(("case", "said", "cents"), CASES, ids=[one[0] for one in CASES])
def test_the_worked_cases(case: str, said: dict[str, Any], cents: int) -> None:
    assert (case, amount(**said)) == (case, cents)


@pytest.mark.parametrize(
    ("usual_cents", "expected"), [(32_499, 32_499), (32_500, 32_500), (32_501, 32_500)]
)
def test_the_lower_of_charge_and_formula(usual_cents: int, expected: int) -> None:
    """322.03(19)(a)."""
    assert amount(invoice_cents=25_000, usual_charge_cents=usual_cents) == expected


@pytest.mark.parametrize(
    ("percentage", "cents"), [("4.99", 130_000), ("5", 130_000), ("6", 128_700)]
)
def test_five_percent_of_a_timely_payment_are_kept(percentage: str, cents: int) -> None:
    """322.02: at most 5% may be kept; of 6% one is passed on, before the markup."""
    assert amount(invoice_cents=100_000, timely_percentage=percentage) == cents


def test_the_order_of_discounts_counts() -> None:
    """322.03(17)(a): a share and an amount."""
    first = amount(list_cents=100_000, discounts="20% 100.00")
    assert (first, amount(list_cents=100_000, discounts="100.00 20%")) == (91_000, 93_600)


def test_a_pair_leaves_the_choice_open() -> None:
    assert markup_pair("supply", DAY) == (20, 25)
    assert markup_pair("dme", DAY) == (30, 35)
    assert markup_pair("dme", date(2000, 1, 1)) == ()
    assert amount(invoice_cents=1_000, markup_percentage=None) == "missing_markup"
    assert amount(invoice_cents=1_000, markup_percentage=31) == "bad_markup"


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"invoice_cents": 1_000}, []),
        ({}, [("list_cents", "missing_acquisition_cost")]),
        ({"invoice_cents": 1_000, "markup_percentage": 7}, [("markup_percentage", "bad_markup")]),
        (
            {"invoice_cents": 1_000, "usual_charge_cents": None},
            [("usual_charge_cents", "missing_usual_charge")],
        ),
        ({"discounts": "20"}, [("discounts", "discount_unreadable")]),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    said: dict[str, Any], codes: list[tuple[str, str]]
) -> None:
    found = list(worksheet_faults(sheet(**said)))
    assert [(one.column, one.code) for one in found] == codes


@pytest.mark.parametrize("typed", ["20", "x%", "-5%", "nan%", "1.0.0"])
def test_a_discount_is_clear_or_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not a discount"):
        discounts_in(typed)
    with pytest.raises(Unreadable):
        discount_text(typed)


def test_discounts_are_written_as_they_are_typed() -> None:
    assert discounts_written(discounts_in("20%, $10.00 5%")) == "20% 10.00 5%"
    assert discount_text("20%  10.00") == "20% 10.00"


def test_a_bad_percentage_is_a_refusal() -> None:
    answer = reckoned(WorksheetFact(**sheet(invoice_cents=1_000, timely_percentage="x")))
    assert isinstance(answer, Refusal)
    assert answer.reason == "bad_request"

"""Named readings: each option changes an answer, and stands in it; the default by regime."""

from typing import Any

import pytest

from dmedesk.rates.law import default_readings, reading_options
from tests.rates.asking import ask, question, rows

OXYGEN = question(
    "substitute",
    payment_class="monthly",
    family="oxygen",
    owned_by_member=True,
    removed_on="2026-03-02",
    rows=rows(RR="150.00"),
)
USED = question("rental", payment_class="capped", condition="used", usual_charge="999.00")
OPTION = question("purchase_option", payment_class="capped", rows=rows(NU="1000.00"))
DECIDED: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "months_4_to_13_rounding": (
        # 10% of 100.06 is 10.01, 75% of that 7.51; 7.5% of 100.06 is 7.5045.
        question(
            "rental",
            payment_class="capped",
            rental_month=4,
            usual_charge="99.00",
            rows=rows(NU="100.06"),
        ),
        {"each_step": "7.51", "end_only": "7.50"},
    ),
    "purchase_ceiling": (
        {**OPTION, "months_paid": 0},
        {"new_fee": "1000.00", "thirteen_months": "1050.00"},
    ),
    "rent_credit": (
        {**OPTION, "months_paid": 2},
        {"credited": "800.00", "not_credited": "1000.00"},
    ),
    "used_capped_rental": (
        {**USED, "rental_month": 1, "rows": rows(NU="1000.00")},
        {"capped_schedule": "100.00", "used_share": "75.00"},
    ),
    "oxygen_substitute": (OXYGEN, {"daily_thirtieth": "35.00", "flat_month": "150.00"}),
    "removal_day": (OXYGEN, {"not_payable": "35.00", "payable": "40.00"}),
    "timely_payment_base": (
        question(
            "acquisition_cost",
            acquisition={"invoice_price": "100.00", "timely_payment_percentage": "8"},
        ),
        # 100 x (1 - 0.03); 100 x 0.92 / 0.95
        {"net_before": "97.00", "resulting_cost": "96.84"},
    ),
}


def test_every_reading_has_an_example_of_each_option() -> None:
    assert DECIDED.keys() == reading_options().keys()
    for name, options in reading_options().items():
        assert tuple(DECIDED[name][1]) == options


@pytest.mark.parametrize("name", DECIDED)
def test_each_option_changes_an_answer_and_stands_in_it(name: str) -> None:
    asked, amounts = DECIDED[name]
    for option, amount in amounts.items():
        answer = ask({**asked, "readings": {name: option}})
        assert (answer["amount"], answer["readings"][name]) == (amount, option)


@pytest.mark.parametrize("name", DECIDED)
def test_the_default_of_masshealth(name: str) -> None:
    asked, amounts = DECIDED[name]
    default = default_readings("masshealth")[name]
    assert default == next(iter(amounts)), "the format shows the default first"
    answer = ask(asked)
    assert (answer["amount"], answer["readings"][name]) == (amounts[default], default)


def test_the_default_of_medicare() -> None:
    """Medicare words months 4 to 13 as 7.5% of the price: one rounding, at the end."""
    asked, amounts = DECIDED["months_4_to_13_rounding"]
    answer = ask({**asked, "regime": "medicare"})
    assert answer["readings"] == {"months_4_to_13_rounding": "end_only"}
    assert answer["amount"] == amounts["end_only"]
    chosen = ask({**asked, "regime": "medicare", "readings": answer["readings"]})
    assert chosen == answer
    other = {"months_4_to_13_rounding": "each_step"}
    assert ask({**asked, "regime": "medicare", "readings": other})["amount"] == "7.51"


@pytest.mark.parametrize(
    "asked",
    [
        question("purchase", usual_charge="9.00", rows=rows(NU="8.00")),
        question(
            "rental",
            payment_class="capped",
            rental_month=4,
            usual_charge="99.00",
            rows=rows(RR_KJ="75.00"),
        ),
        question(
            "rental",
            payment_class="capped",
            rental_month=3,
            usual_charge="99.00",
            rows=rows(NU="1000.00"),
        ),
        {**OXYGEN, "owned_by_member": False},
        {**OXYGEN, "family": "dme"},
        question(
            "acquisition_cost",
            acquisition={"invoice_price": "100.00", "timely_payment_percentage": "5"},
        ),
    ],
)
def test_a_reading_that_decided_nothing_is_not_named(asked: dict[str, Any]) -> None:
    every_other = {name: options[-1] for name, options in reading_options().items()}
    assert ask({**asked, "readings": every_other})["readings"] == {}


def test_an_option_of_an_item_that_is_not_capped_keeps_the_new_fee() -> None:
    """``thirteen_months`` is for the capped classes; the others keep ``new_fee``."""
    asked = question(
        "purchase_option", payment_class="inexpensive", months_paid=0, rows=rows(NU="100.00")
    )
    answer = ask({**asked, "readings": {"purchase_ceiling": "thirteen_months"}})
    assert answer["amount"] == "100.00"
    assert "purchase_ceiling" not in answer["readings"]

"""What makes a question itself faulty, beyond the form of its single values."""

from typing import Any

import pytest

from tests.rates.asking import ask, question, rows

SERVICES = (
    *("purchase", "rental", "purchase_option", "substitute", "direct_service", "infusion_day"),
    *("pharmacy_item", "acquisition_cost"),
)
WITH_UNITS = {"purchase", "rental", "infusion_day", "pharmacy_item", "acquisition_cost"}
WITH_CLASS = {"rental", "purchase_option", "substitute"}
WHOLE: dict[str, Any] = {
    "payment_class": "capped",
    "hours": 1,
    "owned_by_member": True,
    "rental_month": 1,
    "months_paid": 1,
    "usual_charge": "9.00",
    "wholesale_acquisition_cost": "8.00",
    "acquisition": {"invoice_price": "7.00"},
    "rows": rows(NU="90.00", U5="5.00"),
}
OXYGEN = question(
    "substitute",
    payment_class="monthly",
    family="oxygen",
    owned_by_member=True,
    rows=rows(RR="150.00"),
)


@pytest.mark.parametrize("service", SERVICES)
def test_units_above_one(service: str) -> None:
    asked = question(service, **WHOLE)
    assert ask({**asked, "units": 1})["outcome"] == "priced"
    answer = ask({**asked, "units": 2})
    if service in WITH_UNITS:
        assert answer["outcome"] == "priced"
    else:
        assert answer["reason"] == "bad_request"
        assert f"units above 1 do not go with {service}" in answer["message"]


@pytest.mark.parametrize("service", SERVICES)
def test_the_payment_class(service: str) -> None:
    asked = question(service, **WHOLE, hcpcs="K0739")
    del asked["payment_class"]
    answer = ask(asked)
    if service in WITH_CLASS:
        assert answer["reason"] == "bad_request"
        assert f"{service} needs payment_class" in answer["message"]
        assert "K0739" in answer["message"]
    else:
        assert answer["outcome"] == "priced"


@pytest.mark.parametrize(
    ("service", "key"), [("direct_service", "hours"), ("substitute", "owned_by_member")]
)
def test_a_key_that_one_service_needs(service: str, key: str) -> None:
    asked = question(service, **WHOLE)
    del asked[key]
    answer = ask(asked)
    assert answer["reason"] == "bad_request"
    assert f"{service} needs {key}" in answer["message"]


def test_a_new_code_has_no_rows_of_its_own() -> None:
    asked = question("purchase", usual_charge="9.00", new_code=True, medicare_rows=rows(NU="4.00"))
    assert ask({**asked, "rows": rows(NU="5.00")})["reason"] == "bad_request"
    assert ask({**asked, "rows": []})["amount"] == "3.40"
    assert ask({**asked, "rows": None})["amount"] == "3.40"
    assert ask({**asked, "regime": "medicare", "rows": rows(NU="5.00")})["reason"] == "bad_request"


def test_medicare_rows_are_looked_at_only_for_a_new_code() -> None:
    asked = question("purchase", usual_charge="9.00", medicare_rows=rows(NU="4.00"))
    assert ask(asked)["reason"] == "missing_fee"
    assert ask({**asked, "rows": rows(NU="5.00")})["amount"] == "5.00"


# --- the acquisition ---------------------------------------------------------------------------


def cost(**acquisition: Any) -> dict[str, Any]:
    return ask(question("acquisition_cost", acquisition=acquisition))


def test_a_cost_is_given_once() -> None:
    asked = question("acquisition_cost", acquisition={"invoice_price": "5.00"})
    answer = ask({**asked, "adjusted_acquisition_cost": "5.00"})
    assert answer["reason"] == "bad_request"
    assert "not both" in answer["message"]


@pytest.mark.parametrize(
    ("percentage", "outcome"), [("99.99", "priced"), ("100", "priced"), ("100.01", "refused")]
)
def test_no_percentage_above_a_hundred(percentage: str, outcome: str) -> None:
    discounts = [{"percentage": percentage}]
    assert cost(list_price="9.00", discounts=discounts)["outcome"] == outcome
    assert cost(list_price="9.00", timely_payment_percentage=percentage)["outcome"] == outcome
    # An invoice wins over the list, but a percentage above a hundred is none anywhere.
    assert cost(invoice_price="9.00", discounts=discounts)["outcome"] == outcome


@pytest.mark.parametrize(
    ("amount", "outcome"), [("4.49", "priced"), ("4.50", "priced"), ("4.51", "refused")]
)
def test_no_discount_of_more_than_is_left(amount: str, outcome: str) -> None:
    """Half of 9.00 is gone already: the order of the discounts decides what is left."""
    half = {"percentage": "50"}
    given = cost(list_price="9.00", discounts=[half, {"amount": amount}])
    assert given["outcome"] == outcome
    assert cost(list_price="9.00", discounts=[{"amount": amount}, half])["outcome"] == "priced"


def test_every_fault_of_a_cost_is_named() -> None:
    answer = cost(
        list_price="9.00", discounts=[{"percentage": "101"}], timely_payment_percentage="200.5"
    )
    assert "a percentage of 101 is above 100" in answer["message"]
    assert "a percentage of 200.5 is above 100" in answer["message"]


# --- a substitute by the day -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({}, "needs removed_on"),
        ({"returned_on": "2026-03-04"}, "needs removed_on"),
        ({"removed_on": "2026-03-04", "returned_on": "2026-03-03"}, "is before removed_on"),
        ({"readings": {"oxygen_substitute": "daily_thirtieth"}}, "needs removed_on"),
        ({"family": "ventilator"}, "needs removed_on"),
        ({"family": "respiratory"}, "needs removed_on"),
    ],
)
def test_the_dates_of_a_substitute_by_the_day(keys: dict[str, Any], said: str) -> None:
    answer = ask({**OXYGEN, **keys})
    assert answer["reason"] == "bad_request"
    assert said in answer["message"]


@pytest.mark.parametrize(
    "keys",
    [
        {"removed_on": "2026-03-04", "returned_on": "2026-03-04"},
        {"removed_on": "2026-03-04"},
        {"readings": {"oxygen_substitute": "flat_month"}},
        {"family": "dme"},
        {"family": "dme", "removed_on": "2026-03-04", "returned_on": "2026-03-03"},
        {"owned_by_member": False},
        {"substitute_already_paid": True},
    ],
)
def test_no_date_is_asked_for_that_nothing_needs(keys: dict[str, Any]) -> None:
    assert ask({**OXYGEN, **keys})["outcome"] == "priced"

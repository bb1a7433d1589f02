"""322.03(17) and 322.02: the adjusted acquisition cost, step by step in its order."""

from typing import Any

import pytest

from tests.rates.asking import ask, question


def priced(**acquisition: Any) -> dict[str, Any]:
    answer = ask(question("acquisition_cost", acquisition=acquisition))
    assert answer["outcome"] == "priced", answer
    return answer


def cost(**acquisition: Any) -> str:
    return str(priced(**acquisition)["amount"])


def test_the_order_of_discounts_matters() -> None:
    """A percentage and an amount: 100 less 20% less 10 is 70, less 10 less 20% is 72."""
    percentage, amount = {"percentage": "20"}, {"amount": "10.00"}
    assert cost(list_price="100.00", discounts=[percentage, amount]) == "70.00"
    assert cost(list_price="100.00", discounts=[amount, percentage]) == "72.00"


def test_the_order_of_percentages_alone_does_not() -> None:
    five, twenty = {"percentage": "5"}, {"percentage": "20"}
    assert cost(list_price="99.99", discounts=[five, twenty]) == "75.99"
    assert cost(list_price="99.99", discounts=[twenty, five]) == "75.99"


def test_each_discount_is_exact_and_the_cost_is_rounded_once() -> None:
    """10.01 less 50% twice is 2.5025: rounded between, it would be 2.51."""
    half = {"percentage": "50"}
    answer = priced(list_price="10.01", discounts=[half, half])
    assert [step["amount"] for step in answer["steps"]] == ["10.01", "5.005", "2.5025", "2.50"]


@pytest.mark.parametrize(
    ("acquisition", "net"),
    [
        ({"invoice_price": "80.00"}, "80.00"),
        ({"list_price": "100.00"}, "100.00"),
        ({"quote_price": "70.00"}, "70.00"),
        # an invoice wins over a list price, and discounts come off a list price only
        ({"invoice_price": "80.00", "list_price": "60.00"}, "80.00"),
        ({"invoice_price": "80.00", "discounts": [{"percentage": "10"}]}, "80.00"),
        ({"quote_price": "70.00", "discounts": [{"percentage": "10"}]}, "70.00"),
        # the quote that was authorised is the ceiling, and a lower actual price wins
        ({"invoice_price": "69.99", "quote_price": "70.00"}, "69.99"),
        ({"invoice_price": "70.00", "quote_price": "70.00"}, "70.00"),
        ({"invoice_price": "70.01", "quote_price": "70.00"}, "70.00"),
        # never above the current catalogue price
        ({"invoice_price": "80.00", "catalogue_price": "79.99"}, "79.99"),
        ({"invoice_price": "80.00", "catalogue_price": "80.00"}, "80.00"),
        ({"invoice_price": "80.00", "catalogue_price": "80.01"}, "80.00"),
        ({"quote_price": "80.00", "catalogue_price": "75.00"}, "75.00"),
        ({"invoice_price": "0.00"}, "0.00"),
    ],
)
def test_net_quote_and_catalogue(acquisition: dict[str, Any], net: str) -> None:
    assert cost(**acquisition) == net


@pytest.mark.parametrize(
    ("kind", "price", "is_named"),
    [
        *(("quote_price", price, price < "80.00") for price in ("79.99", "80.00", "80.01")),
        *(("catalogue_price", price, price < "80.00") for price in ("79.99", "80.00", "80.01")),
    ],
)
def test_a_limit_is_named_only_where_it_binds(kind: str, price: str, is_named: bool) -> None:
    answer = priced(invoice_price="80.00", **{kind: price})
    assert len(answer["steps"]) == 1 + is_named
    assert len(answer["citations"]) == 2 + is_named


@pytest.mark.parametrize(
    ("percentage", "net_before", "resulting_cost"),
    [
        ("0", "100.00", "100.00"),
        ("4.99", "100.00", "100.00"),
        ("5", "100.00", "100.00"),
        ("5.01", "99.99", "99.99"),
        ("6", "99.00", "98.95"),
        ("100", "5.00", "0.00"),
    ],
)
def test_timely_payment_is_kept_up_to_five_percent(
    percentage: str, net_before: str, resulting_cost: str
) -> None:
    asked = question(
        "acquisition_cost",
        acquisition={"invoice_price": "100.00", "timely_payment_percentage": percentage},
    )
    for base, expected in (("net_before", net_before), ("resulting_cost", resulting_cost)):
        answer = ask({**asked, "readings": {"timely_payment_base": base}})
        assert answer["amount"] == expected


def test_timely_payment_comes_off_the_quote_and_before_the_catalogue() -> None:
    """In this order: net, quote, timely payment, catalogue."""
    acquisition = {"invoice_price": "90.00", "quote_price": "80.00", "catalogue_price": "78.00"}
    assert cost(**acquisition, timely_payment_percentage="7") == "78.00"
    assert cost(**acquisition, timely_payment_percentage="8") == "77.60"


@pytest.mark.parametrize("acquisition", [{}, {"catalogue_price": "9.00"}])
def test_a_catalogue_price_alone_is_no_cost(acquisition: dict[str, Any]) -> None:
    answer = ask(question("acquisition_cost", acquisition=acquisition))
    assert answer["reason"] == "missing_acquisition_cost"


def test_without_an_acquisition_there_is_none() -> None:
    assert ask(question("acquisition_cost"))["reason"] == "missing_acquisition_cost"
    given = question("acquisition_cost", adjusted_acquisition_cost="9.00")
    assert ask(given)["reason"] == "missing_acquisition_cost"


def test_it_reads_nothing_else() -> None:
    asked = question("acquisition_cost", acquisition={"invoice_price": "9.00"})
    beside = {"usual_charge": "1.00", "family": "drug", "condition": "used", "rows": []}
    assert ask({**asked, **beside}) == ask(asked)


def test_the_cost_of_several_units() -> None:
    """Rounded for one, then multiplied."""
    acquisition = {"invoice_price": "0.005"}
    answer = ask(question("acquisition_cost", acquisition=acquisition, units=3))
    assert answer["amount"] == "0.03"
    assert answer["basis"] == "individual_consideration"
    assert answer["modifiers"] == []

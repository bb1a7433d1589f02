"""The question: its keys are those of the public format, its rows are found by sets."""

from dataclasses import fields
from datetime import date

import pytest

from dmedesk.rates import IC, Request, price, rows_key
from dmedesk.rates.answer import Quote, Refusal
from dmedesk.rates.wire import parse_request

REQUIRED = {"on": "2026-03-02", "service": "purchase"}


@pytest.mark.parametrize(
    ("modifiers", "key"),
    [
        ((), ""),
        (("NU",), "NU"),
        (("RR", "KJ"), "KJ RR"),
        (("KJ", "RR"), "KJ RR"),
        (("RR", "KJ", "RR"), "KJ RR"),
    ],
)
def test_a_row_is_found_by_its_set_of_modifiers(modifiers: tuple[str, ...], key: str) -> None:
    assert rows_key(modifiers) == key


@pytest.mark.parametrize("name", [field.name for field in fields(Request)])
def test_every_field_is_a_key_of_the_format_under_the_same_name(name: str) -> None:
    """``null`` is the same as leaving a key out, so every known key takes it."""
    assert parse_request({name: None, **REQUIRED}) == parse_request(REQUIRED)


def test_the_format_fills_in_its_defaults() -> None:
    assert parse_request(REQUIRED) == Request(on=date(2026, 3, 2), service="purchase")


def test_an_i_c_row_is_neither_an_amount_nor_a_blank() -> None:
    """``I.C.``, a blank and 0.00 are three states of a row."""
    states = {
        fee: price(
            Request(
                on=date(2026, 3, 2),
                service="purchase",
                usual_charge=5000,
                adjusted_acquisition_cost=1000,
                markup_percentage=30,
                rows={"NU": fee},
            )
        )
        for fee in (IC, None, 0, 2000)
    }
    assert [_in_short(answer) for answer in states.values()] == [
        "individual_consideration",
        "individual_consideration",
        "zero_fee",
        "schedule_row",
    ]


def _in_short(answered: Quote | Refusal) -> str:
    return answered.basis if isinstance(answered, Quote) else answered.reason

"""The schema of ``dmedesk price``: every fault of a line is a ``bad_request`` that names it."""

import json
from typing import Any, get_args

import pytest

from dmedesk.rates import question as words
from dmedesk.rates.law import reading_options
from dmedesk.rates.wire import parse_request
from tests.rates.asking import DAY, ask, question, rows

PURCHASE = question("purchase", usual_charge="120.00", rows=rows(NU="112.50"))

MONEY = (
    *("usual_charge", "paid_to_date", "adjusted_acquisition_cost", "wholesale_acquisition_cost"),
    *("bulletin.preferred_rate", "bulletin.rebate_rate", "rows[0].fee", "medicare_rows[0].fee"),
    *(f"acquisition.{kind}_price" for kind in ("catalogue", "list", "invoice", "quote")),
    "acquisition.discounts[0].amount",
)
PERCENTAGES = (
    "markup_percentage",
    "bulletin.handling_percentage",
    "acquisition.timely_payment_percentage",
    "acquisition.discounts[0].percentage",
)
LEAST = {"rental_month": 1, "months_paid": 0, "units": 1, "hours": None}
DATES = ("on", "removed_on", "returned_on")
FLAGS = ("new_code", "owned_by_member", "substitute_already_paid")
TEXTS = ("id", "hcpcs")
CHOICES = {
    "regime": words.Regime,
    "service": words.Service,
    "payment_class": words.PaymentClass,
    "family": words.Family,
    "condition": words.Condition,
    "setting": words.Setting,
    "direct_service_of": words.DirectServiceOf,
}
OBJECTS = ("bulletin", "acquisition", "readings")
LISTS = ("rows", "medicare_rows", "acquisition.discounts")


def with_value(name: str, value: Any) -> dict[str, Any]:
    """The purchase with one value put where its name says: ``rows[0].fee``."""
    asked: dict[str, Any] = json.loads(json.dumps(PURCHASE))
    key, _, rest = name.partition(".")
    inner = value if not rest else inner_with(rest, value)
    if key.endswith("[0]"):
        asked[key[:-3]] = [{"modifiers": ["NU"], "fee": "1.00", **inner}]
    else:
        asked[key] = inner
    return asked


def inner_with(name: str, value: Any) -> dict[str, Any]:
    key, _, rest = name.partition(".")
    if key.endswith("[0]"):
        return {key[:-3]: [inner_with(rest, value)]}
    return {key: value}


def assert_bad(asked: dict[str, Any], *named: str) -> None:
    """Refused as a bad request whose message names what is wrong."""
    answer = ask(asked)
    assert (answer["outcome"], answer["reason"]) == ("refused", "bad_request")
    assert answer["citation"] == ""
    for name in named:
        assert name in answer["message"]


NOT_MONEY: list[Any] = [
    *(0, 1, 75, 75.0, 0.1, True, False, [], {}, ["75.00"], {"cents": 7500}),
    *("", " ", ".", "1.", ".5", "1e5", "1E2", "+1", "-1", " 1", "1 ", "1\n", "1,000", "1_000"),
    *("1.5.0", "NaN", "Infinity", "$5", "0x1", "seventy", "\u0661", "\uff11", "\u00b2", "1.\u0665"),
]
NOT_INTEGERS: list[Any] = [1.0, 2.5, True, False, "1", "", [], {}]
NOT_DATES: list[Any] = [
    *("2026-3-2", "20260302", "2026-W10-1", "2026-061", "02/03/2026", "", "2026-03"),
    *("2026-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "0000-01-01"),
    *("2026-03-02T00:00", " 2026-03-02", "2026-03-02\n", "+2026-03-02", "\u0662026-03-02"),
    *(20260302, 1.5, True, [2026, 3, 2], {}),
]
NOT_FLAGS: list[Any] = [0, 1, "true", "", [], {}]
NOT_TEXTS: list[Any] = [1, 1.5, True, [], {}]
NOT_OBJECTS: list[Any] = ["", "x", 1, True, [], [{}]]
NOT_LISTS: list[Any] = ["", "x", 1, True, {}, {"0": {}}]


@pytest.mark.parametrize("name", [*MONEY, *PERCENTAGES])
def test_money_is_a_string_of_digits_and_nothing_else(name: str) -> None:
    for value in NOT_MONEY:
        if not (name.endswith(".fee") and value == ""):
            assert_bad(with_value(name, value), f"{name} must be")


@pytest.mark.parametrize("name", [*MONEY, *PERCENTAGES])
def test_any_number_of_digits_is_money(name: str) -> None:
    for value in ("0", "0.00", "1", "1.0", "00012.50", "12.345678901234567890", "9" * 200):
        parse_request(with_value(name, value))


@pytest.mark.parametrize("fee", ["", "I.C.", "0.00"])
def test_a_fee_may_be_blank_or_individual_consideration(fee: str) -> None:
    parse_request(with_value("rows[0].fee", fee))


@pytest.mark.parametrize("fee", ["i.c.", "IC", "I.C", " I.C.", "n/a", "."])
def test_a_fee_is_nothing_else(fee: str) -> None:
    assert_bad(with_value("rows[0].fee", fee), "rows[0].fee must be money")


@pytest.mark.parametrize("name", LEAST)
def test_an_integer_is_a_json_integer(name: str) -> None:
    for value in NOT_INTEGERS:
        assert_bad(with_value(name, value), f"{name} must be an integer")


@pytest.mark.parametrize(("name", "least"), [(n, least) for n, least in LEAST.items() if least])
def test_an_integer_of_one_or_more(name: str, least: int) -> None:
    assert_bad(with_value(name, least - 1), f"{name} must be at least {least}")
    parse_request(with_value(name, least))


def test_months_paid_may_be_none_and_hours_are_judged_by_the_law() -> None:
    assert_bad(with_value("months_paid", -1), "months_paid must be at least 0")
    parse_request(with_value("months_paid", 0))
    parse_request(with_value("hours", -1))


@pytest.mark.parametrize("name", DATES)
def test_a_date_is_year_month_day_and_nothing_else(name: str) -> None:
    for value in NOT_DATES:
        assert_bad(with_value(name, value), f"{name} must be a date as YYYY-MM-DD")


def test_the_day_before_a_leap_day_and_the_leap_day() -> None:
    parse_request(with_value("on", "2028-02-28"))
    parse_request(with_value("on", "2028-02-29"))


@pytest.mark.parametrize("name", FLAGS)
def test_a_flag_is_true_or_false(name: str) -> None:
    for value in NOT_FLAGS:
        assert_bad(with_value(name, value), f"{name} must be true or false")


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_a_string(name: str) -> None:
    for value in NOT_TEXTS:
        assert_bad(with_value(name, value), f"{name} must be a string")


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_is_one_of_its_words(name: str) -> None:
    options = get_args(CHOICES[name])
    strange: list[Any] = ["", "other", options[0].upper(), f" {options[0]}", 1, [options[0]], {}]
    for value in strange:
        assert_bad(with_value(name, value), f"{name} must be one of", *options)
    for option in options:
        parse_request(with_value(name, option))


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_is_an_object(name: str) -> None:
    for value in NOT_OBJECTS:
        assert_bad(with_value(name, value), f"{name} must be an object")
    parse_request(with_value(name, {}))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_a_list(name: str) -> None:
    for value in NOT_LISTS:
        assert_bad(with_value(name, value), f"{name} must be a list")
    parse_request(with_value(name, []))


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("colour", with_value("colour", 1)),
        ("Usual_charge", with_value("Usual_charge", "1.00")),
        ("bulletin.rate", with_value("bulletin", {"rate": "1.00"})),
        ("acquisition.shipping", with_value("acquisition", {"shipping": "9.00"})),
        ("rows[0].price", with_value("rows", [{"modifiers": [], "fee": "1", "price": "1"}])),
        ("readings.rounding", with_value("readings", {"rounding": "each_step"})),
        (
            "acquisition.discounts[0].why",
            with_value("acquisition", {"discounts": [{"percentage": "5", "why": "volume"}]}),
        ),
    ],
)
def test_an_unknown_key_is_named(name: str, given: dict[str, Any]) -> None:
    assert_bad(given, f"{name} is no key of this format")


@pytest.mark.parametrize("name", ["on", "service"])
def test_a_required_key(name: str) -> None:
    left_out = {key: value for key, value in PURCHASE.items() if key != name}
    assert_bad(left_out, f"{name} is required")
    assert_bad(with_value(name, None), f"{name} is required")


@pytest.mark.parametrize(
    "given",
    [
        with_value("bulletin", {"preferred_rate": None, "rebate_rate": None}),
        with_value("acquisition", {"list_price": None, "discounts": None}),
        with_value("acquisition", {"discounts": [{"percentage": "5", "amount": None}]}),
        with_value("readings", {"removal_day": None}),
        with_value("readings", None),
        with_value("units", None),
    ],
)
def test_null_is_the_same_as_leaving_a_key_out(given: dict[str, Any]) -> None:
    assert ask(given)["amount"] == "112.50"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("NU", "rows[0] must be an object"),
        (None, "rows[0] must be an object"),
        ({}, "rows[0].modifiers is required; rows[0].fee is required"),
        ({"modifiers": ["NU"]}, "rows[0].fee is required"),
        ({"modifiers": ["NU"], "fee": None}, "rows[0].fee is required"),
        ({"fee": "1.00"}, "rows[0].modifiers is required"),
        ({"modifiers": None, "fee": "1.00"}, "rows[0].modifiers is required"),
        ({"modifiers": "NU", "fee": "1.00"}, "rows[0].modifiers must be a list of strings"),
        ({"modifiers": ["NU", 1], "fee": "1.00"}, "rows[0].modifiers must be a list of strings"),
        ({"modifiers": ["NU", None], "fee": "1.00"}, "rows[0].modifiers must be a list of strings"),
    ],
)
def test_a_row_is_modifiers_and_a_fee(row: Any, said: str) -> None:
    assert_bad(with_value("rows", [row]), said)


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        (["NU"], ["NU"], "NU"),
        (["RR", "KH"], ["KH", "RR"], "KH RR"),
        (["RR", "RR"], ["RR"], "RR"),
        ([], [], "(none)"),
    ],
)
def test_the_same_set_twice(first: list[str], second: list[str], named: str) -> None:
    given = [{"modifiers": first, "fee": "1.00"}, {"modifiers": second, "fee": "1.00"}]
    for name in ("rows", "medicare_rows"):
        assert_bad(with_value(name, given), f"{name}[1] repeats the modifiers {named}")


def test_modifiers_are_a_set_in_any_order() -> None:
    rent = question("rental", payment_class="capped", rental_month=4, usual_charge="99.00")
    kj_row = [{"modifiers": ["KJ", "RR", "KJ"], "fee": "75.00"}]
    assert ask({**rent, "rows": kj_row})["basis"] == "schedule_row"


@pytest.mark.parametrize("modifiers", [["RR KH"], [" RR", "KH"], ["RR", "KH", ""], ["RR", "ZZ"]])
def test_a_row_with_any_other_modifier_is_not_looked_at(modifiers: list[str]) -> None:
    """A text with a space is one strange modifier and never two known ones."""
    rent = question("rental", payment_class="capped", rental_month=1, usual_charge="99.00")
    given = [{"modifiers": modifiers, "fee": "50.00"}]
    assert ask({**rent, "rows": given})["reason"] == "missing_fee"


@pytest.mark.parametrize("modifiers", [[""], [" "]])
def test_an_empty_modifier_is_not_the_row_without_modifiers(modifiers: list[str]) -> None:
    asked = {**PURCHASE, "rows": [{"modifiers": modifiers, "fee": "50.00"}]}
    assert ask(asked)["reason"] == "missing_fee"


@pytest.mark.parametrize("entry", [{}, {"percentage": "5", "amount": "5.00"}, "5", None, []])
def test_a_discount_is_either_a_percentage_or_an_amount(entry: Any) -> None:
    given = with_value("acquisition", {"list_price": "9.00", "discounts": [entry]})
    assert_bad(given, "acquisition.discounts[0] must be an object with either percentage or amount")


@pytest.mark.parametrize("name", reading_options())
def test_a_reading_is_one_of_its_options(name: str) -> None:
    options = reading_options()[name]
    assert_bad(with_value("readings", {name: "sometimes"}), f"readings.{name}", *options)
    for option in options:
        parse_request(with_value("readings", {name: option}))


def test_every_fault_is_named_at_once() -> None:
    asked = {"on": "soon", "service": "lease", "units": 0, "usual_charge": 1.5, "rows": 7}
    assert_bad(asked, "on must", "service must", "units must", "usual_charge must", "rows must")


def test_a_known_key_that_a_question_does_not_use_is_ignored_once_it_is_well_formed() -> None:
    unused = {"hours": 99, "months_paid": 4, "removed_on": DAY, "owned_by_member": True}
    assert ask({**PURCHASE, **unused}) == ask(PURCHASE)
    assert_bad({**PURCHASE, "months_paid": "4"}, "months_paid")


def test_money_enters_exactly_as_written() -> None:
    """Two half cents: rounded once a unit, and only then multiplied."""
    asked = {**PURCHASE, "rows": rows(NU="0.005"), "units": 2}
    assert ask(asked)["amount"] == "0.02"

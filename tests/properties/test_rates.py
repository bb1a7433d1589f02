"""What holds for every price, whatever the question: limits, sums, and the derivation itself."""

import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dmedesk.kit.calendar import is_business_day
from dmedesk.rates import Quote, Refusal, Request, Step, price, wire
from dmedesk.rates.money import format_dollars, parse_dollars, round_half_up
from tests.properties.questions import (
    Question,
    everything,
    fees,
    money,
    purchases,
    rentals,
    row_lists,
    whole_cents,
)
from tests.properties.readding import (
    LAST_PARTS,
    RUNNING,
    SAYS,
    STATED,
    SUMS,
    WITHOUT_AMOUNT,
    faults,
)
from tests.rates.asking import every_case, question, questions_of


def parsed(asked: Question) -> Request:
    return wire.parse_request(json.loads(json.dumps(asked)))


def priced(asked: Question) -> Quote | Refusal:
    return price(parsed(asked), None, is_business_day)


def quoted(asked: Question) -> Quote:
    """The price; questions that are refused are drawn anew."""
    answered = priced(asked)
    assume(isinstance(answered, Quote))
    assert isinstance(answered, Quote)
    return answered


def cents(asked: Question, **keys: Any) -> int:
    return quoted({**asked, **keys}).amount_cents


def fee(asked: Question, *modifiers: str) -> int:
    """The fee of a row of the question, in whole cents."""
    for row in asked["rows"]:
        if row["modifiers"] == list(modifiers):
            return round_half_up(parse_dollars(row["fee"]))
    raise LookupError(modifiers)


# --- the charge --------------------------------------------------------------------------------


@given(st.one_of(rentals, purchases))
def test_never_above_the_usual_charge(asked: Question) -> None:
    """Rent and purchase pay the lower of charge and schedule, times the units."""
    charge = round_half_up(parse_dollars(asked["usual_charge"]))
    assert 0 <= cents(asked) <= charge * asked.get("units", 1)


@given(st.one_of(rentals, purchases), money)
def test_a_higher_charge_never_pays_less(asked: Question, other: str) -> None:
    """Where a total is limited, of what is paid to date: else a higher charge was paid before."""
    low, high = sorted([asked["usual_charge"], other], key=parse_dollars)
    stated = {"paid_to_date": asked.get("paid_to_date", "0.00")}
    assert cents(asked, **stated, usual_charge=low) <= cents(asked, **stated, usual_charge=high)


@settings(max_examples=settings().max_examples // 2)
@given(rentals, st.lists(whole_cents, min_size=2, max_size=2))
def test_nor_does_it_pay_less_in_all_the_months_together(
    asked: Question, charges: list[str]
) -> None:
    low, high = sorted(charges, key=parse_dollars)
    asked = {key: value for key, value in asked.items() if key != "paid_to_date"}
    months = [{**asked, "rental_month": month} for month in range(1, 14)]
    paid = [sum(cents(month, usual_charge=charge) for month in months) for charge in (low, high)]
    assert paid[0] <= paid[1]


# --- capped rent -------------------------------------------------------------------------------

CAPPED = st.sampled_from(["capped", "capped_power_wheelchair"])
SHARES = {"capped": (10, 75), "capped_power_wheelchair": (15, 40)}


def thirteen_months(asked: Question) -> int:
    return sum(cents(asked, rental_month=month) for month in range(1, 14))


@given(CAPPED, whole_cents, whole_cents, whole_cents, money)
def test_thirteen_months_are_never_above_their_rows(
    payment_class: str, first: str, second: str, later: str, charge: str
) -> None:
    """(18): one KH, two KI and ten KJ rows, and nothing after the thirteenth month."""
    fees = {("RR", "KH"): first, ("RR", "KI"): second, ("RR", "KJ"): later}
    asked = question(
        "rental",
        payment_class=payment_class,
        usual_charge=charge,
        rows=[{"modifiers": list(key), "fee": fee} for key, fee in fees.items()],
    )
    of_rows = fee(asked, "RR", "KH") + 2 * fee(asked, "RR", "KI") + 10 * fee(asked, "RR", "KJ")
    assert thirteen_months(asked) <= of_rows
    assert thirteen_months({**asked, "usual_charge": "9999.99"}) == of_rows
    for regime in ("masshealth", "medicare"):
        assert cents(asked, rental_month=14, regime=regime) == 0


@given(CAPPED, whole_cents, money)
def test_thirteen_months_are_never_above_the_formula(
    payment_class: str, new: str, charge: str
) -> None:
    """(18)(a), (b): three months of the first share, ten of the second of that, rounded each."""
    asked = question(
        "rental",
        payment_class=payment_class,
        usual_charge=charge,
        rows=[{"modifiers": ["NU"], "fee": new}],
    )
    first, later = SHARES[payment_class]
    early = (fee(asked, "NU") * first + 50) // 100
    late = (early * later + 50) // 100
    assert thirteen_months(asked) <= 3 * early + 10 * late
    assert thirteen_months({**asked, "usual_charge": "9999.99"}) == 3 * early + 10 * late


# --- used --------------------------------------------------------------------------------------


@given(whole_cents, st.one_of(st.none(), whole_cents), money)
def test_a_used_purchase_is_never_above_a_new_one(new: str, used: str | None, charge: str) -> None:
    """(6)(e): by its row where that is not above the new one, else 75% of it."""
    rows = [{"modifiers": ["NU"], "fee": new}]
    if used is not None:
        assume(parse_dollars(used) <= parse_dollars(new))
        rows.append({"modifiers": ["UE"], "fee": used})
    asked = question("purchase", usual_charge=charge, rows=rows)
    assert cents(asked, condition="used") <= cents(asked)


@given(
    st.sampled_from(["capped", "inexpensive"]),
    whole_cents,
    st.integers(1, 3),
    money,
)
def test_used_rent_by_formula_is_never_above_new_rent(
    payment_class: str, new: str, month: int, charge: str
) -> None:
    """(6)(d): 10% of 75%, against the 10% of (6)(c) and of the first months of (18)(a)."""
    asked = question(
        "rental",
        payment_class=payment_class,
        rental_month=month,
        usual_charge=charge,
        paid_to_date="0.00",
        rows=[{"modifiers": ["NU"], "fee": new}],
    )
    share = {"used_capped_rental": "used_share"}
    assert cents(asked, condition="used", readings=share) <= cents(asked)


# --- ceilings ----------------------------------------------------------------------------------


LIMITED = st.fixed_dictionaries(
    {
        "regime": st.sampled_from(["masshealth", "medicare"]),
        "condition": st.sampled_from(["new", "used"]),
        "usual_charge": whole_cents,
        "units": st.integers(1, 3),
        "rows": st.tuples(whole_cents, st.one_of(whole_cents, st.just(""))).map(
            lambda fees: [
                {"modifiers": [modifier], "fee": fee}
                for modifier, fee in zip(("NU", "RR"), fees, strict=True)
            ]
        ),
    }
)


@pytest.mark.parametrize("is_stated", [False, True], ids=["by the engine", "as stated"])
@given(drawn=LIMITED)
def test_a_limited_total_never_passes_its_ceiling(is_stated: bool, drawn: Question) -> None:
    """(6)(a): month after month, with what was paid stated or left to the engine."""
    asked = question("rental", payment_class="inexpensive", **drawn)
    assume(asked["regime"] == "masshealth" or asked["rows"][1]["fee"])
    ceiling, paid = fee(asked, "NU") * asked["units"], 0
    for month in range(1, 14):
        stated = {"paid_to_date": format_dollars(paid)} if is_stated else {}
        amount = cents(asked, rental_month=month, **stated)
        assert amount >= 0
        paid += amount
        assert paid <= ceiling


@given(whole_cents, money, st.integers(1, 40), st.one_of(st.none(), money))
def test_used_share_stops_at_the_new_fee(
    new: str, charge: str, months: int, paid_before: str | None
) -> None:
    """(6)(d) has no last month; (6)(a) is what ends it."""
    asked = question(
        "rental",
        payment_class="capped",
        condition="used",
        usual_charge=charge,
        readings={"used_capped_rental": "used_share"},
        rows=[{"modifiers": ["NU"], "fee": new}],
    )
    paid = sum(cents(asked, rental_month=month) for month in range(1, months + 1))
    assert paid <= fee(asked, "NU")
    if paid_before is not None:
        more = cents(asked, rental_month=1, paid_to_date=paid_before)
        assert more == 0 or more + parse_dollars(paid_before) <= fee(asked, "NU") + Fraction(1, 2)


@given(rentals, st.integers(1, 13))
def test_what_the_engine_would_have_paid_is_what_it_paid(asked: Question, month: int) -> None:
    """``paid_to_date`` left out is what the engine itself paid for the months before."""
    asked = {key: value for key, value in asked.items() if key != "paid_to_date"}
    earlier = sum(cents(asked, rental_month=number) for number in range(1, month))
    stated = cents(asked, rental_month=month, paid_to_date=format_dollars(earlier))
    assert cents(asked, rental_month=month) == stated


# --- the derivation ----------------------------------------------------------------------------


def sums_given(value: Any) -> Iterator[Fraction]:
    """Every sum of money that a question holds, in cents."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from sums_given(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sums_given(inner)
    elif isinstance(value, str):
        try:
            yield Fraction(parse_dollars(value))
        except ValueError:
            return


@given(everything)
def test_the_steps_add_up_to_the_amount(asked: Question) -> None:
    quote = quoted(asked)
    assert list(faults(quote.steps, set(sums_given(asked)))) == []
    amounts = [step[1] for step in quote.steps if step[1] is not None]
    assert amounts[-1] == quote.amount_cents


def test_the_steps_of_every_case_add_up() -> None:
    for case in every_case():
        for asked in questions_of(case):
            try:
                answered = priced(asked)
            except ValueError:
                continue
            if isinstance(answered, Quote):
                assert list(faults(answered.steps, set(sums_given(asked)))) == [], case["id"]


def test_a_false_sum_is_found() -> None:
    """The reckoner itself: a wrong amount, a number from nowhere, months that do not join."""
    true: list[Step] = [("s18a.first", 10_000, 10, 100_000), ("s01.lower", 9_000, 10_000, 9_000)]
    given = {Fraction(100_000), Fraction(9_000)}
    assert list(faults(true, given)) == []
    assert len(list(faults([("s18a.first", 10_001, 10, 100_000)], given))) == 1
    assert len(list(faults(true, {Fraction(100_000)}))) == 1
    months: list[Step] = [("s06.paid_months", 900, 1, 9, 9, 100, 850)]
    assert len(list(faults(months, {Fraction(100), Fraction(850)}))) == 1


def test_every_wording_is_added_up_by_hand() -> None:
    by_hand = {*SUMS, *STATED, *WITHOUT_AMOUNT, "s14.days", "s17.rounded"}
    last_parts = {*LAST_PARTS, *RUNNING}
    rest = [code for code in SAYS if code not in by_hand]
    assert [code for code in rest if code.partition(".")[2] not in last_parts] == []


@given(everything)
def test_the_same_answer_twice(asked: Question) -> None:
    request = parsed(asked)
    first = price(request, None, is_business_day)
    assert price(request, None, is_business_day) == first
    assert price(parsed(asked), None, is_business_day) == first


@given(everything)
def test_the_line_says_what_the_answer_says(asked: Question) -> None:
    line = wire.answer(json.dumps(asked), None, is_business_day)
    assert line.isascii()
    assert "\n" not in line
    answered, answer = priced(asked), json.loads(line)
    if isinstance(answered, Refusal):
        assert (answer["outcome"], answer["reason"]) == ("refused", answered.reason)
        assert answer["message"]
        return
    assert answer["amount"] == format_dollars(answered.amount_cents)
    assert [step["amount"] for step in answer["steps"] if "amount" in step][-1] == answer["amount"]
    assert answer["citations"]
    assert len(set(answer["citations"])) == len(answer["citations"])
    assert (answer["basis"] == "not_payable") <= (answer["amount"] == "0.00")


@given(everything)
def test_a_row_that_nothing_needs_does_no_harm(asked: Question) -> None:
    """The engine looks only at rows that it needs: a 0.00 elsewhere does no harm."""
    assume(not asked.get("new_code"))
    stranger = {"modifiers": ["RR", "KR"], "fee": "0.00"}
    assert priced({**asked, "rows": [*asked["rows"], stranger]}) == priced(asked)


@given(everything, st.permutations(range(9)))
def test_the_order_of_the_rows_decides_nothing(asked: Question, order: list[int]) -> None:
    key = "medicare_rows" if asked.get("new_code") else "rows"
    shuffled = [asked[key][place] for place in order if place < len(asked[key])]
    assert priced({**asked, key: shuffled}) == priced(asked)


# --- the stream goes on ------------------------------------------------------------------------

ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), fees),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(everything, st.data())
def test_whatever_stands_in_a_key_the_line_is_answered(
    asked: Question, data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from([*sorted(asked), "bulletin", "acquisition", "hours", "id"]))
    line = json.dumps({**asked, key: data.draw(ANYTHING)})
    assert json.loads(wire.answer(line, None, is_business_day))["outcome"] in ("priced", "refused")
    assert wire.explained(line, None, is_business_day)


@given(st.one_of(st.binary(max_size=40), st.text(max_size=40)))
def test_whatever_the_line_it_is_answered(line: bytes | str) -> None:
    answer = json.loads(wire.answer(line))
    assert (answer["outcome"], answer["reason"]) == ("refused", "bad_request")


@given(row_lists())
def test_rows_are_read_as_they_are_written(rows: list[dict[str, Any]]) -> None:
    read = parsed(question("purchase", rows=rows)).rows
    assert read is not None
    assert len(read) == len(rows)

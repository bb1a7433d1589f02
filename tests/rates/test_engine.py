"""``price``: which law, whose rows, the same answer twice, and no file but the parameters."""

import json
import subprocess
import sys
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from dmedesk.kit.calendar import is_business_day
from dmedesk.rates import Fees, Quote, Refusal, Request, price, wire
from dmedesk.rates.question import Family, PaymentClass, Regime, Rows
from tests.rates.asking import ask, every_case, question, questions_of, rows

DAY = date(2026, 3, 2)


@dataclass
class Book:
    """A rate book of one code, which keeps what it was asked."""

    known: Fees | None
    asked: list[tuple[Regime, str, date]] = field(default_factory=list)

    def fees(self, regime: Regime, hcpcs: str, on: date) -> Fees | None:
        self.asked.append((regime, hcpcs, on))
        return self.known


def fees(
    rows: Rows, payment_class: PaymentClass | None = "capped", family: Family | None = None
) -> Book:
    return Book(Fees(rows, payment_class, family))


def rent(**keys: Any) -> Request:
    return Request(on=DAY, service="rental", rental_month=1, usual_charge=100_000, **keys)


def quoted(answered: Quote | Refusal) -> Quote:
    assert isinstance(answered, Quote), answered
    return answered


def refused(answered: Quote | Refusal) -> Refusal:
    assert isinstance(answered, Refusal), answered
    return answered


# --- the rate book -----------------------------------------------------------------------------


def test_rows_and_class_are_looked_up_by_regime_code_and_day() -> None:
    book = fees({"NU": 100_000})
    assert quoted(price(rent(hcpcs="E0260"), book)).amount_cents == 10_000
    medicare = rent(hcpcs="K0001", regime="medicare")
    assert quoted(price(medicare, book)).amount_cents == 10_000
    assert book.asked == [("masshealth", "E0260", DAY), ("medicare", "K0001", DAY)]


def test_the_family_is_looked_up_too() -> None:
    """(3)(c)2: oxygen rent in a nursing facility is 90% of the schedule; equipment is not."""
    asked = rent(hcpcs="E1390", setting="nursing_facility")
    oxygen = fees({"RR": 10_000}, "monthly", "oxygen")
    assert quoted(price(asked, oxygen)).amount_cents == 9_000
    assert quoted(price(asked, fees({"RR": 10_000}, "monthly"))).amount_cents == 10_000


def test_what_the_question_brings_wins() -> None:
    book = fees({"KH RR": 7_000}, "capped", "oxygen")
    own = rent(hcpcs="E0260", rows={"RR": 5_000}, payment_class="monthly", family="dme")
    assert quoted(price(own, book)).amount_cents == 5_000
    assert quoted(price(rent(hcpcs="E0260", rows={"KH RR": 6_000}), book)).amount_cents == 6_000


def test_an_empty_list_of_rows_is_the_questions_own() -> None:
    book = fees({"KH RR": 7_000})
    assert refused(price(rent(hcpcs="E0260", rows={}), book)).reason == "missing_fee"


@pytest.mark.parametrize("book", [None, Book(None), fees({}, None)])
def test_a_code_that_the_book_does_not_know_has_no_class(book: Book | None) -> None:
    refusal = refused(price(rent(hcpcs="E0260"), book))
    assert refusal.reason == "bad_request"
    assert "rental needs payment_class" in refusal.message
    assert "E0260" in refusal.message


def test_without_a_code_the_book_is_not_asked() -> None:
    book = fees({"KH RR": 7_000})
    refusal = refused(price(rent(), book))
    assert "this code" in refusal.message
    assert book.asked == []


def test_a_line_is_priced_from_the_book() -> None:
    line = b'{"on":"2026-03-02","service":"purchase","hcpcs":"E0260","usual_charge":"99"}'
    answer = wire.answer(line, fees({"NU": 5_000}))
    assert '"amount":"50.00"' in answer


def test_a_new_code_takes_no_rows_from_the_book() -> None:
    """(16): a new code is priced by Medicare's rows, and a published row is none of them."""
    asked = Request(
        on=DAY,
        service="purchase",
        hcpcs="E0260",
        usual_charge=100_000,
        new_code=True,
        medicare_rows={"NU": 10_000},
    )
    assert quoted(price(asked, fees({"NU": 5_000}))).amount_cents == 8_500


# --- the edition -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regime", "day", "outcome"),
    [
        ("masshealth", "2023-07-06", "refused"),
        ("masshealth", "2023-07-07", "priced"),
        ("masshealth", "2023-07-08", "priced"),
        ("medicare", "2010-12-31", "refused"),
        ("medicare", "2011-01-01", "priced"),
        ("medicare", "2011-01-02", "priced"),
    ],
)
def test_the_first_day_of_each_regime(regime: str, day: str, outcome: str) -> None:
    asked = question("purchase", usual_charge="9.00", rows=rows(NU="5.00"), regime=regime)
    answer = ask({**asked, "on": day})
    assert answer["outcome"] == outcome
    if outcome == "refused":
        assert answer["reason"] == "outside_effective_dates"


@pytest.mark.parametrize(
    "service",
    [
        *("purchase_option", "substitute", "direct_service", "infusion_day", "pharmacy_item"),
        "acquisition_cost",
    ],
)
def test_medicare_is_priced_for_purchase_and_rental_alone(service: str) -> None:
    answer = ask(
        question(
            service,
            regime="medicare",
            payment_class="capped",
            owned_by_member=False,
            hours=1,
            months_paid=1,
            usual_charge="1.00",
        )
    )
    assert answer["reason"] == "no_rule_applies"
    assert service in answer["message"]


def test_a_substitute_by_the_day_needs_a_calendar() -> None:
    asked = Request(
        on=DAY,
        service="substitute",
        payment_class="monthly",
        family="oxygen",
        owned_by_member=True,
        removed_on=DAY,
        rows={"RR": 15_000},
    )
    with pytest.raises(ValueError, match="needs the calendar of business days"):
        price(asked)
    assert quoted(price(asked, None, is_business_day)).amount_cents == 3_500


def test_a_substitute_at_the_end_of_all_calendars() -> None:
    asked = question(
        "substitute",
        payment_class="monthly",
        family="oxygen",
        owned_by_member=True,
        removed_on="9999-12-30",
        rows=rows(RR="150.00"),
    )
    answer = ask(asked)
    assert answer["reason"] == "bad_request"
    assert "9999-12-30" in answer["message"]


# --- the same answer twice ---------------------------------------------------------------------


def test_the_same_answer_twice_and_the_question_is_left_as_it_was() -> None:
    for case in every_case():
        for asked in questions_of(case):
            try:
                request = wire.parse_request(asked)
            except ValueError:
                continue
            before = deepcopy(request)
            first = deepcopy(price(request, None, is_business_day))
            assert price(request, None, is_business_day) == first
            assert request == before


READS = """
import sys
from dmedesk.rates import wire
opened = []
sys.addaudithook(lambda event, what: event == "open" and opened.append(str(what[0])))
for line in sys.stdin:
    wire.answer(line, None, lambda day: day.weekday() < 5)
    wire.explained(line, None, lambda day: day.weekday() < 5)
print("\\n".join(sorted(set(opened))))
"""


def test_no_file_is_read_but_the_parameters() -> None:
    lines = [json.dumps(asked) for case in every_case() for asked in questions_of(case)]
    done = subprocess.run(
        [sys.executable, "-c", READS],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
    )
    names = [path.rpartition("rates/")[2] for path in done.stdout.split()]
    assert names == [
        f"parameters/{name}.toml" for name in ("masshealth", "medicare", "readings", "wording")
    ]

"""``dmedesk price --explain``: half a page of plain words whose figures re-add to the amount."""

import json
import re
from datetime import date

import pytest

from dmedesk.kit.calendar import is_business_day
from dmedesk.rates import Request, price, wire
from dmedesk.rates.explain import WIDTH, explain
from tests.rates.asking import Question, ask, every_case, question, questions_of, rows

FIGURE = re.compile(rf"(?=.{{{WIDTH}}}$)  .*\s(\d+\.\d\d+)$")
REMEDY = re.compile(r"\b(Enter|Import|Correct|Bill|Ask|Leave it out|leave it blank|billed under)\b")


def explained(asked: Question) -> str:
    return wire.explained(json.dumps(asked), None, is_business_day)


PAGES = [(ask(asked), explained(asked)) for case in every_case() for asked in questions_of(case)]


def test_plain_text_of_at_most_eighty_columns() -> None:
    assert WIDTH < 80
    for _, page in PAGES:
        assert page.isascii()
        assert page.endswith("\n")
        assert not page.endswith("\n\n")
        for line in page.splitlines():
            assert len(line) <= WIDTH, line
            assert line == line.rstrip(), line


def test_the_last_figure_of_the_column_is_the_amount() -> None:
    for answer, page in PAGES:
        if answer["outcome"] == "priced":
            figures = [found[1] for line in page.splitlines() if (found := FIGURE.match(line))]
            assert figures[-1] == answer["amount"]
            assert f"Amount {answer['amount']}" in page


def test_half_a_page() -> None:
    """A page of paper has some sixty lines: nine of ten fit on half of it, all on one."""
    lines = sorted(page.count("\n") for _, page in PAGES)
    assert lines[len(lines) * 9 // 10] <= 30
    assert lines[-1] <= 50


def test_every_step_stands_there_with_its_clause() -> None:
    for answer, page in PAGES:
        words = " ".join(page.split())
        for step in answer.get("steps", []):
            for word in step["says"].split():
                assert word in words
            assert f"      {step['citation']}\n" in page


def test_every_reading_and_what_a_person_confirms_stand_there() -> None:
    for answer, page in PAGES:
        for name, option in answer.get("readings", {}).items():
            assert f"Reading used: {name} = {option}" in page
        assert page.count("To confirm: ") == len(answer.get("findings", []))


def test_a_refusal_names_its_reason_its_remedy_and_its_clause() -> None:
    for answer, page in PAGES:
        if answer["outcome"] == "refused":
            assert f"No price: {answer['reason'].replace('_', ' ')}." in page
            if answer["reason"] != "bad_request":
                assert REMEDY.search(answer["message"]), answer["message"]
            assert f"({answer['citation']})" in page or not answer["citation"]


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ({}, "Purchase: MassHealth, on 2026-03-02\n"),
        ({"hcpcs": "E0260"}, "Purchase of E0260: MassHealth, on 2026-03-02\n"),
        ({"units": 3}, "Purchase for 3 units: MassHealth, on 2026-03-02\n"),
        (
            {"hcpcs": "E0260", "rental_month": 4, "regime": "medicare"},
            "Purchase of E0260 in rental month 4: Medicare, on 2026-03-02\n",
        ),
    ],
)
def test_the_heading_says_what_was_asked(asked: Question, heading: str) -> None:
    assert explained(question("purchase", **asked)).startswith(heading)


def test_a_page() -> None:
    asked = question(
        "rental",
        hcpcs="E0260",
        payment_class="capped",
        rental_month=4,
        usual_charge="120.00",
        rows=rows(NU="1234.56"),
    )
    assert explained(asked).splitlines() == [
        "Rental of E0260 in rental month 4: MassHealth, on 2026-03-02",
        "",
        "Amount 92.60, billed with RR KJ",
        "",
        "  10% of the new purchase fee 1234.56                                   123.46",
        "      101 CMR 322.03(18)(a)1",
        "  75% of the amount for months one through three 123.46                  92.60",
        "      101 CMR 322.03(18)(a)2",
        "  the lower of the schedule 92.60 and the usual charge 120.00            92.60",
        "      101 CMR 322.03(1)(a)",
        "",
        "Decided by the formula of the regulation: 101 CMR 322.03(18)(a)2.",
        "Reading used: months_4_to_13_rounding = each_step (the text allows two: 101",
        "  CMR 322.03(18)(a)2, (b)2; 42 USC 1395m(a)(7)(A)(i)(II)).",
    ]


def test_a_page_without_modifiers_and_with_something_to_confirm() -> None:
    asked = question(
        "substitute",
        payment_class="monthly",
        owned_by_member=True,
        rows=rows(RR="80.00"),
    )
    assert explained(asked).endswith(
        "To confirm: no KJ fee is on file for the code under repair, so this amount is\n"
        "  a ceiling: a person confirms it before it is billed (101 CMR 322.03(14)(a)).\n"
    )
    rented = {**asked, "owned_by_member": False}
    assert "\nAmount 0.00\n" in explained(rented)
    assert explained(rented).endswith(
        "Nothing is payable: 101 CMR 322.03(14)(c), 130 CMR 409.420(C).\n"
    )


def test_a_long_figure_stays_on_the_page() -> None:
    acquisition = {"list_price": "1234567.891", "discounts": [{"percentage": "33.33333"}]}
    page = explained(question("acquisition_cost", acquisition=acquisition))
    assert all(len(line) <= WIDTH for line in page.splitlines())
    assert "  823045.3018189297\n" in page


def test_a_page_without_a_price() -> None:
    page = explained(question("purchase", rows=rows(NU="5.00")))
    assert page == (
        "Purchase: MassHealth, on 2026-03-02\n"
        "\n"
        "No price: missing usual charge.\n"
        "  the usual and customary charge is missing, and the law pays no more than\n"
        "  that. Enter it as usual_charge, or as the product's usual rental or purchase\n"
        "  charge.\n"
        "  (101 CMR 322.03(1)(a))\n"
    )


def test_a_figure_of_any_length_is_explained() -> None:
    request = Request(
        on=date(2026, 10, 4),
        service="purchase",
        usual_charge=10**300,
        rows={"NU": 10**300},
    )
    assert "1" + "0" * 298 in explain(request, price(request))

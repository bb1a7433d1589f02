"""Where several refusals apply, the first of the format's order is given.

``bad_request``, ``outside_effective_dates``, ``no_rule_applies``, ``missing_rental_month``,
``hours_out_of_range``; then a ``not_payable`` that needs no fee; then ``missing_usual_charge``;
then, as the derivation meets them, ``zero_fee``, ``missing_fee``, ``missing_acquisition_cost``,
``missing_markup``, ``bad_markup``: the month before the ceiling, the schedule before the bulletin,
and the option's ceiling before its credit.
"""

from typing import Any

import pytest

from tests.rates.asking import ask, question, rows

TOO_EARLY = {"on": "2023-07-06"}
CHARGE = {"usual_charge": "900.00"}
CAPPED = question("rental", payment_class="capped")
INEXPENSIVE = question("rental", payment_class="inexpensive", rental_month=2, **CHARGE)
PURCHASE_ONLY = question("rental", payment_class="purchase_only")
HOURS = question("direct_service", hours=24)
OPTION = question("purchase_option", payment_class="capped")
IC_PURCHASE = question("purchase", rows=rows(NU="I.C."), **CHARGE)
OXYGEN_SUBSTITUTE = question(
    "substitute", payment_class="monthly", family="oxygen", owned_by_member=True
)
ZERO_BULLETIN = {"bulletin": {"preferred_rate": "0.00"}}
ZERO_REBATE = {"bulletin": {"rebate_rate": "0.00"}}
NO_CATALOGUE_COST = {"acquisition": {"catalogue_price": "9.00"}}

ORDER: list[tuple[str, dict[str, Any], str]] = [
    # the form of a line, before anything that the engine judges
    ("form, faults between keys", {**CAPPED, "units": 0, "new_code": 1}, "bad_request"),
    ("bad request, day", {**CAPPED, **TOO_EARLY, "units": 0}, "bad_request"),
    ("bad request between keys, day", {**OPTION, **TOO_EARLY, "units": 2}, "bad_request"),
    ("bad request, no rule", {**PURCHASE_ONLY, "rental_month": 0}, "bad_request"),
    ("bad request, no medicare rule", question("substitute", regime="medicare"), "bad_request"),
    ("bad request, hours", {**HOURS, "units": 2}, "bad_request"),
    ("both costs, no row", {**IC_PURCHASE, "adjusted_acquisition_cost": "1", **NO_CATALOGUE_COST},
     "bad_request"),
    ("removed_on, no row", OXYGEN_SUBSTITUTE, "bad_request"),
    # the day, before every rule
    ("day, no rule", {**PURCHASE_ONLY, **TOO_EARLY}, "outside_effective_dates"),
    ("day, month", {**CAPPED, **TOO_EARLY}, "outside_effective_dates"),
    ("day, hours", {**HOURS, **TOO_EARLY}, "outside_effective_dates"),
    ("day, month past the last", {**CAPPED, **TOO_EARLY, "rental_month": 14},
     "outside_effective_dates"),
    ("medicare's day, no rule", {**HOURS, "regime": "medicare", "on": "2010-12-31"},
     "outside_effective_dates"),
    # whether any rule applies
    ("no rule, month, charge", PURCHASE_ONLY, "no_rule_applies"),
    ("no rule for medicare, month", {**PURCHASE_ONLY, "regime": "medicare"}, "no_rule_applies"),
    ("no rule, credit", question("purchase_option", payment_class="purchase_only"),
     "no_rule_applies"),
    ("no rule for the code, hours", {**HOURS, "hcpcs": "E0260"}, "no_rule_applies"),
    ("no medicare rule, hours", {**HOURS, "regime": "medicare"}, "no_rule_applies"),
    # the month, and the hours
    ("month, charge, fee", CAPPED, "missing_rental_month"),
    ("month, charge, zero", {**CAPPED, "rows": rows(NU="0.00")}, "missing_rental_month"),
    ("month of a used share, charge",
     {**CAPPED, "condition": "used", "readings": {"used_capped_rental": "used_share"}},
     "missing_rental_month"),
    ("month of medicare, charge", {**CAPPED, "regime": "medicare"}, "missing_rental_month"),
    ("month of an inexpensive item, charge", question("rental", payment_class="inexpensive"),
     "missing_rental_month"),
    ("month of a new ventilator, charge",
     question("rental", payment_class="monthly", family="ventilator", new_code=True),
     "missing_rental_month"),
    ("months paid, ceiling", OPTION, "missing_rental_month"),
    ("hours, charge, fee", HOURS, "hours_out_of_range"),
    ("hours, charge, zero", {**HOURS, "rows": rows(U5="0.00")}, "hours_out_of_range"),
    # what is not payable whatever the fee
    ("past the last, charge, fee", {**CAPPED, "rental_month": 14}, "not_payable"),
    ("past the last inexpensive one, charge, zero",
     question("rental", payment_class="inexpensive", rental_month=11, rows=rows(RR="0.00")),
     "not_payable"),
    ("past medicare's last, charge", {**CAPPED, "rental_month": 14, "regime": "medicare"},
     "not_payable"),
    ("past medicare's oxygen, charge",
     question("rental", payment_class="monthly", family="oxygen", rental_month=37,
              regime="medicare"),
     "not_payable"),
    ("rented substitute, fee", {**OXYGEN_SUBSTITUTE, "owned_by_member": False}, "not_payable"),
    ("second substitute, removed_on", {**OXYGEN_SUBSTITUTE, "substitute_already_paid": True},
     "not_payable"),
    # the charge, before every fee
    ("charge, fee", {**CAPPED, "rental_month": 1}, "missing_usual_charge"),
    ("charge, zero", {**CAPPED, "rental_month": 1, "rows": rows(RR_KH="0.00")},
     "missing_usual_charge"),
    ("charge of an inexpensive month, fee",
     question("rental", payment_class="inexpensive", rental_month=2), "missing_usual_charge"),
    ("charge of a monthly item, fee", question("rental", payment_class="monthly"),
     "missing_usual_charge"),
    ("charge of an hour, fee", {**HOURS, "hours": 1}, "missing_usual_charge"),
    ("charge of a purchase, zero bulletin", question("purchase", **ZERO_BULLETIN),
     "missing_usual_charge"),
    ("charge of a day, cost", question("infusion_day", rows=rows(NU="I.C.")),
     "missing_usual_charge"),
    ("charge of a pharmacy item, cost", question("pharmacy_item"), "missing_usual_charge"),
    ("charge of medicare, fee", question("purchase", regime="medicare"), "missing_usual_charge"),
    ("charge of medicare rent, fee", {**CAPPED, "rental_month": 1, "regime": "medicare"},
     "missing_usual_charge"),
    # the month before the ceiling
    ("month's zero, ceiling's nothing", {**INEXPENSIVE, "rows": rows(RR="0.00")}, "zero_fee"),
    ("month's nothing, ceiling's nothing", INEXPENSIVE, "missing_fee"),
    ("ceiling's zero", {**INEXPENSIVE, "rows": rows(RR="9.00", NU="0.00")}, "zero_fee"),
    ("ceiling's nothing", {**INEXPENSIVE, "rows": rows(RR="9.00")}, "missing_fee"),
    ("month's cost, ceiling's nothing", {**INEXPENSIVE, "rows": rows(RR="I.C.")},
     "missing_acquisition_cost"),
    ("medicare's month, ceiling's zero",
     {**INEXPENSIVE, "regime": "medicare", "rows": rows(NU="0.00")}, "missing_fee"),
    ("medicare's ceiling", {**INEXPENSIVE, "regime": "medicare", "rows": rows(RR="9.00")},
     "missing_fee"),
    # the schedule before the bulletin, the preferred rate before the rebate
    ("no row, zero bulletin", question("purchase", **CHARGE, **ZERO_BULLETIN), "missing_fee"),
    ("cost, zero bulletin", {**IC_PURCHASE, **ZERO_BULLETIN}, "missing_acquisition_cost"),
    ("zero bulletin", question("purchase", rows=rows(NU="9.00"), **CHARGE, **ZERO_BULLETIN),
     "zero_fee"),
    ("zero rebate", question("purchase", rows=rows(NU="9.00"), **CHARGE, **ZERO_REBATE),
     "zero_fee"),
    # the option's ceiling before its credit
    ("ceiling's nothing, credit's zero",
     {**OPTION, "months_paid": 1, "rows": rows(RR_KH="0.00")}, "missing_fee"),
    ("credit's zero", {**OPTION, "months_paid": 1, "rows": rows(RR_KH="0.00", NU="9.00")},
     "zero_fee"),
    ("ceiling's zero, credit's cost",
     {**OPTION, "months_paid": 1, "rows": rows(RR_KH="I.C.", NU="0.00")}, "zero_fee"),
    # cost, then markup
    ("cost, markup", IC_PURCHASE, "missing_acquisition_cost"),
    ("cost, bad markup", {**IC_PURCHASE, "markup_percentage": "21"}, "missing_acquisition_cost"),
    ("a catalogue price alone is no cost", {**IC_PURCHASE, **NO_CATALOGUE_COST},
     "missing_acquisition_cost"),
    ("markup", {**IC_PURCHASE, "adjusted_acquisition_cost": "5.00"}, "missing_markup"),
    ("bad markup",
     {**IC_PURCHASE, "adjusted_acquisition_cost": "5.00", "markup_percentage": "20"},
     "bad_markup"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "expected"), [pytest.param(asked, first, id=name) for name, asked, first in ORDER]
)
def test_the_first_that_applies_is_given(asked: dict[str, Any], expected: str) -> None:
    answer = ask(asked)
    assert answer.get("reason", answer.get("basis")) == expected


def test_a_reason_that_the_format_names_is_never_left_out() -> None:
    """Every reason of the format is the answer to some question of this table."""
    assert {first for _, _, first in ORDER} == {
        *("bad_request", "outside_effective_dates", "no_rule_applies", "missing_rental_month"),
        *("hours_out_of_range", "not_payable", "missing_usual_charge", "zero_fee", "missing_fee"),
        *("missing_acquisition_cost", "missing_markup", "bad_markup"),
    }


def rent(**keys: Any) -> dict[str, Any]:
    return question("rental", **{"payment_class": "monthly", "rental_month": 1, **keys})


VENTILATOR: dict[str, Any] = {"family": "ventilator", "new_code": True, "rental_month": None}
COST: dict[str, Any] = {"adjusted_acquisition_cost": "5.00"}
CLAUSES: list[tuple[str, dict[str, Any], str]] = [
    ("first day", question("purchase", **TOO_EARLY), "101 CMR 322.01(2)"),
    ("no rent", PURCHASE_ONLY, "101 CMR 322.03(6)"),
    ("no direct service under another code", {**HOURS, "hcpcs": "E0260"}, "101 CMR 322.03(2)(e)"),
    ("no rent for medicare", {**PURCHASE_ONLY, "regime": "medicare"}, "42 USC 1395m(a)(1)(B)"),
    ("month of a capped item", CAPPED, "101 CMR 322.03(18)"),
    ("month of an inexpensive item", question("rental", payment_class="inexpensive"),
     "101 CMR 322.03(6)(c)"),
    ("month of a new ventilator", rent(**VENTILATOR), "101 CMR 322.03(16)(a)1b"),
    ("months paid", OPTION, "101 CMR 322.03(6)(f)"),
    ("month of medicare", {**CAPPED, "regime": "medicare"}, "42 USC 1395m(a)(7)"),
    ("month of an inexpensive item of medicare",
     question("rental", payment_class="inexpensive", regime="medicare"), "42 USC 1395m(a)(2)(A)"),
    ("hours", HOURS, "101 CMR 322.03(13)(b)51"),
    ("charge of a purchase", question("purchase"), "101 CMR 322.03(1)(a)"),
    ("charge of rent", rent(), "101 CMR 322.03(1)(a)"),
    ("charge of oxygen", rent(family="oxygen"), "101 CMR 322.03(3)(b)1"),
    ("charge of a respiratory device", rent(family="respiratory"), "101 CMR 322.03(4)(b)2.a"),
    ("charge of a ventilator", rent(family="ventilator"), "101 CMR 322.03(4)(b)2.a"),
    ("charge of infusion", question("infusion_day"), "101 CMR 322.03(5)(a)1"),
    ("charge of a pharmacy item", question("pharmacy_item"), "101 CMR 322.03(20)"),
    ("charge of medicare", rent(regime="medicare"), "42 USC 1395m(a)(1)(B)"),
    ("wholesale cost", question("pharmacy_item", **CHARGE), "101 CMR 322.03(20)"),
    ("zero", question("purchase", rows=rows(NU="0.00"), **CHARGE), "101 CMR 322.06"),
    ("zero preferred rate",
     question("purchase", rows=rows(NU="9.00"), **CHARGE, **ZERO_BULLETIN), "101 CMR 322.03(1)(b)"),
    ("zero rebate",
     question("purchase", rows=rows(NU="9.00"), **CHARGE, **ZERO_REBATE), "101 CMR 322.03(1)(c)"),
    ("row of direct service", {**HOURS, **CHARGE, "hours": 1}, "101 CMR 322.03(2)(e)"),
    ("row of a purchase", question("purchase", **CHARGE), "101 CMR 322.03(19)"),
    ("row of oxygen", rent(family="oxygen", **CHARGE), "101 CMR 322.03(3)(b)1"),
    ("row of medicare's oxygen", rent(family="oxygen", regime="medicare", **CHARGE),
     "42 USC 1395m(a)(5)"),
    ("row of medicare's serviced item", rent(regime="medicare", **CHARGE), "42 USC 1395m(a)(3)"),
    ("row of medicare's capped item",
     rent(payment_class="capped", regime="medicare", **CHARGE), "42 USC 1395m(a)(7)(A)(i)(II)"),
    ("row of medicare's wheelchair",
     rent(payment_class="capped_power_wheelchair", regime="medicare", **CHARGE),
     "42 USC 1395m(a)(7)(A)(i)(III)"),
    ("cost", IC_PURCHASE, "101 CMR 322.03(19)"),
    ("cost of an acquisition", question("acquisition_cost"), "101 CMR 322.03(17)(a)"),
    *(
        (f"markup of {family}", {**IC_PURCHASE, **COST, "family": family}, clause)
        for family, clause in {
            "supply": "101 CMR 322.03(19)(b)1",
            "enteral": "101 CMR 322.03(19)(b)2",
            "wheeled_mobility": "101 CMR 322.03(19)(b)3",
            "patient_lift": "101 CMR 322.03(19)(b)3",
            "diabetic": "101 CMR 322.03(19)(b)4",
        }.items()
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "clause"), [pytest.param(asked, clause, id=name) for name, asked, clause in CLAUSES]
)
def test_a_refusal_names_the_clause_that_asks(asked: dict[str, Any], clause: str) -> None:
    answer = ask(asked)
    assert (answer["outcome"], answer["citation"]) == ("refused", clause)


@pytest.mark.parametrize("asked", [pytest.param(asked, id=name) for name, asked, _ in ORDER])
def test_a_refusal_names_the_code_where_there_is_one(asked: dict[str, Any]) -> None:
    without, named = ask(asked), ask({"hcpcs": "K0739", **asked})
    assert "None" not in without.get("message", "")
    if "this code" in without.get("message", ""):
        assert named["message"] == without["message"].replace("this code", "K0739")

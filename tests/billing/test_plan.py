"""The run of a month (``billing.md``): what it takes, holds and finishes, sentence by sentence."""

from datetime import date
from fractions import Fraction

import pytest

from dmedesk.billing.rules.answer import answer
from dmedesk.billing.rules.facts import MemberFact, PayerFact
from dmedesk.billing.rules.plan import PlannedHold, PlannedLine
from dmedesk.billing.rules.trace import pack_trace, unpack_trace
from dmedesk.members.rules import Setting, Stay
from dmedesk.rates import Step
from dmedesk.rates.question import Condition
from dmedesk.rentals.rules import Served
from tests.billing.facts import (
    INVALID_NPI,
    MASSHEALTH,
    MEDICARE,
    PRIVATE,
    amounts,
    away,
    day,
    facts,
    finished,
    holds,
    member,
    order,
    pa,
    rental,
    run,
    unit,
)


def test_a_run_bills_the_rental_months_that_begin_in_its_month() -> None:
    shop = facts(rental())
    assert amounts(run("2026-06", shop)) == []
    assert amounts(run("2026-07", shop)) == [("R1", 1, 10_000)]
    assert amounts(run("2026-10", shop)) == [("R1", 4, 7_500)]


@pytest.mark.parametrize(
    ("hcpcs", "payer", "last"),
    [
        ("E0260", MASSHEALTH, 13),
        ("K0823", MASSHEALTH, 13),
        ("E0260", MEDICARE, 13),
        ("E1390", MEDICARE, 36),
    ],
)
def test_after_the_last_payable_month_the_rental_is_finished(
    hcpcs: str, payer: PayerFact, last: int
) -> None:
    for already, there in ((last - 2, True), (last - 1, True), (last, False), (last + 7, False)):
        month = rental(
            started_on=_months_before("2026-10-05", already),
            months_already_paid=already,
            paid_already_cents=100,
            payer=payer,
        )
        plan = run("2026-10", facts(month, units=[unit(hcpcs=hcpcs)]))
        assert [line.month.number for line in plan.lines] == ([already + 1] if there else [])
        assert finished(plan) == ([] if there else [("R1", last)])
        assert holds(plan) == []


def _months_before(on: str, months: int) -> str:
    start = day(on)
    year, month = divmod(start.year * 12 + start.month - 1 - months, 12)
    return date(year, month + 1, start.day).isoformat()


def test_an_inexpensive_item_has_ten_months_for_masshealth() -> None:
    shop = facts(rental(started_on="2025-12-05"), units=[unit(hcpcs="E0163")])
    assert amounts(run("2026-09", shop)) == [("R1", 10, 1_100)]
    assert finished(run("2026-09", shop)) == []
    assert amounts(run("2026-10", shop)) == []
    assert finished(run("2026-10", shop)) == [("R1", 10)]


@pytest.mark.parametrize(
    ("paid", "billed", "amount"),
    [
        (8_900, 0, 1_100),
        (8_901, 0, 1_099),
        (8_000, 901, 1_099),
        (8_000, 1_999, 1),
        (10_000, 0, None),
        (9_000, 1_000, None),
    ],
)
def test_what_was_paid_before_and_invoiced_here_counts_toward_the_ceiling(
    paid: int, billed: int, amount: int | None
) -> None:
    started = rental(
        months_already_paid=1,
        paid_already_cents=paid,
        billed_cents=billed,
        ledger={"2026-08-05": (1, 2), "2026-09-05": (1, 3)},
    )
    plan = run("2026-10", facts(started, units=[unit(hcpcs="E0163")]))
    assert amounts(plan) == ([] if amount is None else [("R1", 4, amount)])
    # The ceiling is reached before the last payable month: the highest number billed is named.
    assert finished(plan) == ([("R1", 3)] if amount is None else [])


def test_a_ceiling_reached_before_the_move_names_the_months_already_paid() -> None:
    started = rental(months_already_paid=2, paid_already_cents=10_000)
    plan = run("2026-10", facts(started, units=[unit(hcpcs="E0163")]))
    assert finished(plan) == [("R1", 2)]


def test_a_credited_month_is_not_the_highest_number_billed() -> None:
    started = rental(paid_already_cents=10_000, ledger={"2026-08-05": (1, 2), "2026-09-05": (2, 3)})
    plan = run("2026-10", facts(started, units=[unit(hcpcs="E0163")]))
    assert finished(plan) == [("R1", 2)]


def test_a_month_that_is_not_payable_is_finished_and_not_held() -> None:
    started = rental(started_on="2025-07-05", proven_on=None)
    plan = run("2026-10", facts(started, prescriptions=()))
    assert (holds(plan), finished(plan)) == ([], [("R1", 13)])


def test_a_rental_is_finished_once_in_a_run_however_many_of_its_months_are() -> None:
    started = rental(started_on="2025-07-05")
    plan = run("2026-10", facts(started, held={1: ["2026-08-05", "2026-09-05"]}))
    assert finished(plan) == [("R1", 13)]


def test_what_the_same_run_takes_before_counts_as_paid() -> None:
    started = rental(paid_already_cents=8_500, months_already_paid=1)
    plan = run("2026-10", facts(started, units=[unit(hcpcs="E0163")], held={1: ["2026-09-05"]}))
    assert amounts(plan) == [("R1", 3, 1_100), ("R1", 4, 400)]


def test_a_held_month_is_not_paid() -> None:
    started = rental(paid_already_cents=8_500, months_already_paid=1, proven_on="2026-09-06")
    plan = run("2026-10", facts(started, units=[unit(hcpcs="E0163")], held={1: ["2026-09-05"]}))
    assert amounts(plan) == [("R1", 4, 1_100)]
    assert holds(plan) == [("R1", "2026-09-05", ["no_proof_of_delivery"])]


def test_a_billed_month_is_not_billed_again_a_credited_one_is() -> None:
    billed = rental(1, ledger={"2026-10-05": (1, 4)})
    credited = rental(2, ledger={"2026-10-05": (2, 4)})
    plan = run("2026-10", facts(billed, credited))
    assert amounts(plan) == [("R2", 4, 7_500)]
    assert plan.lines[0].rental.next_turn(plan.lines[0].month.from_on) == 3


def test_earlier_months_are_taken_where_a_posted_run_held_them_and_no_others() -> None:
    shop = facts(rental(1), rental(2), held={1: ["2026-08-05", "2026-11-05"]})
    assert amounts(run("2026-10", shop)) == [
        ("R1", 2, 10_000),
        ("R1", 4, 7_500),
        ("R2", 4, 7_500),
    ]


def test_a_held_month_that_is_no_month_any_more_is_dropped() -> None:
    ended = rental(1, ended_on="2026-08-05")
    interrupted = rental(2, interruptions=(away("2026-08-01", "2026-08-06"),))
    moved = rental(3, started_on="2026-07-06")
    billed = rental(4, ledger={"2026-08-05": (1, 2), "2026-10-05": (1, 4)})
    held = {number: ["2026-08-05"] for number in (1, 2, 3, 4)}
    plan = run("2026-10", facts(ended, interrupted, moved, billed, held=held))
    assert [line.month.from_on.isoformat() for line in plan.lines] == ["2026-10-05", "2026-10-06"]


def test_every_reason_that_applies_is_listed_in_their_order() -> None:
    started = rental(proven_on=None, pa_required=True)
    plan = run("2026-10", facts(started, units=[unit(charge=None)], prescriptions=()))
    assert holds(plan) == [
        (
            "R1",
            "2026-10-05",
            ["no_proof_of_delivery", "no_prescription", "no_prior_authorization", "price_refused"],
        )
    ]
    plan = run(
        "2026-10",
        facts(
            started,
            units=[unit(charge=None)],
            prescriptions=[order(npi=INVALID_NPI)],
            authorizations=[pa(1, months=0)],
        ),
    )
    assert holds(plan)[0][2] == [
        "no_proof_of_delivery",
        "practitioner_npi_invalid",
        "authorization_months_used",
        "price_refused",
    ]


@pytest.mark.parametrize(
    ("hcpcs", "charge", "reason"),
    [
        ("E0260", None, "missing_usual_charge"),
        ("E9999", 1_000, "bad_request"),
        ("E0105", 1_000, "bad_request"),
        ("E2601", 1_000, "no_rule_applies"),
    ],
)
def test_a_refused_price_gives_the_engines_reason(
    hcpcs: str, charge: int | None, reason: str
) -> None:
    plan = run("2026-10", facts(rental(), units=[unit(hcpcs=hcpcs, charge=charge)]))
    assert [(hold.code, hold.detail) for hold in plan.held[0].holds] == [("price_refused", reason)]


def test_a_month_before_the_first_edition_is_held() -> None:
    plan = run("2023-06", facts(rental(started_on="2023-06-01")))
    assert plan.held[0].holds[0].detail == "outside_effective_dates"


def test_a_product_whose_fees_are_unknown_but_whose_class_is_its_own_misses_a_fee() -> None:
    plan = run("2026-10", facts(rental(), units=[unit(hcpcs="E9999", payment_class="monthly")]))
    assert plan.held[0].holds[0].detail == "missing_fee"


def test_the_products_own_class_and_family_win_over_the_fee_rows() -> None:
    by_the_month = unit(hcpcs="E0163", payment_class="monthly", family="oxygen")
    plan = run("2026-10", facts(rental(started_on="2025-01-05"), units=[by_the_month]))
    assert amounts(plan) == [("R1", 22, 1_100)]


@pytest.mark.parametrize(("condition", "amount"), [("new", 1_000), ("used", 750)])
def test_the_units_condition_prices_it(condition: Condition, amount: int) -> None:
    plan = run("2026-10", facts(rental(), units=[unit(hcpcs="E0168", condition=condition)]))
    assert amounts(plan) == [("R1", 4, amount)]


@pytest.mark.parametrize(
    ("from_on", "amount"),
    [("2026-10-04", 18_000), ("2026-10-05", 18_000), ("2026-10-06", 20_000)],
)
def test_the_setting_is_the_one_on_the_first_day_of_the_month(from_on: str, amount: int) -> None:
    resident = MemberFact(1, "M1", None, (Stay(Setting.NURSING_FACILITY, day(from_on)),))
    plan = run("2026-10", facts(rental(of=resident), units=[unit(hcpcs="E1390")]))
    assert amounts(plan) == [("R1", 4, amount)]


def test_a_private_payer_pays_the_usual_charge_month_for_month() -> None:
    shop = facts(rental(payer=PRIVATE, started_on="2020-01-05"), units=[unit(hcpcs="E9999")])
    line = run("2026-10", shop).lines[0]
    assert (line.month.number, line.quote.amount_cents) == (82, 50_000)
    assert line.quote.modifiers == ("RR",)
    assert line.quote.basis == "usual_charge"
    assert line.quote.citations == ()


def test_the_holds_are_for_private_payers_too() -> None:
    started = rental(payer=PRIVATE, proven_on=None, pa_required=True)
    plan = run("2026-10", facts(started, units=[unit(charge=None)], prescriptions=()))
    assert holds(plan)[0][2] == [
        "no_proof_of_delivery",
        "no_prescription",
        "no_prior_authorization",
        "price_refused",
    ]
    assert plan.held[0].holds[-1].detail == "missing_usual_charge"


def test_a_charge_of_nothing_is_a_charge() -> None:
    for payer in (PRIVATE, MASSHEALTH):
        plan = run("2026-10", facts(rental(payer=payer), units=[unit(charge=0)]))
        assert amounts(plan) == [("R1", 4, 0)]


def test_a_line_uses_one_month_of_one_authorization_in_the_order_of_the_work() -> None:
    # Three rentals of one member and code share two authorizations; R10 begins before R2.
    same = member(1)
    rentals = [
        rental(1, of=same, pa_required=True, rental_no="R2", started_on="2026-07-05"),
        rental(2, of=same, pa_required=True, rental_no="R10", started_on="2026-07-05"),
        rental(3, of=same, pa_required=True, rental_no="R1", started_on="2026-07-06"),
        rental(4, of=same, rental_no="R3", started_on="2026-07-01"),
    ]
    shop = facts(
        *rentals, authorizations=[pa(2, months=2), pa(1, from_on="2026-02-01")], used={2: 1}
    )
    plan = run("2026-10", shop)
    assert [(line.rental.rental_no, line.authorization_id) for line in plan.lines] == [
        ("R1", 1),
        ("R10", 2),
        ("R2", 1),
        ("R3", None),
    ]


def test_when_every_authorization_is_used_up_the_next_line_is_held() -> None:
    same = member(1)
    rentals = [rental(number, of=same, pa_required=True) for number in (1, 2)]
    plan = run("2026-10", facts(*rentals, authorizations=[pa(1, months=1)]))
    assert amounts(plan) == [("R1", 4, 7_500)]
    assert holds(plan) == [("R2", "2026-10-05", ["authorization_months_used"])]


def test_a_line_that_is_held_for_another_reason_uses_no_month() -> None:
    same = member(1)
    unproven = rental(1, of=same, pa_required=True, proven_on=None)
    proven = rental(2, of=same, pa_required=True)
    plan = run("2026-10", facts(unproven, proven, authorizations=[pa(1, months=1)]))
    assert amounts(plan) == [("R2", 4, 7_500)]


def test_the_unit_that_served_on_the_first_day_is_billed() -> None:
    exchanged = rental(
        asset_id=2,
        served=(Served(1, day("2026-07-05"), day("2026-10-05")), Served(2, day("2026-10-05"))),
    )
    shop = facts(exchanged, units=[unit(1, hcpcs="E1390"), unit(2)])
    assert [line.unit.serial for line in run("2026-09", shop).lines] == ["S1"]
    assert [line.unit.serial for line in run("2026-10", shop).lines] == ["S2"]


def test_one_invoice_a_member_and_payer_in_the_order_of_text() -> None:
    two, ten = member(2, "M2"), member(10, "M10")
    shop = facts(
        rental(1, of=two, rental_no="R9"),
        rental(2, of=two, rental_no="R10"),
        rental(3, of=two, payer=PRIVATE, rental_no="R1"),
        rental(4, of=ten, payer=MEDICARE, rental_no="R7"),
        held={1: ["2026-09-05"]},
    )
    plan = run("2026-10", shop)
    assert [(one.member.member_no, one.payer.code, len(one.lines)) for one in plan.invoices] == [
        ("M10", "MC", 1),
        ("M2", "MH", 3),
        ("M2", "PP", 1),
    ]
    assert [(line.rental.rental_no, line.month.number) for line in plan.lines] == [
        ("R7", 4),
        ("R10", 4),
        ("R9", 3),
        ("R9", 4),
        ("R1", 4),
    ]
    assert plan.total_cents == sum(line.quote.amount_cents for line in plan.lines)


def test_months_of_posted_months_that_are_neither_billed_nor_held_are_late() -> None:
    shop = facts(
        rental(1, ledger={"2026-08-05": (1, 2), "2026-09-05": (2, 3)}),
        rental(2, proven_on=None),
        rental(3, started_on="2025-07-05"),
        rental(4, started_on="2026-10-01"),
        held={2: ["2026-08-05"]},
        posted=["2026-08", "2026-09", "2026-11"],
    )
    plan = run("2026-10", shop)
    late = [(one.rental.rental_no, one.month.number, type(one)) for one in plan.late]
    # Month 13 of R3 began in July 2026, so that nothing of it is payable in August or later.
    assert late == [("R1", 3, PlannedLine), ("R2", 3, PlannedHold)]
    assert amounts(plan) == [("R1", 4, 7_500), ("R4", 1, 10_000)]


def test_late_months_pay_toward_a_ceiling_among_themselves_and_not_in_the_run() -> None:
    started = rental(paid_already_cents=8_500, months_already_paid=1)
    shop = facts(started, units=[unit(hcpcs="E0163")], posted=["2026-08", "2026-09"])
    plan = run("2026-10", shop)
    cents = [one.quote.amount_cents for one in plan.late if isinstance(one, PlannedLine)]
    assert cents == [1_100, 400]
    assert amounts(plan) == [("R1", 4, 1_100)]


def test_the_answer_has_the_keys_of_the_format_in_its_order() -> None:
    shop = facts(
        rental(1),
        rental(2, proven_on=None),
        rental(3, started_on="2025-07-05"),
        posted=["2026-09"],
    )
    written = answer(run("2026-10", shop))
    assert list(written) == ["month", "lines", "held", "finished", "invoices", "total", "late"]
    assert written["month"] == "2026-10"
    assert list(written["lines"][0].items()) == [
        ("rental_no", "R1"),
        ("member_no", "M1"),
        ("payer_code", "MH"),
        ("serial", "S1"),
        ("hcpcs", "E0260"),
        ("modifiers", ["RR", "KJ"]),
        ("rental_month", 4),
        ("from_on", "2026-10-05"),
        ("until_on", "2026-11-04"),
        ("usual_charge", "500.00"),
        ("amount", "75.00"),
        ("basis", "formula"),
        ("citations", ["101 CMR 322.03(18)(a)2"]),
        ("invoice_no", None),
    ]
    assert written["held"] == [
        {
            "rental_no": "R2",
            "rental_month": 4,
            "from_on": "2026-10-05",
            "reasons": [
                {"code": "no_proof_of_delivery", "detail": "no dated proof of delivery"},
            ],
        }
    ]
    assert written["finished"] == [{"rental_no": "R3", "last_month": 13}]
    assert written["invoices"] == [
        {
            "invoice_no": None,
            "member_no": "M1",
            "payer_code": "MH",
            "total": "75.00",
            "lines": 1,
            "pdf": None,
        }
    ]
    assert written["total"] == "75.00"
    assert [(late["rental_no"], late["amount"]) for late in written["late"]] == [
        ("R1", "100.00"),
        ("R2", None),
    ]


def test_numbers_and_papers_stand_in_the_answer_once_posted() -> None:
    plan = run("2026-10", facts(rental()))
    written = answer(plan, invoice_nos=["INV-000007"], with_papers=True)
    assert written["lines"][0]["invoice_no"] == "INV-000007"
    assert written["invoices"][0]["pdf"] == "INV-000007.pdf"
    assert answer(plan, invoice_nos=["INV-000007"])["invoices"][0]["pdf"] is None


def test_with_nothing_new_the_answer_is_empty() -> None:
    assert answer(run("2026-10", facts())) == {
        "month": "2026-10",
        "lines": [],
        "held": [],
        "finished": [],
        "invoices": [],
        "total": "0.00",
    }


def test_a_trace_is_stored_and_read_exactly() -> None:
    quote = run("2026-10", facts(rental())).lines[0].quote
    assert unpack_trace(pack_trace(quote.steps, quote.readings)) == (
        tuple(quote.steps),
        quote.readings,
    )
    odd: list[Step] = [
        ("s18.first", None, "2026-10-05"),
        ("s17.net", Fraction(1, 3), 20, Fraction(-7, 2), "x"),
    ]
    assert unpack_trace(pack_trace(odd, {})) == (tuple(odd), {})

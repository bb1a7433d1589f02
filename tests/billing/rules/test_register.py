"""The billing register as its answer and as CSV (docs/formats/billing.md, the register)."""

from dataclasses import replace

import pytest

from dmedesk.billing.rules.register import (
    CSV_COLUMNS,
    PayerTotal,
    Register,
    payer_totals,
    register_answer,
    register_csv,
    register_name,
)
from tests.billing.register import ALL, EMPTY, SMALL, invoice, register

GOLDEN = """\
kind,number,date,credit_of,member_no,member,payer_code,payer,rental_no,hcpcs,modifiers,serial,\
rental_month,last_month,from_on,until_on,usual_charge,amount,basis,citations,charge_no,units
invoice,INV-000001,2026-11-02,,M1,Rosa Núñez,MH,Payer MH,R1,E0260,RR KJ,14CF0123456,\
4,13,2026-10-04,2026-11-03,150.00,94.50,formula,101 CMR 322.03(18)(a)2 | 101 CMR 322.03(1)(d),,
invoice,INV-000002,2026-11-02,,M2,Rosa Núñez,PP,Payer PP,R1,E0260,RR KJ,14CF0123456,\
4,13,2026-10-04,2026-11-03,150.00,94.50,formula,101 CMR 322.03(18)(a)2 | 101 CMR 322.03(1)(d),,
invoice,INV-000002,2026-11-02,,M2,Rosa Núñez,PP,Payer PP,R2,E1390,RR,O2-7,\
23,,2026-10-04,2026-11-03,150.00,1234.56,usual_charge,,,
invoice,INV-000003,2026-11-02,,M3,Rosa Núñez,MH,Payer MH,R1,E0260,RR KJ,14CF0123456,\
4,13,2026-10-04,2026-11-03,150.00,94.50,formula,101 CMR 322.03(18)(a)2 | 101 CMR 322.03(1)(d),,
credit,INV-000104,2026-11-05,INV-000004,M1,Rosa Núñez,MH,Payer MH,,,,,,,,,,-94.50,,,,
"""


def test_the_csv_has_a_row_a_line_and_a_row_a_credit() -> None:
    assert register_csv(SMALL) == GOLDEN


def test_an_empty_register_is_its_header() -> None:
    assert register_csv(EMPTY) == ",".join(CSV_COLUMNS) + "\n"


def test_payers_are_summed_in_the_order_of_their_codes_and_credits_are_not_counted() -> None:
    assert payer_totals(SMALL) == [
        PayerTotal("MH", "Payer MH", 2, 2, 18_900),
        PayerTotal("PP", "Payer PP", 1, 2, 132_906),
    ]
    assert (SMALL.total_cents, SMALL.credited_cents) == (151_806, -9_450)


@pytest.mark.parametrize("one", ALL.values(), ids=ALL)
def test_lines_invoices_and_payers_come_to_the_same_total(one: Register) -> None:
    answer = register_answer(one)
    lines = [line for invoice in one.invoices for line in invoice.lines]
    assert sum(line.amount_cents for line in lines) == one.total_cents
    assert sum(payer.total_cents for payer in payer_totals(one)) == one.total_cents
    assert len(answer["invoices"]) == len(one.invoices)


def test_the_answer_key_by_key() -> None:
    answer = register_answer(SMALL)
    assert list(answer) == ["month", "invoices", "credits", "payers", "total"]
    assert (answer["month"], answer["total"]) == ("2026-10", "1518.06")
    assert answer["invoices"][1] == {
        "invoice_no": "INV-000002",
        "posted_on": "2026-11-02",
        "member_no": "M2",
        "member": "Rosa Núñez",
        "payer_code": "PP",
        "total": "1329.06",
        "lines": answer["invoices"][1]["lines"],
    }
    assert answer["invoices"][1]["lines"][1] == {
        "rental_no": "R2",
        "hcpcs": "E1390",
        "modifiers": ["RR"],
        "serial": "O2-7",
        "rental_month": 23,
        "last_month": None,
        "from_on": "2026-10-04",
        "until_on": "2026-11-03",
        "usual_charge": "150.00",
        "amount": "1234.56",
        "basis": "usual_charge",
        "citations": [],
    }


def test_the_credits_and_payers_of_the_answer_key_by_key() -> None:
    answer = register_answer(SMALL)
    assert answer["credits"] == [
        {
            "credit_no": "INV-000104",
            "credited_on": "2026-11-05",
            "invoice_no": "INV-000004",
            "member_no": "M1",
            "member": "Rosa Núñez",
            "payer_code": "MH",
            "amount": "-94.50",
        }
    ]
    assert answer["payers"][0] == {
        "payer_code": "MH",
        "name": "Payer MH",
        "invoices": 2,
        "lines": 2,
        "total": "189.00",
    }


def test_its_files_are_named_after_the_month_and_the_payer() -> None:
    assert register_name(register(invoice(1))) == "register-2026-10"
    assert register_name(replace(SMALL, payer_code="MH")) == "register-2026-10-MH"

"""A file of remittances becomes remittances with their answers."""

from datetime import date

from dmedesk.billing.rules.allocating import OpenLine
from dmedesk.billing.rules.remittance_file import REMITTANCE, RemittanceRead, remittances_of
from dmedesk.kit.findings import Finding
from dmedesk.kit.grid import Line
from dmedesk.kit.records import read_rows

HEADER = "payer_code,remittance_no,paid_on,amount,invoice_no,line,paid,codes"
LINES = {
    ("I1", 1): OpenLine(11, 1, "I1 line 1", 1, 5, date(2026, 10, 1), 1_000),
    ("I1", 2): OpenLine(12, 1, "I1 line 2", 1, 5, date(2026, 10, 1), 2_000),
}


def read(*rows: str) -> tuple[list[RemittanceRead], list[Finding]]:
    grid = [Line(n, tuple(row.split(","))) for n, row in enumerate((HEADER, *rows), 1)]
    found = read_rows(REMITTANCE, file="ra.csv", lines=grid)
    assert not found.findings
    amounts = {line.line_id: line.open_cents for line in LINES.values()}
    return remittances_of(found.rows, payers={"MH": 5}, lines=LINES, amounts=amounts)


def test_rows_of_one_number_are_one_remittance_in_their_order() -> None:
    (one, two), found = read(
        "MH,B,2026-11-02,,I1,2,20.00,",
        "MH,A,2026-11-01,,I1,,10.00,",
        "MH,B,2026-11-02,,I1,1,1.00,CO-45 9.00",
    )
    assert (one.number, one.amount_cents, two.amount_cents) == ("A", 1_000, 2_100)
    assert [answer.line_id for answer in two.answers] == [12, 11]
    assert two.paid_cents == 2_100
    assert found == []


def test_an_amount_above_the_sum_is_told_and_one_below_stops() -> None:
    (one,), found = read("MH,A,2026-11-01,11.00,I1,1,10.00,")
    assert (one.amount_cents, [f.severity for f in found]) == (1_100, ["warning"])
    _, found = read("MH,A,2026-11-01,9.00,I1,1,10.00,")
    assert [f.severity for f in found] == ["stop"]


def test_rows_of_one_number_agree_on_its_day() -> None:
    _, found = read("MH,A,2026-11-01,,I1,1,10.00,", "MH,A,2026-11-02,,I1,2,20.00,")
    assert [(f.code, f.subject) for f in found] == [
        ("bad_paid_on", "ra.csv line 3, column paid_on")
    ]

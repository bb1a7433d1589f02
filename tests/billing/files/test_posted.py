"""What was posted as files: each cell reads back what was written (docs/formats/billing.md)."""

from datetime import date

import pytest

from dmedesk.billing.files import CREDITS, INVOICE_LINES, INVOICES, RUNS
from dmedesk.kit.records import RecordFile, read_rows
from tests.catalog.excerpts import lines_of

WORDS = {
    "printed_company": '["Example Medical",["1 Main St"],"",""]',
    "printed_payer": '["MassHealth",[],"MH"]',
    "printed_member": '["Ana Rivera",[],"M1",[null,null]]',
}
LINE = {
    "invoice_no": "INV-000001",
    "rental_no": "R1",
    "from_on": date(2026, 10, 5),
    "until_on": date(2026, 11, 5),
    "round": 1,
    "rental_month": 4,
    "hcpcs": "E0260",
    "description": 'Hospital bed, 36"',
    "brand": "",
    "model": "",
    "serial": "SN-1",
    "modifiers": "RR KJ",
    "basis": "formula",
    "citations": "101 CMR 322.03(18)(a)2\n101 CMR 322.03(1)",
    "readings": '{"months_4_to_13_rounding":"each_step"}',
    "last_month": 13,
    "usual_charge": 50_000,
    "amount": 7_500,
    "pa_number": None,
    "trace": '[["s18a.later",7500,75,10000]]',
}


def again(file: RecordFile, values: dict[str, object]) -> dict[str, object]:
    """The values of a row that was written and read."""
    cells = [f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in file.cells_of(values)]
    text = f"{','.join(column.name for column in file.columns)}\n{','.join(cells)}\n"
    read = read_rows(file, file="x.csv", lines=lines_of(text))
    assert read.findings == []
    return read.rows[0].values


def test_a_line_is_read_as_it_was_written() -> None:
    assert again(INVOICE_LINES, LINE) == LINE
    columns = [column.name for column in INVOICE_LINES.columns]
    written = dict(zip(columns, INVOICE_LINES.cells_of(LINE), strict=True))
    assert (written["until_on"], written["amount"]) == ("2026-11-04", "75.00")
    assert written["citations"] == "101 CMR 322.03(18)(a)2 | 101 CMR 322.03(1)"


@pytest.mark.parametrize("words", WORDS)
def test_frozen_words_that_were_changed_are_refused(words: str) -> None:
    header = (
        "invoice_no,run,member_no,payer_code,total,printed_company,printed_payer,printed_member"
    )
    for spoiled, found in ((WORDS[words], []), ("{", ["bad_frozen_text"])):
        cells = [{**WORDS, words: spoiled}[name].replace('"', '""') for name in WORDS]
        row = ",".join(["INV-1", "1", "M1", "MH", "1.00", *(f'"{cell}"' for cell in cells)])
        read = read_rows(INVOICES, file="x.csv", lines=lines_of(f"{header}\n{row}\n"))
        assert [finding.code for finding in read.findings] == found


@pytest.mark.parametrize("number", ["../INV-1", "INV-", "a/1", "..\\1"])
def test_a_number_that_cannot_name_a_paper_is_refused(number: str) -> None:
    text = (
        "credit_no,invoice_no,credited_at,credited_on,credited_by\n"
        f"{number},INV-1,2026-11-03T15:00:00Z,2026-11-03,ana\n"
    )
    read = read_rows(CREDITS, file="x.csv", lines=lines_of(text))
    assert [finding.code for finding in read.findings] == ["bad_number"]


def test_a_run_names_its_month() -> None:
    header = "run,month,posted_at,posted_on,posted_by,engine_edition\n"
    for month, found in (("2026-10", []), ("2026-13", ["bad_month"]), ("October", ["bad_month"])):
        text = f"{header}1,{month},2026-11-03T15:00:00Z,2026-11-03,ana,0.1.0\n"
        read = read_rows(RUNS, file="x.csv", lines=lines_of(text))
        assert [finding.code for finding in read.findings] == found

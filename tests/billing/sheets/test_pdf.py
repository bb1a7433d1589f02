"""The finished invoice, read back: every field, every sum, the same bytes each time."""

import subprocess
import sys
from dataclasses import replace

import pytest

from dmedesk.billing.sheets import InvoicePaper, invoice_pdf
from dmedesk.kit.errors import Refused
from dmedesk.printing.figures import money
from tests.billing.sheets.specimens import ALL, BED, CHAIR, CREDIT, OXYGEN, SUPPLIER, many, paper
from tests.printing.reading import read, words


def test_every_field_is_on_the_paper() -> None:
    said = words(invoice_pdf(paper(BED, CHAIR, OXYGEN)))
    for text in (
        *("Commonwealth Home Medical, Inc.", "214 Centre Street, Suite 3"),
        *("Jamaica Plain, MA 02130", "(617) 555-0142 · NPI 1234567893"),
        *("Invoice INV-2026-000123", "Invoice date", "2026-11-02", "October 2026"),
        *("Payer", "MassHealth", "Attn: Claims Operations", "PO Box 555", "Quincy, MA 02171"),
        *("Member", "Rosa Núñez", "18 Rossmore Road, Apt. 2", "Boston, MA 02130"),
        *("Member no. M10", "MassHealth ID 100012345678"),
        *("Line", "Service period", "HCPCS", "modifiers", "Description"),
        *("brand and model, serial", "Month", "Usual charge", "Amount", "clause"),
        *("2026-10-04", "– 2026-11-03", "E0260", "RR KJ", "K0823", "RR KH", "E1390"),
        *("Hospital bed, semi-electric, with side rails and mattress",),
        *("Invacare 5410IVC · Serial 14CF0123456", "Quantum Q6 Edge 2.0 · Serial J9-2026-00123"),
        *("4 of 13", "1 of 13", "17", "150.00", "1,200.00", "94.50", "595.50", "175.63"),
        *("101 CMR 322.03(18)(a)2", "101 CMR 322.03(18)(b)1", "101 CMR 322.03(1)(d)"),
        *("Total 865.63", "Page 1 of 1"),
        "Questions about this invoice? Call (617) 555-0142",
        "and have its number, INV-2026-000123, at hand.",
    ):
        assert text in said


def test_foreign_letters_are_read_back() -> None:
    said = words(invoice_pdf(ALL["foreign letters"]))
    assert "Łucja Wiśniewska" in said
    assert "5 Łódź Square" in said


def test_a_credit_names_the_invoice_that_it_takes_back() -> None:
    said = words(invoice_pdf(CREDIT))
    for text in ("Credit INV-2026-000140", "Credit date", "Credits invoice INV-2026-000123"):
        assert text in said
    assert "Total -94.50" in said
    assert "Invoice date" not in said


@pytest.mark.parametrize(
    ("phone", "questions", "expected"),
    [
        ("", "", "Write to Commonwealth Home Medical, Inc. and have its number"),
        ("(617) 555-0142", "Ask Rosa at the desk.", "Ask Rosa at the desk."),
    ],
)
def test_the_footer_says_what_to_do_with_questions(
    phone: str, questions: str, expected: str
) -> None:
    supplier = replace(SUPPLIER, phone=phone, questions=questions)
    assert expected in words(invoice_pdf(paper(supplier=supplier)))


@pytest.mark.parametrize("count", [1, 5, 12, 13, 14, 30, 100])
def test_sums_are_carried_over_every_page_break(count: int) -> None:
    invoice = many(count)
    pages = [" ".join(page.text.split()) for page in read(invoice_pdf(invoice))]
    taken = 0
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Line Service period HCPCS" in page
        before = sum(line.amount_cents for line in invoice.lines[:taken])
        assert (f"Brought forward {money(before)}" in page) is (number > 1)
        here = [line for line in invoice.lines if line.serial in page]
        assert here == list(invoice.lines[taken : taken + len(here)])
        assert here
        taken += len(here)
        after = sum(line.amount_cents for line in invoice.lines[:taken])
        is_last = number == len(pages)
        assert (f"Carried forward {money(after)}" in page) is not is_last
        assert (f"Total {money(invoice.total_cents)}" in page) is is_last
    assert taken == count


@pytest.mark.parametrize("explained", [False, True])
@pytest.mark.parametrize("invoice", ALL.values(), ids=ALL)
def test_the_same_paper_is_the_same_bytes(invoice: InvoicePaper, explained: bool) -> None:
    assert invoice_pdf(invoice, explained=explained) == invoice_pdf(invoice, explained=explained)


def test_another_process_makes_the_same_bytes() -> None:
    program = (
        "import hashlib; from dmedesk.billing.sheets import invoice_pdf; "
        "from tests.billing.sheets.specimens import FOREIGN; "
        "print(hashlib.sha256(invoice_pdf(FOREIGN, explained=True)).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1


def test_a_font_is_embedded_only_where_a_name_needs_it() -> None:
    plain, foreign = invoice_pdf(paper()), invoice_pdf(ALL["foreign letters"])
    assert b"/FontFile2" not in plain
    assert b"/FontFile2" in foreign
    assert len(plain) < 5_000 < len(foreign) < 40_000


def test_a_logo_that_is_no_picture_is_refused() -> None:
    with pytest.raises(Refused, match="logo"):
        invoice_pdf(paper(supplier=replace(SUPPLIER, logo=b"no picture")))

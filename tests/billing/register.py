"""Made-up registers to read back: one line, several payers, credits, an invoice over two pages."""

from dataclasses import replace
from datetime import date

from dmedesk.billing.rules.printed import CompanyWords
from dmedesk.billing.rules.register import (
    Register,
    RegisterCredit,
    RegisterInvoice,
    RegisterLine,
)

LINE = RegisterLine(
    rental_no="R1",
    hcpcs="E0260",
    modifiers=("RR", "KJ"),
    serial="14CF0123456",
    rental_month=4,
    last_month=13,
    from_on=date(2026, 10, 4),
    until_on=date(2026, 11, 4),
    usual_charge_cents=15_000,
    amount_cents=9_450,
    basis="formula",
    citations=("101 CMR 322.03(18)(a)2", "101 CMR 322.03(1)(d)"),
)
OXYGEN = replace(
    LINE,
    rental_no="R2",
    hcpcs="E1390",
    modifiers=("RR",),
    serial="O2-7",
    rental_month=23,
    last_month=None,
    amount_cents=123_456,
    basis="usual_charge",
    citations=(),
)
LONG_LINE = replace(
    LINE,
    rental_no="RENTAL-NUMBER-OF-ANOTHER-PROGRAM-1234567",
    modifiers=("RR", "KJ", "KX", "GA", "CG", "ZZ"),
    serial="SN-0001-2222-3333-4444-5555-6666-7777-8888",
    usual_charge_cents=123_456_789,
    amount_cents=98_765_432,
    citations=("101 CMR 322.03(17)(c)3.c, and a remark that is long enough to wrap",) * 2,
)


def invoice(number: int, *lines: RegisterLine, payer: str = "MH") -> RegisterInvoice:
    """An invoice of these lines, else of one."""
    of_invoice = lines or (LINE,)
    return RegisterInvoice(
        invoice_no=f"INV-{number:06d}",
        posted_on=date(2026, 11, 2),
        member_no=f"M{number}",
        member="Rosa Núñez",
        payer_code=payer,
        payer=f"Payer {payer}",
        total_cents=sum(line.amount_cents for line in of_invoice),
        lines=of_invoice,
    )


def credit(number: int) -> RegisterCredit:
    """A credit whose invoice is a hundred before it."""
    return RegisterCredit(
        credit_no=f"INV-{number:06d}",
        credited_on=date(2026, 11, 5),
        invoice_no=f"INV-{number - 100:06d}",
        member_no="M1",
        member="Rosa Núñez",
        payer_code="MH",
        payer="Payer MH",
        amount_cents=-9_450,
    )


def register(*invoices: RegisterInvoice, credits_: tuple[RegisterCredit, ...] = ()) -> Register:
    """October of all payers."""
    return Register(
        month_on=date(2026, 10, 1),
        payer_code="",
        supplier=CompanyWords("Example Medical", ("1 Main Street", "Lowell, MA 01850"), "555-0100"),
        invoices=invoices,
        credits=credits_,
    )


SMALL = register(
    invoice(1), invoice(2, LINE, OXYGEN, payer="PP"), invoice(3), credits_=(credit(104),)
)
EMPTY = replace(register(), supplier=None)
MANY = register(
    *(invoice(number, *((LINE, OXYGEN) * (number % 3 + 1))) for number in range(1, 40)),
    invoice(40, *((LINE,) * 60)),
    credits_=tuple(credit(number) for number in range(200, 245)),
)
LONG = register(
    replace(
        invoice(1, LONG_LINE, LONG_LINE, payer="A-PAYER-CODE-OF-TWENTY-LETTERS"),
        invoice_no="INVOICE-NUMBER-2026-000001",
        member_no="MEMBER-NUMBER-0000001",
        member="Maximiliana-Wilhelmina Throckmorton-Featherstonehaugh III of Łódź",
        payer="Blue Cross and Blue Shield of Massachusetts HMO Blue New England Value Plus, Inc.",
    ),
    credits_=(
        replace(
            credit(300),
            member="Maximiliana-Wilhelmina Throckmorton-Featherstonehaugh III of Łódź",
            amount_cents=-98_765_432,
        ),
    ),
)
ALL = {"small": SMALL, "empty": EMPTY, "many": MANY, "long words": LONG}

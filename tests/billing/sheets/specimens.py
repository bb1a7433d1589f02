"""Made-up invoices to look at and to read back: plain, long, foreign, many pages."""

from dataclasses import replace
from datetime import date
from typing import Any

from dmedesk.billing.sheets import Address, InvoicePaper, InvoicePaperLine, Letterhead

SUPPLIER = Letterhead(
    name="Commonwealth Home Medical, Inc.",
    lines=("214 Centre Street, Suite 3", "Jamaica Plain, MA 02130"),
    phone="(617) 555-0142",
    npi="1234567893",
)
PAYER = Address("MassHealth", ("Attn: Claims Operations", "PO Box 555", "Quincy, MA 02171"))
MEMBER = Address("Rosa Núñez", ("18 Rossmore Road, Apt. 2", "Boston, MA 02130"))
FOREIGN_MEMBER = Address("Łucja Wiśniewska", ("5 Łódź Square", "Boston, MA 02130"))

BED = InvoicePaperLine(
    from_on=date(2026, 10, 4),
    until_on=date(2026, 11, 4),
    hcpcs="E0260",
    modifiers=("RR", "KJ"),
    description="Hospital bed, semi-electric, with side rails and mattress",
    brand="Invacare",
    model="5410IVC",
    serial="14CF0123456",
    rental_month=4,
    last_month=13,
    charge_cents=15000,
    amount_cents=9450,
    citations=("101 CMR 322.03(18)(a)2",),
    steps=(
        ("10% of the new purchase fee 1260.00", "126.00", "101 CMR 322.03(18)(a)1"),
        ("75% of 126.00 in months 4 to 13", "94.50", "101 CMR 322.03(18)(a)2"),
        ("The usual charge 150.00 is not lower", "94.50", "101 CMR 322.03(1)(a)"),
    ),
    readings=("months 4 to 13 are rounded at each step",),
)
CHAIR = replace(
    BED,
    hcpcs="K0823",
    modifiers=("RR", "KH"),
    description="Power wheelchair, group 2 standard, captain's chair, up to 300 pounds",
    brand="Quantum",
    model="Q6 Edge 2.0",
    serial="J9-2026-00123",
    rental_month=1,
    charge_cents=120000,
    amount_cents=59550,
    citations=("101 CMR 322.03(18)(b)1", "101 CMR 322.03(1)(d)"),
    readings=(),
)
OXYGEN = replace(
    BED,
    hcpcs="E1390",
    modifiers=("RR",),
    description="Oxygen concentrator, single delivery port",
    brand="",
    model="EverFlo",
    serial="1083421",
    rental_month=17,
    last_month=None,
    charge_cents=20000,
    amount_cents=17563,
    citations=("101 CMR 322.03(3)(c)",),
    steps=(("90% of the fee in a nursing facility", "175.63", "101 CMR 322.03(3)(c)"),),
    readings=(),
)
LONG_LINE = replace(
    CHAIR,
    description="Accessorywithoutanybreakanywhereatallinit and then much about parts " * 9,
    brand="Sunrise Medical International Holdings",
    model="Quickie Q700-UP M Sedeo Ergo",
    serial="SN-0001-2222-3333-4444-5555-6666-7777",
    modifiers=("RR", "KH", "KX", "GA"),
    charge_cents=12345678,
    amount_cents=9876543,
    citations=("101 CMR 322.03(18)(b)1", "101 CMR 322.03(17)(c)3.c, and a remark that wraps"),
    steps=(("A step that says a great deal about how it was reached " * 4, "1.00", "clause " * 9),),
)


def paper(*lines: InvoicePaperLine, **changes: Any) -> InvoicePaper:
    """An invoice of these lines, else of one bed."""
    plain = InvoicePaper(
        number="INV-2026-000123",
        invoice_on=date(2026, 11, 2),
        month_on=date(2026, 10, 1),
        supplier=SUPPLIER,
        payer=PAYER,
        member=MEMBER,
        member_numbers=(("Member no.", "M10"), ("MassHealth ID", "100012345678")),
        lines=lines or (BED,),
    )
    return replace(plain, **changes)


def many(count: int) -> InvoicePaper:
    """So many lines, each with a serial of its own."""
    kinds = (BED, CHAIR, OXYGEN)
    return paper(*(replace(kinds[n % 3], serial=f"SERIAL-{n + 1:03d}") for n in range(count)))


LONG = paper(
    LONG_LINE,
    BED,
    supplier=replace(
        SUPPLIER,
        name="The Greater Northeastern Massachusetts Home Medical Equipment and Respiratory "
        "Supply Corporation of Lowell and Lawrence",
        questions="Questions? Write to billing@example.org or call our office on any working day "
        "between nine in the morning and five in the afternoon, and we will explain each line.",
    ),
    payer=Address(
        "Blue Cross and Blue Shield of Massachusetts HMO Blue New England Value Plus, Inc.",
        (
            "Attention: Durable Medical Equipment Claims, Building 4, Floor 12",
            "One Enterprise Drive",
            "Mail Stop 01-07",
            "North Quincy, MA 02171-2126",
        ),
    ),
    member=Address(
        "Maximiliana-Wilhelmina Throckmorton-Featherstonehaugh III",
        ("1 A Very Long Avenue Name Boulevard Northwest, Apartment 1234", "Boston, MA 02130"),
    ),
)
FOREIGN = paper(member=FOREIGN_MEMBER)
CREDIT = paper(
    replace(BED, amount_cents=-9450), number="INV-2026-000140", credit_of="INV-2026-000123"
)
ALL = {
    "one line": paper(),
    "three lines": paper(BED, CHAIR, OXYGEN),
    "thirty lines": many(30),
    "long words": LONG,
    "foreign letters": FOREIGN,
    "credit": CREDIT,
    "no lines": replace(paper(), lines=()),
}

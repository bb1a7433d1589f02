"""What was frozen at posting is what the paper says, the derivation in the engine's own words."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from dmedesk.billing.rules.printed import (
    CompanyWords,
    MemberWords,
    PayerWords,
    PrintedInvoice,
    PrintedLine,
    ProductWords,
)
from dmedesk.billing.sheets import draw, invoice_pdf
from dmedesk.billing.sheets.frozen import paper_of
from dmedesk.rates import Quote, Request, price
from dmedesk.rates.money import format_dollars
from tests.printing.reading import words

REQUEST = Request(
    regime="masshealth",
    on=date(2026, 10, 4),
    service="rental",
    payment_class="capped",
    rental_month=4,
    usual_charge=500000,
    rows={"NU": 1234567},
)


def posted() -> PrintedInvoice:
    quote = price(REQUEST)
    assert isinstance(quote, Quote)
    line = PrintedLine(
        from_on=date(2026, 10, 4),
        until_on=date(2026, 11, 4),
        product=ProductWords("E0260", "Hospital bed", "Invacare", "5410IVC"),
        serial="14CF0123456",
        modifiers=quote.modifiers,
        rental_month=4,
        last_month=13,
        usual_charge_cents=500000,
        amount_cents=quote.amount_cents,
        basis=quote.basis,
        citations=quote.citations,
        steps=tuple(quote.steps),
        readings=quote.readings,
    )
    return PrintedInvoice(
        invoice_no="INV-000007",
        invoice_on=date(2026, 11, 2),
        month_on=date(2026, 10, 1),
        company=CompanyWords("Example Medical", ("1 Main Street",), "(617) 555-0142", "1234567893"),
        payer=PayerWords("MassHealth", ("Quincy, MA 02171",), "MH"),
        member=MemberWords("Núñez, Rosa", ("Boston, MA 02130",), "M10", (("MassHealth ID", "1"),)),
        lines=(line,),
    )


def test_every_frozen_word_is_on_the_paper() -> None:
    said = words(draw(posted()))
    for text in (
        *("Example Medical", "1 Main Street", "(617) 555-0142 · NPI 1234567893"),
        *("Invoice INV-000007", "2026-11-02", "October 2026"),
        *("MassHealth", "Quincy, MA 02171", "Núñez, Rosa", "Boston, MA 02130"),
        *("Member no. M10", "MassHealth ID 1"),
        *("E0260", "RR KJ", "Hospital bed", "Invacare 5410IVC · Serial 14CF0123456"),
        *("2026-10-04", "– 2026-11-03", "4 of 13", "5,000.00", "925.93", "Total 925.93"),
    ):
        assert text in said


def test_the_engines_steps_are_put_into_words_when_asked() -> None:
    printed = posted()
    said = words(draw(printed, explained=True))
    (line,) = paper_of(printed, explained=True).lines
    assert line.steps
    for sentence, figure, clause in line.steps:
        assert sentence[0].isupper() or not sentence[0].isalpha()
        assert clause.startswith("101 CMR 322.03")
        assert figure in said
    assert line.steps[-1][1] == "925.93"
    assert "Reading: months 4 to 13 rounding: each step" in said


def test_nobody_pays_for_words_that_are_not_printed() -> None:
    (line,) = paper_of(posted()).lines
    assert line.steps == ()


def test_an_exact_value_keeps_its_decimals() -> None:
    code, _, *figures = posted().lines[0].steps[0]
    exact = Fraction(12345678901, 1000)
    line = replace(posted().lines[0], steps=((code, exact, *figures),))
    (explained,) = paper_of(replace(posted(), lines=(line,)), explained=True).lines
    assert format_dollars(exact) == "123456.78901"
    assert explained.steps[0][1] == "123,456.78901"


def test_the_paper_of_a_posting_is_the_same_bytes() -> None:
    assert draw(posted()) == invoice_pdf(paper_of(posted()))

"""A posted invoice on paper: from the words and figures frozen with it to what the sheet draws."""

from dmedesk.billing.rules.charge_words import charge_named, units_named
from dmedesk.billing.rules.charges import ChargeKind
from dmedesk.billing.rules.printed import PrintedInvoice, PrintedLine
from dmedesk.billing.sheets.paper import InvoicePaper, InvoicePaperLine, Step
from dmedesk.billing.sheets.pdf import explanation_pdf, invoice_pdf
from dmedesk.kit.postal import Address, Letterhead
from dmedesk.rates.answer import Step as EngineStep
from dmedesk.rates.money import ExactCents, format_dollars
from dmedesk.rates.wording import citation_of, says


def draw(printed: PrintedInvoice, *, explained: bool = False) -> bytes:
    """The paper of a posted invoice, the same bytes each time; raises as ``invoice_pdf``."""
    return invoice_pdf(paper_of(printed, explained=explained), explained=explained)


def draw_explanation(printed: PrintedInvoice) -> bytes:
    """The pages that explain each amount of a posted invoice; raises as ``invoice_pdf``."""
    return explanation_pdf(paper_of(printed, explained=True))


def paper_of(printed: PrintedInvoice, *, explained: bool = False) -> InvoicePaper:
    """What the sheet draws; the steps are put into words only where they are ``explained``."""
    company, payer, member = printed.company, printed.payer, printed.member
    return InvoicePaper(
        number=printed.invoice_no,
        invoice_on=printed.invoice_on,
        month_on=printed.month_on,
        supplier=Letterhead(
            company.name, company.lines, company.phone, company.npi, logo=printed.logo
        ),
        payer=Address(payer.name, payer.lines),
        member=Address(member.name, member.lines),
        member_numbers=(("Member no.", member.member_no), *member.ids),
        lines=tuple(_line(line, explained=explained) for line in printed.lines),
        pays="" if all(map(_is_remainder, printed.lines)) else payer.pays,
    )


def _is_remainder(line: PrintedLine) -> bool:
    """Whether a line asks for what another payer left: no allowed amount of this payer."""
    return line.charge is not None and line.charge.kind is ChargeKind.REMAINDER


def _line(line: PrintedLine, *, explained: bool) -> InvoicePaperLine:
    product = line.product
    return InvoicePaperLine(
        from_on=line.from_on,
        until_on=line.until_on,
        hcpcs=product.hcpcs,
        modifiers=line.modifiers,
        description=product.description,
        brand=product.brand,
        model=product.model,
        serial=line.serial,
        rental_month=line.rental_month,
        last_month=line.last_month,
        charge_cents=line.usual_charge_cents,
        amount_cents=line.amount_cents,
        citations=line.citations,
        steps=tuple(_step(step) for step in line.steps) if explained else (),
        readings=tuple(_reading(*reading) for reading in line.readings.items()),
        charge="" if line.charge is None else charge_named(line.charge),
        units="" if line.charge is None else units_named(line.charge),
        answered="" if line.charge is None else line.charge.answered,
    )


def _step(step: EngineStep) -> Step:
    code, amount, *_ = step
    sentence = says(step)
    figure = "" if amount is None else _figure(amount)
    return (sentence[:1].upper() + sentence[1:], figure, citation_of(code))


def _figure(cents: ExactCents) -> str:
    """Dollars with thousands separators, and more than two decimals where the law carries them."""
    dollars, _, rest = format_dollars(cents).partition(".")
    return f"{int(dollars):,}.{rest}"


def _reading(name: str, option: str) -> str:
    return f"{name}: {option}".replace("_", " ")

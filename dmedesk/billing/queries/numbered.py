"""Finds an invoice, or the credit of one, by the number on its paper."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.billing.tables import Credit, Invoice
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class NumberedPaper:
    """The invoice of a number; ``credit_id`` where the number is that of a credit of it."""

    number: str
    invoice_id: int
    credit_id: int | None = None


def numbered_paper(session: Session, *, number: str, to_explain: bool = False) -> NumberedPaper:
    """What bears the number. Refused for a number that nothing here bears.

    Refused, too, for a credit ``to_explain``: its amounts are those of its invoice.
    """
    # Asked one after the other, for each has an index, and both together could use neither.
    invoice_id = session.scalar(select(Invoice.id).where(Invoice.invoice_no == number))
    if invoice_id is not None:
        return NumberedPaper(number, invoice_id)
    statement = (
        select(Invoice.id, Invoice.invoice_no, Credit.id)
        .join(Credit, Credit.invoice_id == Invoice.id)
        .where(Credit.credit_no == number)
    )
    found = session.execute(statement).one_or_none()
    if found is None:
        unknown = f"There is no invoice {number}."
        remedy = "Use the number of an invoice or a credit of this shop, as it is printed."
        raise Refused([Finding(Severity.STOP, "unknown_invoice", unknown, remedy=remedy)])
    invoice_id, invoice_no, credit_id = found
    if to_explain:
        is_credit = f"{number} is a credit: it takes back the amounts of {invoice_no}."
        remedy = f"Ask for {invoice_no}, which explains them."
        raise Refused([Finding(Severity.STOP, "credit_not_explained", is_credit, remedy=remedy)])
    return NumberedPaper(number, invoice_id, credit_id)

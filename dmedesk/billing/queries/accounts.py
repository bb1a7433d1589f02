"""One member's account as its page shows it, as of a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dmedesk.billing.queries.balances import payment_balances
from dmedesk.billing.queries.journal import account_of
from dmedesk.billing.queries.made_statements import StatementMade, statements_made
from dmedesk.billing.queries.notes import NoteOf, notes_of
from dmedesk.billing.queries.owed import open_by_invoice_day
from dmedesk.billing.rules.ageing import aged
from dmedesk.billing.rules.journal import Entry
from dmedesk.members.tables import Member
from dmedesk.rates.money import format_dollars


@dataclass(frozen=True, slots=True)
class AccountRead:
    """A member's entries until a day, the ages of what is open then, every note and statement.

    ``deposit_cents`` is held of the member's deposits: neither applied nor given back.
    """

    member_no: str
    name: str
    on: date
    entries: tuple[Entry, ...]
    ages: tuple[int, ...]
    deposit_cents: int
    notes: tuple[NoteOf, ...]
    statements: tuple[StatementMade, ...]

    @property
    def owed_cents(self) -> int:
        """What all who pay owe as of the day."""
        return self.entries[-1].balance_cents if self.entries else 0

    @property
    def owed_words(self) -> str:
        """What is owed, in a few words; a deposit is told beside it, for it pays nothing yet."""
        cents, deposit = self.owed_cents + self.deposit_cents, format_dollars(self.deposit_cents)
        held = f"; a deposit of {deposit} is held beside it" if self.deposit_cents else ""
        if cents < 0:
            return f"Overpaid by {format_dollars(-cents)} as of {self.on}{held}"
        return f"Owed {format_dollars(cents)} as of {self.on}, by all who pay{held}"


def read_account(session: Session, *, member_id: int, on: date) -> AccountRead | None:
    """A member's account; None where there is no such member."""
    member = session.get(Member, member_id)
    if member is None:
        return None
    open_lines = open_by_invoice_day(session, on=on, member_id=member_id)
    amounts = [amount for of_pair in open_lines.values() for amount in of_pair]
    held = payment_balances(session, on=on, member_id=member_id, only_unapplied=True)
    return AccountRead(
        member.member_no,
        f"{member.last_name}, {member.first_name}",
        on,
        tuple(account_of(session, member_id=member_id, until_on=on)),
        tuple(aged(amounts, on).by_age),
        sum(one.unapplied_cents for one in held if one.is_deposit),
        tuple(notes_of(session, member_id=member_id)),
        tuple(statements_made(session, member_id=member_id)),
    )

"""One member's account as its page shows it, as of a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dmedesk.billing.queries.journal import account_of
from dmedesk.billing.queries.notes import NoteOf, notes_of
from dmedesk.billing.queries.owed import open_by_invoice_day
from dmedesk.billing.rules.ageing import aged
from dmedesk.billing.rules.journal import Entry
from dmedesk.members.tables import Member
from dmedesk.rates.money import format_dollars


@dataclass(frozen=True, slots=True)
class AccountRead:
    """A member's entries until a day, the ages of what is open then, and every note."""

    member_no: str
    name: str
    on: date
    entries: tuple[Entry, ...]
    ages: tuple[int, ...]
    notes: tuple[NoteOf, ...]

    @property
    def owed_cents(self) -> int:
        """What all who pay owe as of the day."""
        return self.entries[-1].balance_cents if self.entries else 0

    @property
    def owed_words(self) -> str:
        """What is owed, in a few words."""
        cents = self.owed_cents
        if cents < 0:
            return f"Overpaid by {format_dollars(-cents)} as of {self.on}"
        return f"Owed {format_dollars(cents)} as of {self.on}, by all who pay"


def read_account(session: Session, *, member_id: int, on: date) -> AccountRead | None:
    """A member's account; None where there is no such member."""
    member = session.get(Member, member_id)
    if member is None:
        return None
    open_lines = open_by_invoice_day(session, on=on, member_id=member_id)
    amounts = [amount for of_pair in open_lines.values() for amount in of_pair]
    return AccountRead(
        member.member_no,
        f"{member.last_name}, {member.first_name}",
        on,
        tuple(account_of(session, member_id=member_id, until_on=on)),
        tuple(aged(amounts, on).by_age),
        tuple(notes_of(session, member_id=member_id)),
    )

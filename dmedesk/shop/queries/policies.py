"""What the shop chose, from a day on."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.stored import StoredRow
from dmedesk.shop.rules.policies import ATTACHMENT_MEGABYTES, Policies, Said
from dmedesk.shop.tables import Policy

PAYER = "payer_code"
"""What a link to the policies may ask for: those of one payer."""


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One policy as it was said: what, from when, by whom, when and why."""

    id: int
    key: str
    regime: str
    payer_code: str
    from_on: date
    value: str
    why: str
    said_by: str
    said_at: datetime

    def said(self) -> Said:
        """What decides."""
        return Said(self.id, self.key, self.regime, self.payer_code, self.from_on, self.value)


def policy_rows(session: Session) -> list[PolicyRow]:
    """Every policy that was ever said, the newest first."""
    columns = (
        Policy.id,
        Policy.key,
        Policy.regime,
        Policy.payer_code,
        Policy.from_on,
        Policy.value,
        Policy.why,
        Policy.said_by,
        Policy.said_at,
    )
    return [PolicyRow(*row) for row in session.execute(select(*columns).order_by(-Policy.id))]


def policies(session: Session) -> Policies:
    """Every policy, for questions of what holds on a day."""
    return Policies(row.said() for row in policy_rows(session))


def attachment_megabytes(session: Session, *, on: date) -> int:
    """What one attached file may have at most on a day, in megabytes."""
    return int(policies(session).value(ATTACHMENT_MEGABYTES, on=on))


def stored_policies(session: Session) -> list[StoredRow]:
    """Every policy in the order in which they were said, as ``policies.csv`` has it."""
    rows = sorted(policy_rows(session), key=lambda row: row.id)
    return [
        StoredRow(
            row.id,
            {
                "policy": row.key,
                "regime": row.regime or None,
                "payer_code": row.payer_code or None,
                "from_on": row.from_on,
                "value": row.value or None,
                "why": row.why,
                "said_by": row.said_by,
                "said_at": row.said_at,
            },
        )
        for row in rows
    ]

"""Passes what remains of an answered line on to the next payer: a charge, invoiced at once."""

from dataclasses import dataclass, replace

from dmedesk.billing.actions.batches import LOCK as PAYMENTS
from dmedesk.billing.actions.batches import today_of
from dmedesk.billing.actions.charges import enter_charge
from dmedesk.billing.actions.charging import invoice_charges_now
from dmedesk.billing.actions.crediting import LOCK
from dmedesk.billing.queries.passing import line_to_pass
from dmedesk.billing.rules.charges import SourceKind
from dmedesk.billing.rules.passing import passing_findings
from dmedesk.billing.rules.payments import WriteOffReason
from dmedesk.billing.tables import WriteOff
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.members.tables import Payer
from dmedesk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PassedOn:
    """The charge of a remainder (its id), and the number of the invoice that asks for it."""

    charge_id: int
    invoice_no: str


def pass_on(
    work: UnitOfWork, *, line_id: int, payer_id: int, cents: int, why: str = ""
) -> PassedOn:
    """Pass an amount of an answered line on to the next payer, on an invoice of its own.

    The line is the source of the charge, so the database lets it pass on once; what is passed on is
    open on it no more. ``why`` is why the member owes it, where the payer stands for the member.
    Refused whole, with every reason (``rules.passing``), and where the charge would be held.
    """
    work.lock(LOCK)
    work.lock(PAYMENTS)
    found = line_to_pass(work.session, line_id=line_id, on=today_of(work))
    if found is None:
        raise Refused([Finding(Severity.STOP, "unknown_line", "There is no such line.")])
    line, why = found.line, " ".join(why.split())
    regime = work.session.get_one(Payer, payer_id).regime
    findings = passing_findings(line, cents=cents, payer_id=payer_id, regime=regime, why=why)
    if refused := list(findings):
        raise Refused(refused)
    is_members = line.next_cover is None
    told = line.told(cents, why if is_members else "")
    charge_id = enter_charge(
        work,
        said=replace(found.said, payer_id=payer_id, why_payer=told),
        source=SourceKind.ANSWERED_LINE,
        source_no=found.source_no,
    )
    work.session.add(
        WriteOff(
            line_id=line_id,
            amount_cents=cents,
            reason=WriteOffReason.PASSED_ON,
            charge_id=charge_id,
            note="",
            written_on=today_of(work),
            recorded_at=work.now,
            recorded_by=work.actor,
        )
    )
    work.session.flush()
    (invoice_no,) = invoice_charges_now(work, charge_ids=[charge_id])
    return PassedOn(charge_id, invoice_no)

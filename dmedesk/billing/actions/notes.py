"""Write down what was said about an account."""

from sqlalchemy import func, select

from dmedesk.billing.queries.notes import is_settled
from dmedesk.billing.rules.notes import NoteFacts, note_findings
from dmedesk.billing.tables import AccountNote
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.store.unit_of_work import UnitOfWork

_LOCK = "account_notes"


def write_account_note(
    work: UnitOfWork, *, member_id: int, said: NoteFacts, settles_id: int | None = None
) -> int:
    """Append a note to a member's account; answers its id. It may settle an earlier one, once."""
    work.lock(_LOCK)
    noted_on = work.now.astimezone().date()
    found = list(note_findings(said, noted_on=noted_on))
    if settles_id is not None and is_settled(work.session, note_id=settles_id):
        message = "The note was settled before."
        found.append(Finding(Severity.STOP, "settled", message, field="settles_id"))
    if found:
        raise Refused(found)
    last = work.session.scalar(select(func.max(AccountNote.note_no)))
    note = AccountNote(
        note_no=(last or 0) + 1,
        member_id=member_id,
        payer_id=said.payer_id,
        kind=said.kind,
        text=said.text.strip(),
        promised_on=said.promised_on,
        promised_cents=said.promised_cents,
        follow_up_on=said.follow_up_on,
        settles_id=settles_id,
        noted_on=noted_on,
        noted_at=work.now,
        noted_by=work.actor,
    )
    work.session.add(note)
    work.session.flush()
    return note.id

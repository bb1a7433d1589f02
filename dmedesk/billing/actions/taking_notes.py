"""Takes what was said about accounts elsewhere, as its file has it."""

from collections.abc import Mapping, Sequence
from operator import itemgetter

from sqlalchemy import select

from dmedesk.billing.tables import AccountNote
from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids, payer_ids
from dmedesk.store.unit_of_work import UnitOfWork


def take_account_notes(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append notes, as ``account_notes.csv`` has them. A known one never changes."""
    assert not changed, "a note on an account is never told otherwise"
    session = work.session
    members, payers = member_ids(session), payer_ids(session)
    ids = dict(session.execute(select(AccountNote.note_no, AccountNote.id)).all())
    for values in sorted(added, key=itemgetter("note")):
        row = AccountNote(
            note_no=values["note"],
            member_id=members[values["member_no"]],
            payer_id=payers.get(values["payer_code"]),
            kind=values["kind"],
            text=values["text"],
            promised_on=values["promised_on"],
            promised_cents=values["promised"],
            follow_up_on=values["follow_up_on"],
            settles_id=ids.get(values["settles"]),
            noted_on=values["noted_on"],
            noted_at=values["noted_at"],
            noted_by=values["noted_by"],
        )
        session.add(row)
        session.flush()
        ids[row.note_no] = row.id

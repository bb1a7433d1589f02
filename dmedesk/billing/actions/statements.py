"""Makes members' statements and keeps them: each is a fact, and its paper stays as it was made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256

from dmedesk.billing.queries.made_statements import last_of_day
from dmedesk.billing.queries.statements import statements_of
from dmedesk.billing.rules.statement import Statement
from dmedesk.billing.tables import MadeStatement
from dmedesk.kit.references import RecordRef
from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids as ids_of_members
from dmedesk.store.attachments import Attachments
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork

_LOCK = "statements"


def make_statements(
    work: UnitOfWork,
    *,
    member_ids: Sequence[int],
    on: date,
    draw: Callable[[Statement], bytes],
    is_large: bool = False,
) -> list[Statement]:
    """Make the statements of members as of a day and keep them; answers them as they were made.

    Who has the very same paper of that day keeps it; where it would say something else, another
    one with a number of its own is made. Refused while the shop has no letterhead.
    """
    work.lock(_LOCK)
    statements = statements_of(work.session, member_ids=member_ids, on=on)
    return [
        _make(work, member_id, statement, draw, is_large=is_large)
        for member_id, statement in zip(member_ids, statements, strict=True)
    ]


def _make(
    work: UnitOfWork,
    member_id: int,
    statement: Statement,
    draw: Callable[[Statement], bytes],
    *,
    is_large: bool,
) -> Statement:
    last = last_of_day(work.session, member_id=member_id, on=statement.on)
    if last is not None:
        statement = replace(statement, turn=last.turn)
        content = draw(statement)
        if sha256(content).hexdigest() == last.sha256:
            return statement
        statement = replace(statement, turn=last.turn + 1)
    content = draw(statement)
    work.session.add(
        MadeStatement(
            statement_no=statement.number,
            member_id=member_id,
            as_of_on=statement.on,
            turn=statement.turn,
            is_large=is_large,
            owed_cents=max(statement.owed_cents, 0),
            held_cents=max(-statement.owed_cents, 0),
            sha256=sha256(content).hexdigest(),
            made_at=work.now,
            made_by=work.actor,
        )
    )
    work.session.flush()
    Attachments().attach(
        work,
        ref=RecordRef("member", member_id),
        file_name=f"statement-{statement.number}.pdf",
        content=content,
        title=f"Statement {statement.number}",
    )
    return statement


def take_statements(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append statements, as ``statements.csv`` has them. A known one never changes."""
    take_rows(
        work,
        MadeStatement,
        added=added,
        changed=changed,
        names={"member_no": "member_id", "owed": "owed_cents", "held": "held_cents"},
        ids={"member_no": ids_of_members(work.session)},
    )

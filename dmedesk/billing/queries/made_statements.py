"""The statements that were made: of a member, the last one of each, their papers, their file."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.billing.tables import MadeStatement
from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member
from dmedesk.store.attachments import kept_content
from dmedesk.store.rows import stored_rows


@dataclass(frozen=True, slots=True)
class StatementMade:
    """A statement that was made: its number, its day, what it says is owed, by whom."""

    id: int
    statement_no: str
    as_of_on: date
    turn: int
    is_large: bool
    owed_cents: int
    held_cents: int
    sha256: str
    made_by: str


def statements_made(session: Session, *, member_id: int) -> list[StatementMade]:
    """Every statement of a member that was made, the newest first."""
    chosen = (
        select(
            MadeStatement.id,
            MadeStatement.statement_no,
            MadeStatement.as_of_on,
            MadeStatement.turn,
            MadeStatement.is_large,
            MadeStatement.owed_cents,
            MadeStatement.held_cents,
            MadeStatement.sha256,
            MadeStatement.made_by,
        )
        .where(MadeStatement.member_id == member_id)
        .order_by(MadeStatement.as_of_on.desc(), MadeStatement.turn.desc())
    )
    return [StatementMade(*row) for row in session.execute(chosen)]


def last_of_day(session: Session, *, member_id: int, on: date) -> StatementMade | None:
    """The last statement of a member as of a day; None where none was made."""
    made = statements_made(session, member_id=member_id)
    return next((one for one in made if one.as_of_on == on), None)


def last_statements(session: Session) -> dict[int, date]:
    """The day of the last statement that was made, by member."""
    last = select(MadeStatement.member_id, func.max(MadeStatement.as_of_on))
    return dict(session.execute(last.group_by(MadeStatement.member_id)).all())


def statement_paper(session: Session, *, sha256: str) -> bytes:
    """The bytes of a statement, as it was made."""
    return kept_content(session, sha256=sha256)


def stored_statements(session: Session) -> list[StoredRow]:
    """Every statement that was made, as ``statements.csv`` has it."""
    return stored_rows(
        session,
        select(
            MadeStatement.id,
            MadeStatement.statement_no,
            Member.member_no,
            MadeStatement.as_of_on,
            MadeStatement.turn,
            MadeStatement.is_large,
            MadeStatement.owed_cents.label("owed"),
            MadeStatement.held_cents.label("held"),
            MadeStatement.sha256,
            MadeStatement.made_at,
            MadeStatement.made_by,
        )
        .join(Member, Member.id == MadeStatement.member_id)
        .order_by(MadeStatement.id),
    )

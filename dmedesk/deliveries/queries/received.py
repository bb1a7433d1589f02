"""The pages of scanned slips: those that wait for a person, and what became of the others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from dmedesk.deliveries.rules.received import Decision, Standing, Verdict
from dmedesk.deliveries.tables import PageDecision, ReceivedFile, ReceivedPage, Ticket
from dmedesk.kit.stored import StoredRow
from dmedesk.store.rows import stored_rows

SHOWN_AT_MOST = 1_000
"""Pages of a list; the newest come first."""


@dataclass(frozen=True, slots=True)
class PageListed:
    """One page as the screen shows it.

    ``slips`` are the ids and numbers of the tickets that it is filed to now. ``by_barcode`` tells
    that nobody was asked; ``by`` and ``at`` are of the last decision, or of its coming.
    """

    id: int
    scan_no: str
    file_name: str
    place: int
    page_count: int
    verdict: Verdict
    standing: Standing
    barcodes: str
    turned: int
    slips: tuple[tuple[int, str], ...]
    by_barcode: bool
    reason: str
    at: datetime
    by: str


def received_pages(
    session: Session, *, standing: Standing | None = None, ticket_no: str = ""
) -> list[PageListed]:
    """Pages that stand so, or all of them; those that wait oldest first, others newest first.

    With ``ticket_no`` those that are filed to one ticket.
    """
    chosen = (
        select(ReceivedPage, ReceivedFile)
        .join(ReceivedFile, ReceivedFile.id == ReceivedPage.file_id)
        .where(*_stand(standing))
        .limit(SHOWN_AT_MOST)
    )
    if ticket_no:
        filed = exists().where(
            PageDecision.page_id == ReceivedPage.id,
            PageDecision.ticket_id == Ticket.id,
            Ticket.ticket_no == ticket_no,
        )
        chosen = chosen.where(filed.where(~_was_put_back()))
    oldest_first = standing is Standing.WAITING
    chosen = chosen.order_by(ReceivedPage.id if oldest_first else ReceivedPage.id.desc())
    rows = session.execute(chosen).all()
    decided = _decisions(session, [page.id for page, _file in rows])
    return [_listed(page, file, decided.get(page.id, ())) for page, file in rows]


def count_by_standing(session: Session) -> dict[Standing, int]:
    """How many pages stand how."""
    counted = select(func.count()).select_from(ReceivedPage)
    return {
        standing: session.scalars(counted.where(*_stand(standing))).one() for standing in Standing
    }


def known_numbers(session: Session) -> frozenset[str]:
    """The number of every slip."""
    return frozenset(session.scalars(select(Ticket.ticket_no)))


def pages_there(session: Session, *, file_id: int) -> frozenset[int]:
    """The places of a file's pages that were taken in."""
    chosen = select(ReceivedPage.place).where(ReceivedPage.file_id == file_id)
    return frozenset(session.scalars(chosen))


def pages_filed(session: Session, *, ticket_id: int) -> int:
    """How many scanned pages are filed to a ticket now: whether its signed paper is there."""
    filed = select(func.count(PageDecision.page_id.distinct())).where(
        PageDecision.ticket_id == ticket_id, ~_was_put_back()
    )
    return session.scalars(filed).one()


@dataclass(frozen=True, slots=True)
class FiledPage:
    """A scanned page of a slip, and by how many degrees it is turned right to stand upright."""

    id: int
    scan_no: str
    turned: int


def filed_pages(session: Session, *, ticket_id: int) -> list[FiledPage]:
    """The scanned pages that are filed to a ticket now, in the order in which they came."""
    filed = select(PageDecision.page_id).where(
        PageDecision.ticket_id == ticket_id, ~_was_put_back()
    )
    chosen = select(ReceivedPage.id, ReceivedPage.scan_no, ReceivedPage.turned)
    rows = session.execute(chosen.where(ReceivedPage.id.in_(filed)).order_by(ReceivedPage.id))
    return [FiledPage(*row) for row in rows]


def _stand(standing: Standing | None) -> list[ColumnElement[bool]]:
    """That a page stands so: by its last decision, where there is any."""
    if standing is None:
        return []
    again = ReceivedPage.verdict == Verdict.AGAIN
    if standing is Standing.AGAIN:
        return [again]
    if standing is Standing.WAITING:
        decided = exists().where(PageDecision.page_id == ReceivedPage.id)
        return [~again, or_(~decided, _last_is(Decision.PUT_BACK))]
    return [_last_is(Decision(standing.value))]


def _was_put_back() -> ColumnElement[bool]:
    """That a decision was taken back by a later one."""
    later = aliased(PageDecision)
    return exists().where(
        later.page_id == PageDecision.page_id,
        later.turn > PageDecision.turn,
        later.decision == Decision.PUT_BACK,
    )


def _last_is(decision: Decision) -> ColumnElement[bool]:
    later = aliased(PageDecision)
    return exists().where(
        and_(
            PageDecision.page_id == ReceivedPage.id,
            PageDecision.decision == decision,
            ~exists().where(later.page_id == PageDecision.page_id, later.turn > PageDecision.turn),
        )
    )


def _decisions(
    session: Session, page_ids: Sequence[int]
) -> Mapping[int, Sequence[tuple[PageDecision, str | None]]]:
    """The decisions on pages in their order, each with the number of its slip."""
    found: dict[int, list[tuple[PageDecision, str | None]]] = defaultdict(list)
    chosen = (
        select(PageDecision, Ticket.ticket_no)
        .outerjoin(Ticket, Ticket.id == PageDecision.ticket_id)
        .where(PageDecision.page_id.in_(page_ids))
        .order_by(PageDecision.turn)
    )
    for decision, ticket_no in session.execute(chosen):
        found[decision.page_id].append((decision, ticket_no))
    return found


def _listed(
    page: ReceivedPage,
    file: ReceivedFile,
    decided: Sequence[tuple[PageDecision, str | None]],
) -> PageListed:
    last = decided[-1][0] if decided else None
    slips: dict[int, str] = {}
    for decision, ticket_no in decided:
        if decision.decision is Decision.PUT_BACK:
            slips.clear()
        elif decision.ticket_id is not None and ticket_no is not None:
            slips[decision.ticket_id] = ticket_no
    return PageListed(
        id=page.id,
        scan_no=page.scan_no,
        file_name=file.file_name,
        place=page.place,
        page_count=file.page_count,
        verdict=page.verdict,
        standing=_standing(page, last),
        barcodes=page.barcodes,
        turned=page.turned,
        slips=tuple(slips.items()),
        by_barcode=last is not None and last.by_barcode,
        reason="" if last is None else last.reason,
        at=page.received_at if last is None else last.decided_at,
        by=page.received_by if last is None else last.decided_by,
    )


def _standing(page: ReceivedPage, last: PageDecision | None) -> Standing:
    if page.verdict is Verdict.AGAIN:
        return Standing.AGAIN
    if last is None or last.decision is Decision.PUT_BACK:
        return Standing.WAITING
    return Standing(last.decision.value)


# --- as the files have them --------------------------------------------------------------------


def stored_received_files(session: Session) -> list[StoredRow]:
    """Every file of scans, as ``received_files.csv`` has it."""
    own = [column for column in ReceivedFile.__table__.columns if column.name != "id"]
    return stored_rows(session, select(ReceivedFile.id, *own))


def stored_received_pages(session: Session) -> list[StoredRow]:
    """Every page, as ``received_pages.csv`` has it; its file is named by its hash."""
    own = [
        column for column in ReceivedPage.__table__.columns if column.name not in {"id", "file_id"}
    ]
    return stored_rows(
        session,
        select(ReceivedPage.id, ReceivedFile.sha256, *own).join(
            ReceivedFile, ReceivedFile.id == ReceivedPage.file_id
        ),
    )


def stored_page_decisions(session: Session) -> list[StoredRow]:
    """Every decision, as ``page_decisions.csv`` has it."""
    own = [
        column
        for column in PageDecision.__table__.columns
        if column.name not in {"id", "page_id", "ticket_id"}
    ]
    return stored_rows(
        session,
        select(PageDecision.id, ReceivedPage.scan_no, Ticket.ticket_no, *own)
        .join(ReceivedPage, ReceivedPage.id == PageDecision.page_id)
        .outerjoin(Ticket, Ticket.id == PageDecision.ticket_id),
    )


def received_file_ids(session: Session) -> dict[str, int]:
    """The id of every file of scans by its hash."""
    return dict(session.execute(select(ReceivedFile.sha256, ReceivedFile.id)).all())


def page_ids(session: Session) -> dict[str, int]:
    """The id of every page by its number."""
    return dict(session.execute(select(ReceivedPage.scan_no, ReceivedPage.id)).all())

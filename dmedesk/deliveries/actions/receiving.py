"""Receives the pages of scanned slips, and settles those that a person has to look at.

Each page is one transaction: it is there whole, with its bytes and with what became of it, or not
at all. Decisions are appended; a page that was filed to a wrong slip is put back by a further one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import func, select

from dmedesk.deliveries.actions.opening import SLIP_PREFIX, SLIP_WIDTH
from dmedesk.deliveries.queries.received import pages_there
from dmedesk.deliveries.rules.received import Decision, Judged, Verdict
from dmedesk.deliveries.tables import PageDecision, ReceivedFile, ReceivedPage, Ticket
from dmedesk.kit.attachments import Attached, AttachmentDoor
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

TICKET, SCAN = "ticket", "scan"
"""The kinds of record that a page's bytes are attached to."""

_PREFIX, _WIDTH = "SCAN-", 6


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page as it was read: its place in the file, its bytes, and what it is.

    ``turned`` is in degrees, ``barcodes`` what its barcodes say.
    """

    place: int
    content: bytes
    ending: str
    fingerprint: str
    judged: Judged
    barcodes: str = ""
    turned: int = 0


@dataclass(frozen=True, slots=True)
class PageTaken:
    """What became of a page: its id, the verdict, the numbers of the slips that it is filed to."""

    id: int
    verdict: Verdict
    numbers: tuple[str, ...] = ()


def begin_file(
    work: UnitOfWork, *, file_name: str, digest: str, page_count: int
) -> tuple[int, frozenset[int]]:
    """Write down that a file of scans came; answers its id and the places that are there already.

    A file that came before, whole or in part, goes on where it ended. ``digest`` is the SHA-256 of
    its bytes.
    """
    work.lock("received files")
    known = work.session.scalar(select(ReceivedFile.id).where(ReceivedFile.sha256 == digest))
    if known is not None:
        return known, pages_there(work.session, file_id=known)
    file = ReceivedFile(
        sha256=digest,
        file_name=file_name,
        page_count=page_count,
        received_at=work.now,
        received_by=work.actor,
    )
    work.session.add(file)
    work.session.flush()
    return file.id, frozenset()


def receive_page(
    work: UnitOfWork, *, file_id: int, page: PageRead, attachments: AttachmentDoor
) -> PageTaken:
    """Take one page in: kept with its bytes, and filed where its barcode says so.

    One that came before, in whatever file, is written down as such and not kept twice. ``Refused``
    where its bytes are more than the shop keeps.
    """
    number = next_number(work, ReceivedPage.scan_no, prefix=_PREFIX, width=_WIDTH)
    before = select(ReceivedPage.id).where(ReceivedPage.fingerprint == page.fingerprint)
    is_again = work.session.scalar(before.limit(1)) is not None
    verdict = Verdict.AGAIN if is_again else page.judged.verdict
    row = ReceivedPage(
        scan_no=number,
        file_id=file_id,
        place=page.place,
        fingerprint=page.fingerprint,
        verdict=verdict,
        barcodes=page.barcodes,
        turned=page.turned,
        received_at=work.now,
        received_by=work.actor,
    )
    work.session.add(row)
    work.session.flush()
    if is_again:
        return PageTaken(row.id, verdict)
    ref, name = RecordRef(SCAN, row.id), f"{number}{page.ending}"
    attachments.attach(work, ref=ref, file_name=name, content=page.content, title=number)
    for ticket in _tickets(work, page.judged.numbers):
        _attach(work, ticket, row, page.content, name, attachments)
        _decide(work, row.id, Decision.FILED, ticket_id=ticket.id, by_barcode=True)
    return PageTaken(row.id, verdict, page.judged.numbers)


def file_page(
    work: UnitOfWork, *, page_id: int, numbers: Sequence[str], attachments: AttachmentDoor
) -> None:
    """File a page that waits to the slips with these numbers, as a person read them.

    ``Refused`` for a number that no slip has, and a page that is settled already.
    """
    page = _waiting(work, page_id)
    wanted = list(dict.fromkeys(number.strip() for number in numbers if number.strip()))
    named = {number: _named(work, number) for number in wanted}
    unknown = [number for number, ticket in named.items() if ticket is None]
    if unknown or not wanted:
        raise Refused([_no_slip(number) for number in unknown or [""]])
    tickets = {ticket.id: ticket for ticket in named.values() if ticket is not None}.values()
    kept = _kept(work, page_id, attachments)
    content = attachments.content(work.session, kept.id)
    for ticket in tickets:
        _attach(work, ticket, page, content, kept.file_name, attachments)
        _decide(work, page_id, Decision.FILED, ticket_id=ticket.id)


def set_page_aside(work: UnitOfWork, *, page_id: int, reason: str) -> None:
    """Lay a page that waits aside. ``Refused`` without a reason, and where it is settled."""
    if not reason.strip():
        raise Refused([_stop("no_reason", "Nobody said why.", "Say why it is set aside.")])
    _waiting(work, page_id)
    _decide(work, page_id, Decision.SET_ASIDE, reason=reason.strip())


def put_page_back(
    work: UnitOfWork, *, page_id: int, reason: str, attachments: AttachmentDoor
) -> None:
    """Put a settled page back among those that wait: off its slips, for a reason.

    ``Refused`` without a reason, and where the page waits already.
    """
    if not reason.strip():
        raise Refused([_stop("no_reason", "Nobody said why.", "Say why it is put back.")])
    _locked(work, page_id)
    since = _decisions(work, page_id)
    if not since:
        raise Refused([_stop("page_waits", "The page waits already.", "Read again (F5).")])
    kept = _kept(work, page_id, attachments)
    for decision in since:
        if decision.ticket_id is None:
            continue
        for one in attachments.listed(work.session, RecordRef(TICKET, decision.ticket_id)):
            if one.sha256 == kept.sha256:
                attachments.remove(work, attachment_id=one.id, reason=reason)
    _decide(work, page_id, Decision.PUT_BACK, reason=reason.strip())


def _locked(work: UnitOfWork, page_id: int) -> ReceivedPage:
    """The page, which nobody else settles until this unit of work ends."""
    chosen = select(ReceivedPage).where(ReceivedPage.id == page_id).with_for_update()
    return work.session.scalars(chosen).one()


def _waiting(work: UnitOfWork, page_id: int) -> ReceivedPage:
    page = _locked(work, page_id)
    if _decisions(work, page_id) or page.verdict is Verdict.AGAIN:
        raise Refused(
            [_stop("page_settled", "The page is settled already.", "Put it back first (Ctrl+B).")]
        )
    return page


def _decisions(work: UnitOfWork, page_id: int) -> list[PageDecision]:
    """What was decided about a page since it was last put back."""
    chosen = select(PageDecision).where(PageDecision.page_id == page_id)
    found: list[PageDecision] = []
    for one in work.session.scalars(chosen.order_by(PageDecision.turn)):
        found = [] if one.decision is Decision.PUT_BACK else [*found, one]
    return found


def _decide(
    work: UnitOfWork,
    page_id: int,
    decision: Decision,
    *,
    ticket_id: int | None = None,
    by_barcode: bool = False,
    reason: str = "",
) -> None:
    last = select(func.coalesce(func.max(PageDecision.turn), 0))
    turn = work.session.scalars(last.where(PageDecision.page_id == page_id)).one() + 1
    work.session.add(
        PageDecision(
            page_id=page_id,
            turn=turn,
            decision=decision,
            ticket_id=ticket_id,
            by_barcode=by_barcode,
            reason=reason,
            decided_at=work.now,
            decided_by=work.actor,
        )
    )
    work.session.flush()


def _tickets(work: UnitOfWork, numbers: Iterable[str]) -> list[Ticket]:
    """The tickets with exactly these numbers, in the order of their numbers."""
    chosen = select(Ticket).where(Ticket.ticket_no.in_(list(numbers)))
    return list(work.session.scalars(chosen.order_by(Ticket.ticket_no)))


def _named(work: UnitOfWork, typed: str) -> Ticket | None:
    """The ticket that somebody typed: as it stands, in small letters, or its figures alone."""
    meant = [typed, typed.upper()]
    if typed.isascii() and typed.isdigit():
        meant.append(f"{SLIP_PREFIX}{typed.zfill(SLIP_WIDTH)}")
    found = {ticket.ticket_no: ticket for ticket in _tickets(work, meant)}
    return next((found[one] for one in meant if one in found), None)


def _kept(work: UnitOfWork, page_id: int, attachments: AttachmentDoor) -> Attached:
    """The page's own file."""
    (kept,) = attachments.listed(work.session, RecordRef(SCAN, page_id))
    return kept


def _attach(
    work: UnitOfWork,
    ticket: Ticket,
    page: ReceivedPage,
    content: bytes,
    name: str,
    attachments: AttachmentDoor,
) -> None:
    """The page's bytes on its slip, unless somebody attached them there before."""
    ref, digest = RecordRef(TICKET, ticket.id), sha256(content).hexdigest()
    if all(one.sha256 != digest for one in attachments.listed(work.session, ref)):
        title = f"{ticket.ticket_no}, as it came back ({page.scan_no})"
        attachments.attach(work, ref=ref, file_name=name, content=content, title=title)


def _no_slip(number: str) -> Finding:
    said = f"There is no slip {number}." if number else "No slip is named."
    return _stop("unknown_slip", said, "Type the number that stands under the slip's barcode.")


def _stop(code: str, message: str, remedy: str) -> Finding:
    return Finding(Severity.STOP, code, message, remedy=remedy, field="number")

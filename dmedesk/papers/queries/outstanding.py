"""The papers that practitioners still owe us: for orders that wait, and before others end."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmedesk.kit.postal import Address, Letterhead, address_lines
from dmedesk.members.queries.finding import full_name
from dmedesk.members.tables import Member, Practitioner
from dmedesk.papers.queries.orders import checklists
from dmedesk.papers.rules.law import element_texts, elements
from dmedesk.papers.rules.outstanding import (
    ASKED_WORDS,
    AskedItem,
    EndingFact,
    RequestPaper,
    to_renew,
)
from dmedesk.papers.rules.readiness import PAPERS_ASKED, Need
from dmedesk.papers.rules.words import OrderStage, PaperKind
from dmedesk.papers.tables import Order, PaperAsked, Prescription, SupportingPaper
from dmedesk.shop.queries.company import printed_letterhead
from dmedesk.shop.queries.policies import policies
from dmedesk.shop.rules.policies import ASK_BEFORE_DAYS

InUse: TypeAlias = Callable[[Session, date], Collection[tuple[int, str]]]
"""The members and codes of what is out on a day: a house above knows it."""

_KINDS = {PaperKind.LETTER: Need.LETTER, PaperKind.WRITTEN_ORDER: Need.WRITTEN_ORDER}


@dataclass(frozen=True, slots=True)
class OutstandingPaper:
    """One paper that is missing, or ends. ``practitioner_id`` is None where nobody is named.

    ``order_id`` is the order that waits for it; ``asked`` counts the letters so far.
    """

    id: int
    practitioner_id: int | None
    practitioner: str
    member_id: int
    member: str
    member_no: str
    hcpcs: str
    need: Need
    why: str
    since_on: date
    order_id: int | None
    asked: int
    asked_on: date | None


def outstanding_papers(session: Session, on: date, *, in_use: InUse) -> list[OutstandingPaper]:
    """Every outstanding paper by practitioner, then member; each once."""
    found: dict[tuple[int | None, int, str, Need], tuple[str, date, int | None]] = {}
    for key, told in (*_for_orders(session, on), *_ending(session, on, in_use)):
        found.setdefault(key, told)
    people = _members(session, {member_id for _by, member_id, _code, _need in found})
    signers = _practitioners(session, {by for by, *_rest in found if by is not None})
    asked = _asked(session)
    rows = []
    for (by, member_id, hcpcs, need), (why, since_on, order_id) in found.items():
        member, number = people[member_id]
        times, last_on = asked.get((by, member_id, hcpcs, need.value), (0, None))
        who = "Nobody named yet" if by is None else signers[by]
        paper = (by, who, member_id, member, number, hcpcs, need)
        rows.append(OutstandingPaper(0, *paper, why, since_on, order_id, times, last_on))
    rows.sort(key=lambda row: (row.practitioner_id is not None, row.practitioner, row.member))
    return [_numbered(place, row) for place, row in enumerate(rows, start=1)]


def _numbered(place: int, row: OutstandingPaper) -> OutstandingPaper:
    names = [name for name in OutstandingPaper.__slots__ if name != "id"]
    return OutstandingPaper(place, *(getattr(row, name) for name in names))


_Key: TypeAlias = tuple[int | None, int, str, Need]
_Told: TypeAlias = tuple[str, date, int | None]


def _for_orders(session: Session, on: date) -> Iterator[tuple[_Key, _Told]]:
    chosen = select(Order).where(Order.stage.in_((OrderStage.OPEN, OrderStage.HELD)))
    orders = session.scalars(chosen.order_by(Order.asked_on, Order.id)).all()
    checks = checklists(session, [order.id for order in orders], on=on)
    for order in orders:
        for check in checks[order.id]:
            if check.need in PAPERS_ASKED and not check.is_met:
                key = (order.practitioner_id, order.member_id, check.hcpcs, check.need)
                yield key, (f"{order.order_no}: {check.reason}", order.asked_on, order.id)


def _ending(session: Session, on: date, in_use: InUse) -> Iterator[tuple[_Key, _Told]]:
    days = int(policies(session).value(ASK_BEFORE_DAYS, on=on))
    used = set(in_use(session, on))
    papers = [one for one in _papers(session) if (one.member_id, one.hcpcs) in used]
    for one in to_renew(papers, until_on=on + timedelta(days=days)):
        end = one.expires_on or on
        word = "ended" if end < on else "ends"
        key = (one.practitioner_id, one.member_id, one.hcpcs, one.need)
        yield key, (f"{word} on {end}", end, None)


def _papers(session: Session) -> Iterator[EndingFact]:
    prescribed = select(
        Prescription.member_id,
        Prescription.hcpcs,
        Prescription.practitioner_id,
        Prescription.signed_on,
        Prescription.expires_on,
    )
    for member_id, hcpcs, by, signed_on, expires_on in session.execute(prescribed):
        yield EndingFact(member_id, hcpcs, Need.PRESCRIPTION, by, signed_on, expires_on)
    beside = select(SupportingPaper).where(SupportingPaper.kind.in_(list(_KINDS)))
    for one in session.scalars(beside):
        need = _KINDS[one.kind]
        yield EndingFact(
            one.member_id, one.hcpcs, need, one.practitioner_id, one.signed_on, one.expires_on
        )


def _members(session: Session, ids: Collection[int]) -> Mapping[int, tuple[str, str]]:
    chosen = select(Member).where(Member.id.in_(list(ids)))
    return {
        one.id: (full_name(one.last_name, one.first_name), one.member_no)
        for one in session.scalars(chosen)
    }


def _practitioners(session: Session, ids: Collection[int]) -> Mapping[int, str]:
    chosen = select(Practitioner).where(Practitioner.id.in_(list(ids)))
    return {one.id: full_name(one.last_name, one.first_name) for one in session.scalars(chosen)}


def _asked(session: Session) -> Mapping[tuple[int | None, int, str, str], tuple[int, Any]]:
    """How often, and when last, each paper was asked for."""
    key = (
        PaperAsked.practitioner_id,
        PaperAsked.member_id,
        PaperAsked.hcpcs,
        PaperAsked.paper,
    )
    counted = select(*key, func.count(PaperAsked.id), func.max(PaperAsked.asked_on)).group_by(*key)
    return {
        (by, member_id, hcpcs, paper): (times, last_on)
        for by, member_id, hcpcs, paper, times, last_on in session.execute(counted)
    }


def request_paper(
    session: Session, *, practitioner_id: int, on: date, in_use: InUse
) -> RequestPaper | None:
    """The letter that asks one practitioner for everything; None where nothing is outstanding."""
    own = [
        row
        for row in outstanding_papers(session, on, in_use=in_use)
        if row.practitioner_id == practitioner_id
    ]
    signer = session.get(Practitioner, practitioner_id)
    if not own or signer is None:
        return None
    born = dict(
        session.execute(
            select(Member.id, Member.birth_on).where(Member.id.in_([row.member_id for row in own]))
        ).all()
    )
    name = " ".join(filter(None, (signer.first_name, signer.last_name)))
    lines = address_lines(signer.address1, signer.address2, signer.city, signer.state, signer.zip)
    return RequestPaper(
        supplier=printed_letterhead(session, on=on) or Letterhead(""),
        to=Address(name, lines),
        fax=signer.fax or "",
        written_on=on,
        items=tuple(
            AskedItem(row.member, born[row.member_id], row.hcpcs, ASKED_WORDS[row.need], row.why)
            for row in own
        ),
        must_bear=_must_bear({row.need for row in own}),
    )


def _must_bear(needs: Collection[Need]) -> tuple[str, ...]:
    """What has to stand on the papers asked for, text by text."""
    asked = {need.value for need in needs}
    return tuple(
        f"{text.title} ({text.citation}): {_said(text.needs)}."
        for text in element_texts().values()
        if text.papers & asked
    )


def _said(groups: Collection[tuple[str, ...]]) -> str:
    return ", ".join(" or ".join(_low(elements()[key].word) for key in group) for group in groups)


def _low(word: str) -> str:
    return f"{word[0].lower()}{word[1:]}"

"""What papers offer to other houses' pages: orders and papers of a member and a practitioner.

And the tiles of the day: orders that wait or are ready, what ends soon, denials.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dmedesk.kit.calendar import last_day
from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.kit.offers import Event, ListLink, Related, Remark, State, Tile
from dmedesk.kit.references import RecordRef
from dmedesk.members.queries.stored import member_no_of, npi_of
from dmedesk.members.rules.words import Standing
from dmedesk.papers.offers.trials import events_of_trial, related_trials, tiles_of_trials
from dmedesk.papers.queries.granted import requests_of
from dmedesk.papers.queries.happened import (
    Happened,
    Tone,
    drawn_from,
    happened_to,
    happened_to_order,
)
from dmedesk.papers.queries.happened_limits import asked_for_order, received_happened
from dmedesk.papers.queries.listed import AUTHORIZATIONS, PRESCRIPTIONS
from dmedesk.papers.queries.listed_limits import RECEIPTS, REPLACEMENTS
from dmedesk.papers.queries.listed_orders import ORDERS
from dmedesk.papers.queries.listed_papers import PAPERS, REQUESTS
from dmedesk.papers.queries.of_one import (
    AuthorizationOf,
    DoubtfulPrescription,
    PrescriptionOf,
    authorizations_of,
    count_members_of,
    doubtful_prescriptions_of,
    prescriptions_by,
    prescriptions_of,
    used_months_of,
)
from dmedesk.papers.queries.orders import order_record
from dmedesk.papers.queries.record_limits import limit_record, replacement_record
from dmedesk.papers.queries.record_papers import paper_record, request_record
from dmedesk.papers.queries.records import (
    PrescriptionRecord,
    authorization_record,
    prescription_record,
)
from dmedesk.papers.queries.refills import refills
from dmedesk.papers.queries.worksheets import worksheet_record, worksheets_of
from dmedesk.store.finding import Found

_RANK = 10


def related(session: Any, ref: RecordRef) -> Sequence[Related]:
    """A member's papers; what a practitioner signed, and for how many members; trials."""
    return [*_related(session, ref), *related_trials(session, ref)]


def _related(session: Any, ref: RecordRef) -> Sequence[Related]:
    if ref.kind == "member":
        number = member_no_of(session, ref.id)
        asked = Ask(filters=(Filter("member_no", Match.IS, number),))
        signed = len(prescriptions_of(session, member_id=ref.id))
        granted = len(authorizations_of(session, member_id=ref.id))
        return [
            *_counted(session, (ORDERS, "orders", "orders"), asked, _RANK - 1),
            Related("prescriptions", signed, ListLink("prescriptions", asked), rank=_RANK),
            Related("authorizations", granted, ListLink("authorizations", asked), rank=_RANK + 1),
            *_counted(session, (PAPERS, "papers", "other papers"), asked, _RANK + 1),
            *_counted(session, (REQUESTS, "pa_requests", "PA requests"), asked, _RANK + 2),
            *_counted(session, (RECEIPTS, "receipts", "received"), asked, _RANK + 3),
            *_counted(session, (REPLACEMENTS, "replacements", "replacements"), asked, _RANK + 3),
        ]
    if ref.kind == "practitioner":
        asked = Ask(filters=(Filter("npi", Match.IS, npi_of(session, ref.id)),))
        link = ListLink("prescriptions", asked)
        members = count_members_of(session, practitioner_id=ref.id)
        signed = len(prescriptions_by(session, practitioner_id=ref.id))
        return [
            Related("prescriptions", signed, link, rank=_RANK),
            Related("members with them", members, link, rank=_RANK + 1),
            *_counted(session, (ORDERS, "orders", "orders"), asked, _RANK + 2),
            *_counted(session, (PAPERS, "papers", "other papers"), asked, _RANK + 3),
        ]
    if ref.kind == "prescription":
        signed_by = prescription_record(session, ref.id)
        return [] if signed_by is None else list(_people(signed_by))
    if ref.kind == "authorization":
        granted_to = authorization_record(session, ref.id)
        if granted_to is None:
            return []
        return [_person(granted_to.member, "member"), *_asked_by(session, ref.id)]
    if ref.kind == "worksheet":
        return tuple(_of_worksheet(session, ref.id))
    return tuple(_of_record(session, ref))


def _counted(
    session: Any, listed: tuple[Any, str, str], asked: Ask, rank: int
) -> Iterator[Related]:
    """A link to a list, where it has anything of that kind."""
    query, key, title = listed
    count = len(query.ids(session, asked, on=date.max))
    if count:
        yield Related(title, count, ListLink(key, asked), rank=rank)


def _of_record(session: Any, ref: RecordRef) -> Iterator[Related]:
    """The people of an order, a paper or a request."""
    if ref.kind == "order" and (order := order_record(session, ref.id)) is not None:
        yield _person(order.member, "member")
        if order.practitioner is not None:
            yield _person(order.practitioner, "practitioner")
    elif ref.kind == "paper" and (paper := paper_record(session, ref.id)) is not None:
        yield _person(paper.member, "member")
        yield _person(paper.practitioner, "practitioner")
    elif ref.kind == "replacement" and (reason := replacement_record(session, ref.id)) is not None:
        yield _person(reason.member, "member")
    elif ref.kind == "limit" and (limit := limit_record(session, ref.id)) is not None:
        yield _person(limit.payer, "payer")
    elif ref.kind == "pa_request" and (request := request_record(session, ref.id)) is not None:
        yield _person(request.member, "member")
        yield _person(request.payer, "payer")
        yield from _worksheets(session, ref.id)
        for step in request.steps:
            if step.authorization_id is not None:
                opens = RecordRef("authorization", step.authorization_id)
                yield Related(f"Authorization {step.pa_number}", 1, opens, rank=_RANK)


def _asked_by(session: Any, authorization_id: int) -> Iterator[Related]:
    """The request that an authorization answers, and what lies with it."""
    for request_id, number in requests_of(session, authorization_id=authorization_id):
        yield Related(f"Request {number}", 1, RecordRef("pa_request", request_id), rank=_RANK)
        yield from _worksheets(session, request_id)


def _worksheets(session: Any, request_id: int) -> Iterator[Related]:
    for sheet_id, number, _cents in worksheets_of(session, request_id=request_id):
        yield Related(f"Worksheet {number}", 1, RecordRef("worksheet", sheet_id), rank=_RANK)


def _of_worksheet(session: Any, worksheet_id: int) -> Iterator[Related]:
    """The member of a worksheet, and the request that it lies with."""
    sheet = worksheet_record(session, worksheet_id)
    found = () if sheet is None else (("member", sheet.member), ("pa_request", sheet.request))
    for kind, one in found:
        if one is not None:
            yield _person(one, kind)


def _people(record: PrescriptionRecord) -> Iterator[Related]:
    yield _person(record.member, "member")
    yield _person(record.practitioner, "practitioner")


def _person(found: Found, kind: str) -> Related:
    return Related(found.title, 1, RecordRef(kind, found.id), rank=_RANK)


def events(session: Any, ref: RecordRef) -> Sequence[Event]:
    """What was signed for a member, or by a practitioner, and what was granted until when."""
    if ref.kind == "member":
        return [
            *_signed(prescriptions_of(session, member_id=ref.id), by_practitioner=True),
            *_granted(authorizations_of(session, member_id=ref.id)),
            *(_happened(one) for one in happened_to(session, member_id=ref.id)),
            *(_happened(one) for one in received_happened(session, member_id=ref.id)),
        ]
    if ref.kind == "practitioner":
        found = prescriptions_by(session, practitioner_id=ref.id)
        return list(_signed(found, by_practitioner=False))
    if ref.kind == "authorization":
        return [
            Event(day, f"The month of {day} was billed with it", State.READY)
            for day in used_months_of(session, authorization_id=ref.id)
        ] + [_happened(one) for one in drawn_from(session, authorization_id=ref.id)]
    if ref.kind == "trial":
        return events_of_trial(session, ref.id)
    if ref.kind == "order":
        own = happened_to_order(session, order_id=ref.id)
        asked = asked_for_order(session, order_id=ref.id) if own else []
        return [_happened(one) for one in (*own, *asked)]
    return ()


def _happened(one: Happened) -> Event:
    opens = None if one.record_id is None else RecordRef(one.kind, one.record_id)
    return Event(one.on, one.sentence, _STATES[one.tone], one.who, opens=opens, place=3)


_STATES = {
    Tone.GOOD: State.READY,
    Tone.WAITS: State.WAITING,
    Tone.BAD: State.STOPPED,
    Tone.OVER: State.CLOSED,
}


def _signed(prescriptions: Sequence[PrescriptionOf], *, by_practitioner: bool) -> Iterator[Event]:
    """As the member's page tells it, which names the practitioner, or the other way round."""
    for one in prescriptions:
        opens = RecordRef("prescription", one.id)
        who = f"by {one.practitioner}" if by_practitioner else f"for {one.member}"
        signed = f"{one.hcpcs} prescribed {who}"
        yield Event(one.signed_on, signed, State.READY, opens=opens, place=3)
        if one.expires_on is not None:
            last = f"{one.hcpcs} prescribed {who}: its last good day"
            yield Event(one.expires_on, last, State.WAITING, opens=opens, place=3)


def _granted(authorizations: Sequence[AuthorizationOf]) -> Iterator[Event]:
    for one in authorizations:
        opens = RecordRef("authorization", one.id)
        limit = "" if one.months is None else f", {one.used} of {one.months} months used"
        words = f"Authorization {one.pa_number} of {one.hcpcs} begins{limit}"
        yield Event(one.from_on, words, State.READY, opens=opens, place=4)
        if one.until_on is not None:
            words = f"Last day of authorization {one.pa_number} of {one.hcpcs}"
            yield Event(last_day(one.until_on), words, State.WAITING, opens=opens, place=4)


def remarks(session: Any, ref: RecordRef, day: date) -> Sequence[Remark]:
    """What a member's papers in force rest on that may not do. It holds nothing by itself."""
    if ref.kind != "member":
        return ()
    return [
        Remark(
            f"{one.hcpcs} is prescribed by {one.practitioner}: {_why(one, day)}.",
            RecordRef("practitioner", one.practitioner_id),
            rank=_RANK,
        )
        for one in doubtful_prescriptions_of(session, member_id=ref.id, on=day)
    ]


def _why(one: DoubtfulPrescription, day: date) -> str:
    reasons = []
    if one.npi_is_wrong:
        reasons.append(f"{one.npi} is not a valid NPI")
    if one.standing is Standing.EXCLUDED:
        reasons.append("excluded when somebody last looked")
    if one.license_expires_on is not None and one.license_expires_on < day:
        reasons.append(f"the license ended on {one.license_expires_on}")
    return ", ".join(reasons)


def tiles(session: Any, on: date) -> Sequence[Tile]:
    """Papers that end within 30 days, and authorizations without months left."""
    prescriptions = PRESCRIPTIONS.counts(session, on=on)
    authorizations = AUTHORIZATIONS.counts(session, on=on)
    found = (
        ("prescriptions", "ending", "Prescriptions ending", prescriptions, "Within 30 days"),
        ("authorizations", "ending", "Authorizations ending", authorizations, "Within 30 days"),
        ("authorizations", "used_up", "Authorizations used up", authorizations, "No months left"),
    )
    return [
        Tile(
            key=f"{key}_{chip}",
            title=title,
            count=counts[chip],
            state=State.WAITING,
            opens=ListLink(key, Ask(chip)),
            about=about,
            rank=_RANK + 30,
        )
        for key, chip, title, counts, about in found
        if counts[chip]
    ] + list(_more_tiles(session, on))


def _more_tiles(session: Any, on: date) -> Iterator[Tile]:
    """Orders by what they need, and answers of payers."""
    orders, requests = ORDERS.counts(session, on=on), REQUESTS.counts(session, on=on)
    for place, (key, chip, title, counts, state, about) in enumerate(
        (
            ("orders", "ready", "Orders ready", orders, State.READY, "A slip can be opened"),
            ("orders", "waiting", "Orders waiting", orders, State.WAITING, "A paper is missing"),
            ("orders", "review", "Orders to review", orders, State.STOPPED, "On hold until today"),
            (
                *("pa_requests", "denied", "Authorizations denied", requests),
                *(State.STOPPED, "Appeal, or ask anew"),
            ),
        )
    ):
        if counts[chip]:
            link = ListLink(key, Ask(chip))
            rank = _RANK + 26 + place
            yield Tile(f"{key}_{chip}", title, counts[chip], state, link, about, rank=rank)
    yield from tiles_of_trials(session, on)
    due = sum(row.is_due for row in refills(session, on))
    if due:
        link, about = ListLink("refills", Ask("due")), "To ask, or to deliver"
        state = State.WAITING
        yield Tile("refills_due", "Refills due", due, state, link, about, rank=_RANK + 25)

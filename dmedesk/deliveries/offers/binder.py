"""What slips add to a member's audit binder: every visit with its items, proofs and papers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from dmedesk.deliveries.offers import METHODS
from dmedesk.deliveries.queries.happened import SlipVisit, visits_of
from dmedesk.deliveries.queries.records import (
    SlipLine,
    SlipProof,
    lines_of_slips,
    proofs_of_slips,
)
from dmedesk.deliveries.queries.slips import slip_paper
from dmedesk.deliveries.rules.words import ProofKind, TicketStage, Way
from dmedesk.deliveries.sheets.slip import TITLES, suppliers_copy_pdf
from dmedesk.kit.binders import (
    BinderAsk,
    BinderColumn,
    BinderPaper,
    BinderSection,
    BinderTable,
)
from dmedesk.kit.errors import Refused
from dmedesk.store.attached_papers import attached_papers

_RANK = 50
_UNPROVEN = {
    TicketStage.WAITING: "the visit has no proof.",
    TicketStage.REASON_GIVEN: "nobody signed; there is a reason only.",
}
_SEAL = 16

_COLUMNS = (
    BinderColumn("Slip", 12),
    BinderColumn("Day", 12),
    BinderColumn("Items", 42),
    BinderColumn("Proof", 44),
)


def sections(session: Any, ask: BinderAsk) -> Sequence[BinderSection]:
    """A member's slips with their proofs."""
    if ask.ref.kind != "member":
        return ()
    visits = [one for one in visits_of(session, member_id=ask.ref.id) if ask.holds(one.on)]
    visits.sort(key=lambda one: (one.on, one.ticket_no))
    named = {one.ticket_id: _name(one) for one in visits}
    filed, _none = attached_papers(session, kind="ticket", named=named)
    lines = lines_of_slips(session, ticket_ids=named)
    proofs = proofs_of_slips(session, ticket_ids=named)
    rows = [_row(one, lines[one.ticket_id], proofs[one.ticket_id]) for one in visits]
    table = BinderTable("Slips", _COLUMNS, rows)
    drawn = tuple(
        BinderPaper(
            named[one.ticket_id], partial(_drawn, ticket_id=one.ticket_id, on=ask.on), one.on
        )
        for one in visits
        if one.stage is not TicketStage.CANCELLED
    )
    missing = tuple(
        f"{named[one.ticket_id]}: {_UNPROVEN[one.stage]}"
        for one in visits
        if one.stage in _UNPROVEN
    )
    return (BinderSection("slips", "Slips and proofs", _RANK, (table,), (*drawn, *filed), missing),)


def _name(one: SlipVisit) -> str:
    return f"{TITLES[one.kind]} {one.ticket_no}"


def _drawn(session: Any, /, *, ticket_id: int, on: date) -> bytes:
    """The supplier's copy of the slip; how often it was printed makes no difference here."""
    paper = slip_paper(session, ticket_id, on)
    if isinstance(paper, list):
        raise Refused(paper)
    return suppliers_copy_pdf(replace(paper, copy=1))


def _row(one: SlipVisit, lines: Sequence[SlipLine], proofs: Sequence[SlipProof]) -> Sequence[str]:
    stands = one.stage.value.replace("_", " ")
    told = "; ".join(_proofs(proofs)) or stands
    return one.ticket_no, str(one.on), "; ".join(map(_item, lines)), told


def _item(line: SlipLine) -> str:
    way = "out" if line.way is Way.OUT else "back"
    serial = f" {line.moved_serial or line.serial}".rstrip()
    stayed = " (did not move)" if line.has_moved is False else ""
    return f"{way}: {line.hcpcs}{serial} × {line.quantity}{stayed}"


def _proofs(proofs: Sequence[SlipProof]) -> Iterator[str]:
    for one in sorted(proofs, key=lambda proof: proof.turn):
        if one.kind is ProofKind.TAKEN_BACK:
            yield f"signature of proof {one.about_turn} taken back: {one.why}"
            continue
        signer = one.signer or one.received_by
        by = f" by {signer}" if signer else ""
        day = f", date of service {one.service_on}" if one.service_on else ""
        yield f"{METHODS[one.method]}{by}{day} (proof {one.sha256[:_SEAL]})"

"""Orders, requests, requirements and papers asked for, as the files have them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.catalog.tables import Product
from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member, Payer, Practitioner
from dmedesk.papers.queries.stored import authorization_ids, stored_prescriptions
from dmedesk.papers.tables import (
    Authorization,
    AuthorizationDraw,
    AuthorizationRequest,
    AuthorizationStep,
    Conversion,
    Order,
    OrderLine,
    PaperAsked,
    Requirement,
    SupportingPaper,
)
from dmedesk.store.rows import stored_rows


def stored_supporting_papers(session: Session) -> list[StoredRow]:
    """Every paper beside a prescription, as ``supporting_papers.csv`` has it."""
    chosen = select(
        SupportingPaper.id,
        Member.member_no,
        SupportingPaper.hcpcs,
        SupportingPaper.kind,
        SupportingPaper.signed_on,
        Practitioner.npi,
        SupportingPaper.expires_on,
        SupportingPaper.elements,
        SupportingPaper.note,
    ).join(Member, Member.id == SupportingPaper.member_id)
    return stored_rows(
        session, chosen.join(Practitioner, Practitioner.id == SupportingPaper.practitioner_id)
    )


def stored_draws(session: Session) -> list[StoredRow]:
    """Everything that was used of authorizations, as ``authorization_draws.csv`` has it."""
    chosen = select(
        AuthorizationDraw.id,
        Member.member_no,
        Authorization.hcpcs,
        Authorization.pa_number,
        AuthorizationDraw.turn,
        AuthorizationDraw.used_on,
        AuthorizationDraw.units,
        AuthorizationDraw.amount_cents.label("amount"),
        AuthorizationDraw.what,
        AuthorizationDraw.recorded_at,
        AuthorizationDraw.recorded_by,
    ).join(Authorization, Authorization.id == AuthorizationDraw.authorization_id)
    return stored_rows(session, chosen.join(Member, Member.id == Authorization.member_id))


def stored_requests(session: Session) -> list[StoredRow]:
    """Every request, as ``authorization_requests.csv`` has it."""
    chosen = select(
        AuthorizationRequest.id,
        AuthorizationRequest.request_no,
        Member.member_no,
        Payer.code.label("payer_code"),
        AuthorizationRequest.hcpcs,
        AuthorizationRequest.asked_on,
        AuthorizationRequest.note,
    ).join(Member, Member.id == AuthorizationRequest.member_id)
    return stored_rows(session, chosen.join(Payer, Payer.id == AuthorizationRequest.payer_id))


def stored_request_steps(session: Session) -> list[StoredRow]:
    """Everything that became of requests, as ``authorization_steps.csv`` has it."""
    chosen = select(
        AuthorizationStep.id,
        AuthorizationRequest.request_no,
        AuthorizationStep.turn,
        AuthorizationStep.step,
        AuthorizationStep.done_on,
        AuthorizationStep.answer_by,
        Authorization.pa_number,
        AuthorizationStep.reason,
        AuthorizationStep.recorded_at,
        AuthorizationStep.recorded_by,
    ).join(AuthorizationRequest, AuthorizationRequest.id == AuthorizationStep.request_id)
    return stored_rows(
        session,
        chosen.outerjoin(Authorization, Authorization.id == AuthorizationStep.authorization_id),
    )


def stored_requirements(session: Session) -> list[StoredRow]:
    """Every requirement, as ``requirements.csv`` has it; ``until_on`` is half-open."""
    chosen = select(
        Requirement.id,
        Requirement.requirement_no,
        Payer.code.label("payer_code"),
        Requirement.kind,
        Requirement.hcpcs,
        Requirement.family,
        Requirement.service,
        Requirement.number,
        Requirement.text,
        Requirement.from_on,
        Requirement.until_on,
        Requirement.proposal,
        Requirement.citation,
        Requirement.why,
    )
    return stored_rows(session, chosen.join(Payer, Payer.id == Requirement.payer_id))


def stored_orders(session: Session) -> list[StoredRow]:
    """Every order, as ``orders.csv`` has it."""
    chosen = select(
        Order.id,
        Order.order_no,
        Member.member_no,
        Payer.code.label("payer_code"),
        Practitioner.npi,
        Order.asked_on,
        Order.referred_by,
        Order.stage,
        Order.review_on,
        Order.held_because,
        Order.closed_on,
        Order.note,
    ).join(Member, Member.id == Order.member_id)
    with_payer = chosen.outerjoin(Payer, Payer.id == Order.payer_id)
    return stored_rows(
        session, with_payer.outerjoin(Practitioner, Practitioner.id == Order.practitioner_id)
    )


def stored_order_lines(session: Session) -> list[StoredRow]:
    """Every line, as ``order_lines.csv`` has it."""
    chosen = select(
        OrderLine.id,
        Order.order_no,
        OrderLine.place,
        OrderLine.hcpcs,
        Product.product_no,
        OrderLine.description,
        OrderLine.quantity,
        OrderLine.terms,
        OrderLine.needs_pa,
        OrderLine.days,
    ).join(Order, Order.id == OrderLine.order_id)
    return stored_rows(session, chosen.outerjoin(Product, Product.id == OrderLine.product_id))


def stored_conversions(session: Session) -> list[StoredRow]:
    """Every conversion, as ``order_conversions.csv`` has it."""
    chosen = select(
        Conversion.id,
        Order.order_no,
        OrderLine.place,
        Conversion.turn,
        Conversion.terms,
        Conversion.from_on,
        Conversion.why,
        Conversion.recorded_at,
        Conversion.recorded_by,
    ).join(OrderLine, OrderLine.id == Conversion.line_id)
    return stored_rows(session, chosen.join(Order, Order.id == OrderLine.order_id))


def stored_papers_asked(session: Session) -> list[StoredRow]:
    """Every paper that was asked for, as ``papers_asked.csv`` has it."""
    chosen = select(
        PaperAsked.id,
        PaperAsked.ask_no,
        Practitioner.npi,
        Member.member_no,
        PaperAsked.hcpcs,
        PaperAsked.paper,
        PaperAsked.asked_on,
        PaperAsked.recorded_at,
        PaperAsked.recorded_by,
    ).join(Practitioner, Practitioner.id == PaperAsked.practitioner_id)
    return stored_rows(session, chosen.join(Member, Member.id == PaperAsked.member_id))


def order_ids(session: Session) -> dict[str, int]:
    """The id of every order by its number."""
    return dict(session.execute(select(Order.order_no, Order.id)).all())


def line_ids(session: Session) -> dict[tuple[str, int], int]:
    """The id of every line by its order's number and its place there."""
    chosen = select(Order.order_no, OrderLine.place, OrderLine.id).join(
        Order, Order.id == OrderLine.order_id
    )
    return {(number, place): line_id for number, place, line_id in session.execute(chosen)}


def request_ids(session: Session) -> dict[str, int]:
    """The id of every request by its number."""
    chosen = select(AuthorizationRequest.request_no, AuthorizationRequest.id)
    return dict(session.execute(chosen).all())


def requirement_ids(session: Session) -> dict[str, int]:
    """The id of every requirement by its number."""
    return dict(session.execute(select(Requirement.requirement_no, Requirement.id)).all())


def people_of_requests(session: Session) -> dict[str, tuple[str, str]]:
    """The member and the code of every request, by its number."""
    chosen = select(
        AuthorizationRequest.request_no, Member.member_no, AuthorizationRequest.hcpcs
    ).join(Member, Member.id == AuthorizationRequest.member_id)
    return {number: (member_no, hcpcs) for number, member_no, hcpcs in session.execute(chosen)}


def prescription_ids(session: Session) -> dict[str, int]:
    """The id of every prescription by what it is known by, its parts between slashes."""
    names = ("member_no", "hcpcs", "signed_on", "npi")
    return {_slashed(row, names): row.id for row in stored_prescriptions(session)}


def paper_ids(session: Session) -> dict[str, int]:
    """The id of every paper beside a prescription by what it is known by, between slashes."""
    names = ("member_no", "hcpcs", "kind", "signed_on", "npi")
    return {_slashed(row, names): row.id for row in stored_supporting_papers(session)}


def authorization_words(session: Session) -> dict[str, int]:
    """The id of every authorization by what it is known by, its parts between slashes."""
    return {"/".join(key): row_id for key, row_id in authorization_ids(session).items()}


def _slashed(row: StoredRow, names: tuple[str, ...]) -> str:
    return "/".join(str(row.values[name]) for name in names)

"""The substitute: lent by a slip of its own, fetched, or sought in vain; or the unit exchanged."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.deliveries.actions.opening import WantedLine, open_ticket
from dmedesk.deliveries.rules.words import PickupReason, Terms, TicketKind, Way
from dmedesk.kit.cells import text
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import stopping
from dmedesk.kit.typed import by_field, tidy, unreadable
from dmedesk.repairs.actions.steps import held, write_step
from dmedesk.repairs.queries.loans import comparison_with, loans_of
from dmedesk.repairs.rules.steps import SUPPLY_CLAUSE, day_findings, lend_findings, refuse
from dmedesk.repairs.rules.words import Likeness, LoanStage, Ownership, Stage, Step
from dmedesk.repairs.tables import ModelTraits, Repair, RepairLoan
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.unit_of_work import UnitOfWork


def lend_substitute(
    work: UnitOfWork,
    *,
    repair_id: int,
    asset_id: int,
    asked_on: date,
    planned_on: date,
    driver: str = "",
    reason: str = "",
) -> int:
    """Open the slip that brings a substitute, and say why it is comparable; answers the slip's id.

    Where the records do not say that it is comparable, a person's ``reason`` is needed. Refused
    while another substitute is out or on its way, and once the work is over.
    """
    repair, standing = held(work, repair_id=repair_id)
    compared = comparison_with(work.session, repair, asset_id=asset_id)
    found = lend_findings(standing)
    if (compared is None or compared.doubts) and not reason.strip():
        lacks = ", ".join(compared.doubts) if compared else "the same code, or known size"
        message = f"The records do not say that it is comparable: {lacks}."
        found.append(stopping("not_known_comparable", message, "Say why it is.", "reason"))
    refuse(found)
    ticket_id = _open_slip(work, repair, asset_id, asked_on, planned_on, driver)
    said = [compared.said if compared else "", reason.strip()]
    work.session.add(
        RepairLoan(
            repair_id=repair.id,
            turn=len(standing.loans) + 1,
            asset_id=asset_id,
            ticket_id=ticket_id,
            likeness=compared.likeness if compared else Likeness.BY_TRAITS,
            reason="; ".join(filter(None, said)),
            recorded_at=work.now,
            recorded_by=work.actor,
        )
    )
    work.session.flush()
    return ticket_id


def _open_slip(
    work: UnitOfWork,
    repair: Repair,
    asset_id: int,
    asked_on: date,
    planned_on: date,
    driver: str,
) -> int:
    assert repair.member_id is not None
    unit = work.session.get_one(Asset, asset_id)
    return open_ticket(
        work,
        kind=TicketKind.DELIVERY,
        member_id=repair.member_id,
        asked_on=asked_on,
        planned_on=planned_on,
        lines=[WantedLine(Way.OUT, unit.product_id, asset_id, terms=Terms.LOAN)],
        driver=driver,
        note=f"Substitute while {repair.item} is repaired, {repair.repair_no}",
    )


def fetch_substitute(
    work: UnitOfWork, *, repair_id: int, asked_on: date, planned_on: date, driver: str = ""
) -> int:
    """Open the slip that fetches the substitute that is out; answers the slip's id.

    Refused where none is out.
    """
    repair, _standing = held(work, repair_id=repair_id)
    out = [one for one in loans_of(work.session, repair_id=repair_id) if one.stage is LoanStage.OUT]
    if not out or repair.member_id is None:
        message = "No substitute is out for this repair."
        raise Refused([stopping("no_substitute_out", message, "Look at its slips.")])
    ticket_id = open_ticket(
        work,
        kind=TicketKind.PICKUP,
        member_id=repair.member_id,
        asked_on=asked_on,
        planned_on=planned_on,
        lines=[WantedLine(Way.BACK, one.product_id, one.asset_id) for one in out],
        driver=driver,
        reason=PickupReason.NO_LONGER_NEEDED,
        note=f"Substitute of {repair.repair_no}",
    )
    write_step(work, repair=repair, step=Step.FETCHING, on=asked_on, ticket_id=ticket_id)
    return ticket_id


def record_no_substitute(work: UnitOfWork, *, repair_id: int, on: date, note: str) -> int:
    """Write down that none comparable could be had: the attempt is what 409.420(B) asks for."""
    repair, standing = held(work, repair_id=repair_id)
    found = day_findings(standing, on, today=work.now.astimezone().date())
    if not note.strip():
        message = f"What was tried is not said ({SUPPLY_CLAUSE})."
        found.append(stopping("nothing_said", message, "Say where it was sought.", "note"))
    refuse(found)
    return write_step(work, repair=repair, step=Step.NO_SUBSTITUTE, on=on, note=note)


def exchange_rented(
    work: UnitOfWork,
    *,
    repair_id: int,
    asset_id: int,
    asked_on: date,
    planned_on: date,
    driver: str = "",
) -> int:
    """Open the slip that exchanges a rented unit in its repair's stead; answers the slip's id.

    The rental goes on with the other unit; the broken one comes to the bench. Refused for
    equipment that is not rented.
    """
    repair, standing = held(work, repair_id=repair_id)
    if repair.ownership is not Ownership.RENTED or repair.member_id is None:
        message = "Only a rented unit is exchanged: this one is not."
        raise Refused([stopping("not_rented", message, "Lend a substitute.")])
    if standing.stage is Stage.CLOSED:
        raise Refused([stopping("repair_is_closed", "The repair is closed.", "Open an exchange.")])
    unit = work.session.get_one(Asset, asset_id)
    assert repair.asset_id is not None
    assert repair.product_id is not None
    ticket_id = open_ticket(
        work,
        kind=TicketKind.EXCHANGE,
        member_id=repair.member_id,
        asked_on=asked_on,
        planned_on=planned_on,
        lines=[
            WantedLine(Way.OUT, unit.product_id, asset_id, repair.rental_id),
            WantedLine(Way.BACK, repair.product_id, repair.asset_id, repair.rental_id),
        ],
        driver=driver,
        note=f"In the stead of {repair.repair_no}",
    )
    write_step(work, repair=repair, step=Step.EXCHANGED, on=asked_on, ticket_id=ticket_id)
    return ticket_id


def save_traits(work: UnitOfWork, *, product_id: int, values: Mapping[str, Any]) -> int:
    """Say what a model is compared by: size, weight capacity, features; answers the row's id."""
    own = tidy(values)
    texts = {"size": text, "features": text}
    found = by_field(unreadable(own, texts))
    if own.get("capacity_pounds") is not None and own["capacity_pounds"] < 1:
        message = "A weight capacity is at least one pound."
        found.append(stopping("capacity_not_positive", message, "Correct it.", "capacity_pounds"))
    refuse(found)
    work.session.get_one(Product, product_id)
    work.lock("model_traits")
    known = work.session.scalars(
        select(ModelTraits).where(ModelTraits.product_id == product_id)
    ).first()
    if known is None:
        return add_row(work, ModelTraits, values={**own, "product_id": product_id})
    edit_row(work, ModelTraits, row_id=known.id, version=known.row_version, values=own)
    return known.id

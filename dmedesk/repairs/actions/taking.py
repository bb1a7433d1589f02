"""Takes repairs and what belongs to them as the files have them: written down, not done again."""

from collections.abc import Mapping, Sequence
from typing import Any

from dmedesk.assets.queries.stored import asset_ids
from dmedesk.catalog.queries.stored import product_ids
from dmedesk.deliveries.queries.stored import ticket_ids
from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids, payer_ids
from dmedesk.rentals.queries.stored import rental_ids
from dmedesk.repairs.queries.stored import loan_ids, ownerships, repair_ids
from dmedesk.repairs.tables import (
    ModelTraits,
    Repair,
    RepairLine,
    RepairLoan,
    RepairStep,
    SubstituteCharge,
)
from dmedesk.store.base import Base
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork

_CENTS = {"replacement": "replacement_cents", "amount": "amount_cents", "cost": "cost_cents"}


def take_traits(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter how models compare, and change what is known, as ``model_traits.csv`` has it."""
    take_rows(
        work,
        ModelTraits,
        added=added,
        changed=changed,
        names={"product_no": "product_id"},
        ids={"product_no": product_ids(work.session)},
    )


def take_repairs(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new repairs and change known ones, as ``repairs.csv`` has them."""
    session = work.session
    take_rows(
        work,
        Repair,
        added=added,
        changed=changed,
        names={
            **_CENTS,
            "member_no": "member_id",
            "payer_code": "payer_id",
            "serial": "asset_id",
            "product_no": "product_id",
            "rental_no": "rental_id",
        },
        ids={
            "member_no": _or_none(member_ids(session)),
            "payer_code": _or_none(payer_ids(session)),
            "serial": _or_none(asset_ids(session)),
            "product_no": _or_none(product_ids(session)),
            "rental_no": _or_none(rental_ids(session)),
        },
    )


def take_steps(work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]) -> None:
    """Append steps, as ``repair_steps.csv`` has them. A known one never changes."""
    _append(work, RepairStep, added, changed)


def take_repair_lines(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append lines, as ``repair_lines.csv`` has them. A known one never changes."""
    _append(work, RepairLine, _with_ownership(work, added), changed)


def take_loans(work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]) -> None:
    """Append substitutes, as ``repair_loans.csv`` has them. A known one never changes."""
    _append(work, RepairLoan, added, changed)


def take_charges(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append charges, as ``substitute_charges.csv`` has them. A known one never changes."""
    loans = loan_ids(work.session)
    with_loans = [{**row, "loan": loans[row["repair_no"], row["loan"]]} for row in added]
    _append(work, SubstituteCharge, _with_ownership(work, with_loans), changed)


def _append(
    work: UnitOfWork, table: type[Base], added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    take_rows(
        work,
        table,
        added=added,
        changed=changed,
        names={
            **_CENTS,
            "repair_no": "repair_id",
            "ticket_no": "ticket_id",
            "serial": "asset_id",
            "loan": "loan_id",
        },
        ids={
            "repair_no": repair_ids(work.session),
            "ticket_no": _or_none(ticket_ids(work.session)),
            "serial": asset_ids(work.session),
        },
    )


def _with_ownership(work: UnitOfWork, added: Sequence[Values]) -> list[dict[str, Any]]:
    """The rows with whose the equipment is, which the database compares with their repair's."""
    whose = ownerships(work.session)
    return [{**row, "ownership": whose[row["repair_no"]]} for row in added]


def _or_none(ids: Mapping[str, int]) -> dict[Any, Any]:
    """The ids by their words; no word stands for none."""
    return {**ids, None: None}

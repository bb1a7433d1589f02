"""Takes tickets, their lines and proofs as the files have them: written down, not done again."""

from collections.abc import Mapping, Sequence
from typing import Any

from dmedesk.assets.queries.stored import asset_ids
from dmedesk.catalog.queries.stored import product_ids
from dmedesk.deliveries.queries.stored import line_ids, ticket_ids
from dmedesk.deliveries.tables import Proof, ReturnSettlement, Ticket, TicketLine
from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids, payer_ids
from dmedesk.papers.queries.stored_orders import order_ids
from dmedesk.rentals.queries.stored import rental_ids
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork


def take_tickets(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new tickets and change known ones, as ``tickets.csv`` has them."""
    take_rows(
        work,
        Ticket,
        added=added,
        changed=changed,
        names={"member_no": "member_id", "payer_code": "payer_id", "order_no": "order_id"},
        ids={
            "member_no": member_ids(work.session),
            "payer_code": _or_none(payer_ids(work.session)),
            "order_no": _or_none(order_ids(work.session)),
        },
    )


def take_ticket_lines(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter the lines of tickets, as ``ticket_lines.csv`` has them. A known one is known whole."""
    units = _or_none(asset_ids(work.session))
    take_rows(
        work,
        TicketLine,
        added=added,
        changed=changed,
        names={
            "ticket_no": "ticket_id",
            "product_no": "product_id",
            "serial": "asset_id",
            "moved_serial": "moved_asset_id",
            "rental_no": "rental_id",
        },
        ids={
            "ticket_no": ticket_ids(work.session),
            "product_no": product_ids(work.session),
            "serial": units,
            "moved_serial": units,
            "rental_no": _or_none(rental_ids(work.session)),
        },
    )


def take_proofs(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append proofs, as ``proofs.csv`` has them. A known one never changes."""
    take_rows(
        work,
        Proof,
        added=added,
        changed=changed,
        names={"ticket_no": "ticket_id"},
        ids={"ticket_no": ticket_ids(work.session)},
    )


def take_return_settlements(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append settlements, as ``return_settlements.csv`` has them. A known one never changes."""
    take_rows(
        work,
        ReturnSettlement,
        added=[_of_line(values) for values in added],
        changed={row_id: _of_line(values) for row_id, values in changed.items()},
        names={"line": "line_id"},
        ids={"line": line_ids(work.session)},
    )


def _of_line(values: Values) -> dict[str, Any]:
    """The values with the line's two names as one."""
    rest = {name: value for name, value in values.items() if name not in ("ticket_no", "place")}
    if "ticket_no" in values:
        rest["line"] = (values["ticket_no"], values["place"])
    return rest


def _or_none(ids: Mapping[str, int]) -> dict[Any, Any]:
    """The ids by their words; no word stands for none."""
    return {**ids, None: None}

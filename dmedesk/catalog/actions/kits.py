"""Enters kits and changes what is in them. A kit that is not offered any more is ended."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from dmedesk.catalog.rules.kits import LINES, kit_findings
from dmedesk.catalog.tables import Kit, KitLine
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.kit.typed import tidy
from dmedesk.store.editing import add_row, edit_row, edit_rows
from dmedesk.store.unit_of_work import UnitOfWork

_KITS = "kits"
_JUDGED = ("name", "from_on", "ended_on")


def enter_kit(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a kit by the attributes of ``Kit`` and its ``lines``; answers its id.

    Raises ``Refused`` with everything that is wrong.
    """
    own, lines = _parted(values)
    work.lock(_KITS)
    _judge(work, {**own, LINES: lines}, None)
    kit_id = add_row(work, Kit, values=own)
    edit_rows(work, KitLine, of={"kit_id": kit_id}, rows=lines or ())
    return kit_id


def change_kit(work: UnitOfWork, *, kit_id: int, version: int, values: Mapping[str, Any]) -> int:
    """Change these attributes of a kit, read at this row version, and its ``lines`` where they are
    told; answers the new version.

    Slips that took it over stay as they are. ``Refused`` too where another desk changed it.
    """
    own, lines = _parted(values)
    work.lock(_KITS)
    stored = work.session.get(Kit, kit_id)
    before = {} if stored is None else {name: getattr(stored, name) for name in _JUDGED}
    told = _lines_of(work, kit_id) if lines is None else lines
    _judge(work, {**before, **own, LINES: told}, kit_id)
    new_version = edit_row(work, Kit, row_id=kit_id, version=version, values=own)
    if lines is not None:
        rows = _entered_anew(work, lines)
        edit_rows(work, KitLine, of={"kit_id": kit_id}, rows=rows)
    return new_version


def _parted(
    values: Mapping[str, Any],
) -> tuple[dict[str, Any], Sequence[Mapping[str, Any]] | None]:
    """The kit's own values, and its lines; None where nothing is said of them."""
    own = tidy(values)
    lines = own.pop(LINES, None)
    return own, None if lines is None else [
        {**line, "by_serial": bool(line.get("by_serial"))} for line in lines
    ]


def _lines_of(work: UnitOfWork, kit_id: int) -> list[Mapping[str, Any]]:
    chosen = select(KitLine.product_id, KitLine.quantity).where(KitLine.kit_id == kit_id)
    return [
        {"product_id": product_id, "quantity": quantity}
        for product_id, quantity in work.session.execute(chosen)
    ]


def _entered_anew(work: UnitOfWork, lines: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """A line of another product goes out and comes in again: two may trade theirs."""
    rows: list[Mapping[str, Any]] = []
    for line in lines:
        stored = work.session.get(KitLine, line["id"]) if line.get("id") else None
        is_read = stored is not None and stored.row_version == line.get("row_version")
        moves = stored is not None and is_read and stored.product_id != line["product_id"]
        rows.append({**line, "id": None, "row_version": None} if moves else line)
    return rows


def _judge(work: UnitOfWork, values: Mapping[str, Any], kit_id: int | None) -> None:
    found = kit_findings(values)
    chosen = select(Kit.id).where(Kit.name == values.get("name"), Kit.id != (kit_id or 0))
    known = work.session.scalar(chosen)
    if known is not None:
        found.append(
            Finding(
                Severity.STOP,
                "kit_taken",
                f"There is a kit “{values['name']}”.",
                remedy="Change that one, or choose another name.",
                field="name",
                opens=RecordRef("kit", known),
            )
        )
    if found:
        raise Refused(found)

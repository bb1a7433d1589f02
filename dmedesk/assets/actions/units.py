"""Receives units, changes what is known of them, writes notes about them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from dmedesk.assets.actions.stops import check_received
from dmedesk.assets.rules import Condition, serial_key
from dmedesk.assets.rules.moves import WORDS
from dmedesk.assets.rules.receiving import state_on_receipt
from dmedesk.assets.rules.units import priced_otherwise, unit_findings
from dmedesk.assets.tables import Asset, AssetNote
from dmedesk.catalog.tables import Product
from dmedesk.kit.cells import Unreadable, prose
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity, stops
from dmedesk.kit.references import RecordRef
from dmedesk.kit.typed import tidy
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.unit_of_work import UnitOfWork

_SERIALS = "serials"


def receive_unit(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a new unit by the attributes of ``Asset``; answers its id.

    It is ready, or waits for the bench (``state_on_receipt``); where a recall means it, it is set
    apart at once. Raises ``Refused`` with everything that is wrong. The shape of a serial is only
    told (``odd_shape``).
    """
    asset_id = enter_unit(work, values=values)
    check_received(work, asset_id=asset_id)
    return asset_id


def enter_unit(work: UnitOfWork, *, values: Mapping[str, Any]) -> int:
    """Enter a new unit as ``receive_unit`` does, not yet held against the recalls there are."""
    own = _own(values)
    work.lock(_SERIALS)
    _judge(work, own, None)
    return add_row(work, Asset, values={**own, "state": state_on_receipt(own.get("condition"))})


def change_unit(
    work: UnitOfWork,
    *,
    asset_id: int,
    version: int,
    values: Mapping[str, Any],
    is_billed: bool = False,
) -> int:
    """Change these attributes of a unit, read at this row version; answers the new version.

    ``is_billed`` says that months of it stand billed, which only a house above knows: then its
    product and condition stay. ``Refused`` too where another desk changed the unit meanwhile.
    """
    own = _own(values)
    work.lock(_SERIALS)
    stored = work.session.get(Asset, asset_id)
    names = ("serial", "product_id", "condition")
    before = {} if stored is None else {name: getattr(stored, name) for name in names}
    _judge(work, {**before, **own}, asset_id)
    if is_billed and (found := priced_otherwise(before, {**before, **own})):
        raise Refused(found)
    new_version = edit_row(work, Asset, row_id=asset_id, version=version, values=own)
    if check_received(work, asset_id=asset_id):
        work.session.flush()
        return int(work.session.get_one(Asset, asset_id).row_version)
    return new_version


def write_unit_note(work: UnitOfWork, *, asset_id: int, note: str) -> int:
    """Write down something about a unit, in the name of whoever works; answers the note's id."""
    try:
        said = prose(note.strip())
    except Unreadable as error:
        raise Refused([_stop("note", error.code, error.message, error.remedy)]) from error
    if not said:
        message = "There is nothing to write down."
        raise Refused([_stop("note", "missing_value", message, "Type it.")])
    written = {"written_at": work.now, "written_by": work.actor, "note": said}
    return add_row(work, AssetNote, values={"asset_id": asset_id, **written})


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    """The unit's attributes as they are stored, the serial's compared form with them."""
    own = tidy(values)
    if "serial" in own:
        own["serial_key"] = serial_key(own["serial"] or "")
    if own.get("condition") is not None:
        own["condition"] = Condition(own["condition"])
    return own


def _judge(work: UnitOfWork, own: Mapping[str, Any], asset_id: int | None) -> None:
    findings = [
        *unit_findings(own),
        *_taken(work, own, asset_id, "serial", "serial_key"),
        *_taken(work, own, asset_id, "inventory_no", "inventory_no"),
    ]
    if stops(findings):
        raise Refused(findings)


def _taken(
    work: UnitOfWork, own: Mapping[str, Any], asset_id: int | None, field: str, column: str
) -> Sequence[Finding]:
    """That another unit has this number, and which one."""
    value = own.get(column)
    if not value:
        return ()
    chosen = (
        select(Asset.id, Asset.serial, Asset.state, Product.description)
        .join(Product, Product.id == Asset.product_id)
        .where(getattr(Asset, column) == value, Asset.id != (asset_id or 0))
    )
    found = work.session.execute(chosen).first()
    if found is None:
        return ()
    row_id, serial, state, description = found
    message = f"{own[field]} is entered already: {description}, {serial}, {WORDS[state]}."
    remedy = "Open that unit, or look at the label again."
    return [_stop(field, f"{field}_taken", message, remedy, RecordRef("asset", row_id))]


def _stop(
    field: str, code: str, message: str, remedy: str, opens: RecordRef | None = None
) -> Finding:
    return Finding(Severity.STOP, code, message, remedy=remedy, field=field, opens=opens)

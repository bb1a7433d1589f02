"""The write side of units."""

from collections.abc import Mapping, Sequence
from typing import Any

from dmedesk.assets.rules import serial_key
from dmedesk.assets.tables import Asset
from dmedesk.catalog.queries import product_ids
from dmedesk.kit.records import Values
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork


def take_assets(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new units and change known ones, as ``assets.csv`` has them, each with its state.

    Their products must have been entered.
    """
    take_rows(
        work,
        Asset,
        added=[_with_key(values) for values in added],
        changed={row_id: _with_key(values) for row_id, values in changed.items()},
        names={"product_no": "product_id", "cost": "cost_cents"},
        ids={"product_no": product_ids(work.session)},
    )


def _with_key(values: Values) -> dict[str, Any]:
    if "serial" not in values:
        return dict(values)
    return {**values, "serial_key": serial_key(values["serial"])}

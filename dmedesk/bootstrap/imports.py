"""The imports of the past, for a command: listed, and taken back."""

from dmedesk.bootstrap.doors import login
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.moving.actions.batches import undo_import
from dmedesk.moving.queries.batches import BatchListed, UndoPlan, past_imports
from dmedesk.store.files import open_shop
from dmedesk.store.unit_of_work import reading, unit_of_work


def imports_taken(address: str) -> list[BatchListed]:
    """Every import, newest first."""
    engine = open_shop(address)
    try:
        with reading(engine) as session:
            return past_imports(session)
    finally:
        engine.dispose()


def take_import_back(address: str, *, number: int) -> UndoPlan:
    """Take the import of this number back. ``Refused`` with every reason where it stands."""
    engine = open_shop(address)
    try:
        with unit_of_work(engine, actor=login(), action="undo_import") as work:
            if number not in {batch.id for batch in past_imports(work.session)}:
                raise Refused([_unknown(number)])
            return undo_import(work, batch_id=number)
    finally:
        engine.dispose()


def _unknown(number: int) -> Finding:
    return Finding(
        Severity.STOP,
        "unknown_import",
        f"There is no import {number}.",
        remedy="See which there are with: dmedesk --database FILE imports",
    )

"""Takes files into a shop's rate book, for the tests of its queries and actions."""

from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from dmedesk.catalog.actions import import_fees
from dmedesk.catalog.rules.reports import FeeImport
from dmedesk.store.unit_of_work import unit_of_work

NOW = datetime(2026, 11, 3, 15, 0, tzinfo=UTC)


def take(
    engine: Engine,
    path: Path,
    *,
    file_format: str | None = None,
    state: str = "MA",
    area: str = "non-rural",
    from_on: date | None = None,
) -> FeeImport:
    """One ``fees import`` in a transaction of its own."""
    with unit_of_work(engine, actor="ann", action="import fees", clock=lambda: NOW) as work:
        return import_fees(
            work, path=path, file_format=file_format, state=state, area=area, from_on=from_on
        )

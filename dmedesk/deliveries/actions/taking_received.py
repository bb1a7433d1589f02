"""Takes files of scans, their pages and decisions as the files have them: nothing is read again."""

from collections.abc import Mapping, Sequence
from typing import Any

from dmedesk.deliveries.queries.received import page_ids, received_file_ids
from dmedesk.deliveries.queries.stored import ticket_ids
from dmedesk.deliveries.tables import PageDecision, ReceivedFile, ReceivedPage
from dmedesk.kit.stored import Values
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork


def take_received_files(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append files of scans, as ``received_files.csv`` has them. A known one never changes."""
    take_rows(work, ReceivedFile, added=added, changed=changed)


def take_received_pages(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append pages, as ``received_pages.csv`` has them; their bytes are attached files."""
    take_rows(
        work,
        ReceivedPage,
        added=added,
        changed=changed,
        names={"sha256": "file_id"},
        ids={"sha256": received_file_ids(work.session)},
    )


def take_page_decisions(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append decisions, as ``page_decisions.csv`` has them. A known one never changes."""
    tickets: dict[Any, Any] = {**ticket_ids(work.session), None: None}
    take_rows(
        work,
        PageDecision,
        added=added,
        changed=changed,
        names={"scan_no": "page_id", "ticket_no": "ticket_id"},
        ids={"scan_no": page_ids(work.session), "ticket_no": tickets},
    )

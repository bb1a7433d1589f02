"""Makes the papers of posted invoices, after the month is safe, and writes them into a folder.

A paper's bytes are stored once, when made; after that they are only ever copied.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from dmedesk.billing.queries.listed import stored_paper
from dmedesk.billing.queries.posted import payer_id_of
from dmedesk.billing.queries.printed import papers_to_make, printed_invoices, stored_papers
from dmedesk.billing.rules.answer import paper_name
from dmedesk.billing.rules.printed import PrintedInvoice
from dmedesk.billing.tables import InvoiceDocument
from dmedesk.kit.errors import WorldError
from dmedesk.store.bulk import append_many
from dmedesk.store.unit_of_work import UnitOfWork

PAPERS_AT_ONCE = 200
"""How many papers are made in one unit of work: a few tenths of a second's worth."""

LOCK = "papers"
"""Held by whoever makes papers: the next one waits, and makes those still missing."""


def make_papers(
    work: UnitOfWork,
    *,
    month_on: date,
    payer_code: str | None = None,
    draw: Callable[[Sequence[PrintedInvoice]], Iterable[bytes]],
    at_most: int = PAPERS_AT_ONCE,
) -> int:
    """Make and store papers that the month's standing invoices lack; answers how many.

    At most so many in one unit of work, for others wait to write meanwhile: call again, in a new
    one, until none is made. ``draw`` turns frozen invoices into the bytes of their PDFs.
    """
    work.lock(LOCK)
    session = work.session
    payer_id = payer_id_of(session, payer_code)
    lacking = papers_to_make(session, month_on=month_on, payer_id=payer_id, at_most=at_most)
    return len(_make(work, lacking, draw))


def make_paper(
    work: UnitOfWork,
    *,
    invoice_id: int,
    draw: Callable[[Sequence[PrintedInvoice]], Iterable[bytes]],
) -> bytes:
    """The stored paper of one invoice; made and stored first where it is not made yet."""
    work.lock(LOCK)
    stored = stored_paper(work.session, invoice_id=invoice_id)
    if stored is not None:
        return stored
    ((_, content, *_),) = _make(work, [invoice_id], draw)
    return content


def _make(
    work: UnitOfWork,
    invoice_ids: Sequence[int],
    draw: Callable[[Sequence[PrintedInvoice]], Iterable[bytes]],
) -> list[tuple[int, bytes, str, datetime]]:
    printed = printed_invoices(work.session, invoice_ids=invoice_ids)
    rows = [
        (invoice_id, content, sha256(content).hexdigest(), work.now)
        for invoice_id, content in zip(printed, draw(list(printed.values())), strict=True)
    ]
    columns = (
        InvoiceDocument.invoice_id,
        InvoiceDocument.content,
        InvoiceDocument.sha256,
        InvoiceDocument.made_at,
    )
    append_many(work, InvoiceDocument, columns, rows)
    return rows


def prepare_folder(*, folder: Path) -> None:
    """Make the folder for papers where it is missing, and see that files can be written there.

    ``WorldError`` where they cannot.
    """
    probe = folder / f".{os.getpid()}.unfinished"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise WorldError(
            f"Papers could not be written into {folder}: {error.strerror}.",
            "Nothing was posted. Choose a folder that can be written.",
        ) from error


def write_papers(
    session: Session, *, month_on: date, payer_code: str | None = None, folder: Path
) -> int:
    """Write the stored papers of the month's standing invoices into a folder, made where missing.

    A file that is there with the same bytes is left alone; no file ever stands there half
    written. Answers how many were written. ``WorldError`` where the folder cannot be written.
    """
    payer_id = payer_id_of(session, payer_code)
    written = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for paper in stored_papers(session, month_on=month_on, payer_id=payer_id):
            written += _write(folder / paper_name(paper.invoice_no), paper.content)
    except OSError as error:
        raise WorldError(
            f"The papers could not be written into {folder}: {error.strerror}.",
            "The month is posted; nothing of it is lost. Choose a folder that can be written,"
            " then post the month again: it makes the papers that are missing.",
        ) from error
    return written


def write_paper(*, path: Path, content: bytes) -> None:
    """Write one paper, whole or not at all. ``WorldError`` where the place cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
    except OSError as error:
        raise WorldError(
            f"{path} could not be written: {error.strerror}.",
            "What was posted is safe in the shop. Choose a place that you may write to.",
        ) from error


def _write(path: Path, content: bytes) -> bool:
    with suppress(FileNotFoundError):
        if path.read_bytes() == content:
            return False
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return True

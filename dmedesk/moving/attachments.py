"""Attached files beside the others: what is attached to which record, and a folder of the bytes.

A record is named by its kind and by what its own file knows it by: ``asset`` and a serial in its
compared form, ``member`` and a number.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from dmedesk.assets.queries.stored import asset_ids
from dmedesk.billing.queries.stored import invoice_ids
from dmedesk.catalog.queries.stored import edition_ids, product_ids
from dmedesk.deliveries.queries.received import page_ids
from dmedesk.deliveries.queries.stored import ticket_ids
from dmedesk.kit.cells import Unreadable, identifier, moment, text, verbatim
from dmedesk.kit.errors import WorldError
from dmedesk.kit.media import ending_of
from dmedesk.kit.records import Column, Fault, PlacedFinding, RecordFile
from dmedesk.kit.stored import StoredRow, Values
from dmedesk.members.queries.stored import member_ids, payer_ids, practitioner_ids
from dmedesk.moving.comparison import Comparison
from dmedesk.papers.queries.stored_limits import limit_ids, replacement_ids
from dmedesk.papers.queries.stored_orders import (
    authorization_words,
    order_ids,
    paper_ids,
    prescription_ids,
    request_ids,
    requirement_ids,
)
from dmedesk.papers.queries.stored_trials import chain_ids, trial_ids
from dmedesk.recalls.queries.stored import recall_ids
from dmedesk.rentals.queries.stored import rental_ids
from dmedesk.repairs.queries.stored import repair_ids
from dmedesk.store import attachments as store
from dmedesk.store.unit_of_work import UnitOfWork

ATTACHMENTS_FOLDER = "attachments"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of record that files are attached to: its file, and its ids by what it is known by.

    ``parts`` takes a name of several parts, written between slashes, apart as its file has them.
    """

    file: str
    ids: Callable[[Any], Mapping[Any, int]]
    key: Callable[[str], Any] = str
    parts: Callable[[str], tuple[Any, ...]] | None = None


def _dated(name: str) -> tuple[Any, ...]:
    """The parts of a paper's name, its day as one; not a paper's name: as it stands."""
    *first, day, npi = name.split("/")
    return (*first, date.fromisoformat(day), npi)


_KINDS = {
    "member": _Kind("members", member_ids),
    "practitioner": _Kind("practitioners", practitioner_ids),
    "payer": _Kind("payers", payer_ids),
    "product": _Kind("products", product_ids),
    "asset": _Kind("assets", asset_ids),
    "rental": _Kind("rentals", rental_ids),
    "invoice": _Kind("invoices", invoice_ids),
    "edition": _Kind("fee_editions", edition_ids, int),
    "prescription": _Kind("prescriptions", prescription_ids, parts=_dated),
    "authorization": _Kind(
        "authorizations", authorization_words, parts=lambda name: tuple(name.split("/"))
    ),
    "paper": _Kind("supporting_papers", paper_ids, parts=_dated),
    "pa_request": _Kind("authorization_requests", request_ids),
    "requirement": _Kind("requirements", requirement_ids),
    "limit": _Kind("limits", limit_ids),
    "replacement": _Kind("replacements", replacement_ids),
    "order": _Kind("orders", order_ids),
    "chain": _Kind("chains", chain_ids),
    "trial": _Kind("trials", trial_ids),
    "ticket": _Kind("tickets", ticket_ids),
    "repair": _Kind("repairs", repair_ids),
    "scan": _Kind("received_pages", page_ids),
    "recall": _Kind("recalls", recall_ids),
}


def kind(cell: str) -> str:
    """A kind of record that files are attached to."""
    found = cell.casefold()
    if found not in _KINDS:
        raise Unreadable(
            "bad_choice", f"{cell!r} is not allowed here.", f"Write one of: {', '.join(_KINDS)}."
        )
    return found


ATTACHMENTS = RecordFile(
    "attachments",
    columns=(
        Column("kind", kind, required=True),
        Column("record", identifier, required=True),
        Column("sha256", verbatim, required=True),
        Column("attached_at", moment, required=True),
        Column("attached_by", verbatim, required=True),
        Column("file_name", text, required=True),
        Column("media_type", verbatim, required=True),
        Column("title", verbatim, required=True),
        Column("removed_at", moment),
        Column("removed_by", verbatim),
        Column("reason", verbatim),
    ),
    key=("kind", "record", "sha256", "attached_at"),
)
"""One row an attachment; its bytes are a file of the folder ``attachments``."""

_REMOVAL = frozenset({"removed_at", "removed_by", "reason"})


def attachment_place(values: Values) -> str:
    """Where an attached file lies in the folder of files: by its hash, with its own ending."""
    return f"{ATTACHMENTS_FOLDER}/{values['sha256']}{ending_of(values['file_name'])}"


def stored_attachments(session: Any) -> list[StoredRow]:
    """Every attachment, as ``attachments.csv`` has it."""
    found = store.stored_attachments(session)
    names: dict[str, dict[int, str]] = {}
    for name in {row.values["kind"] for row in found}:
        names[name] = {row_id: str(key) for key, row_id in _KINDS[name].ids(session).items()}
    for row in found:
        row.values["record"] = names[row.values["kind"]][row.values.pop("record_id")]
    return found


def attachment_findings(comparison: Comparison, folder: Path) -> Iterator[PlacedFinding]:
    """A finding for every attachment whose record or bytes are not there, or that is another."""
    if "attachments" not in comparison.read:
        return
    for touched in comparison["attachments"].touched.values():
        if touched.old is None:
            faults = _faults_of_new(comparison, touched.new, folder)
        else:
            faults = _faults_of_known(touched.old.values, touched.differing)
        for fault in faults:
            yield fault.placed(touched.row.file, touched.row.line)


def _faults_of_known(old: Values, differing: Values) -> Iterator[Fault]:
    """Nothing of an attachment changes, but that it is removed."""
    for name in differing:
        if name not in _REMOVAL or old["removed_at"] is not None:
            yield Fault(
                name,
                "attached_otherwise",
                "This shop has the attachment with another value, which cannot change.",
                "Leave the row out, or import into a new shop.",
            )


def _faults_of_new(comparison: Comparison, new: Values, folder: Path) -> Iterator[Fault]:
    its = _KINDS[new["kind"]]
    if not comparison.has(its.file, _parts(its, new["record"])):
        yield Fault(
            "record",
            f"unknown_{new['kind']}",
            f"There is no {new['kind']} {new['record']}.",
            f"Enter it in {its.file}.csv, or correct record here.",
        )
    if not _is_there(folder, new):
        yield Fault(
            "sha256",
            "attachment_missing",
            f"{attachment_place(new)} is not there, or not as it was stored.",
            "Copy the folder of attachments from the export again.",
        )


def _key(its: _Kind, record: str) -> Any:
    with suppress(ValueError):
        return its.key(record)
    return record


def _parts(its: _Kind, record: str) -> tuple[Any, ...]:
    if its.parts is not None:
        with suppress(ValueError):
            return its.parts(record)
    return (_key(its, record),)


def _is_there(folder: Path, values: Values) -> bool:
    content = None
    with suppress(OSError, ValueError):
        content = (folder / attachment_place(values)).read_bytes()
    return content is not None and sha256(content).hexdigest() == values["sha256"]


def take_attachments(
    work: UnitOfWork, *, added: list[Values], changed: Mapping[int, Values], folder: Path
) -> None:
    """Enter attachments with their bytes out of the folder, and removals of known ones.

    ``WorldError`` where a file has gone since it was looked at.
    """
    ids = {name: _KINDS[name].ids(work.session) for name in {row["kind"] for row in added}}
    rows = []
    for values in added:
        its = _KINDS[values["kind"]]
        record_id = ids[values["kind"]][_key(its, values["record"])]
        kept = {name: value for name, value in values.items() if name != "record"}
        rows.append({**kept, "record_id": record_id})
    store.take_attachments(
        work, added=rows, contents=(_content(folder, values) for values in added)
    )
    store.take_removals(work, removed=changed)


def _content(folder: Path, values: Values) -> bytes:
    if not _is_there(folder, values):
        place = attachment_place(values)
        raise WorldError(f"{place} has changed meanwhile.", "Import the folder again.")
    return (folder / attachment_place(values)).read_bytes()

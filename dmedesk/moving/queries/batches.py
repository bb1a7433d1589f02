"""The imports of the past, what one may be taken back for, and why it may not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.billing.tables import BillingRun, Invoice, InvoiceLine
from dmedesk.catalog.tables import FeeEdition
from dmedesk.kit.findings import Finding, stopping
from dmedesk.kit.references import RecordRef
from dmedesk.moving.plan import SheetRecipe, recipe_from_json
from dmedesk.moving.ranges import ids_of
from dmedesk.moving.tables import (
    ImportBatch,
    ImportedFile,
    ImportRecipe,
    ImportUndo,
)
from dmedesk.rentals.tables import MonthEntry, Rental
from dmedesk.store.base import all_tables
from dmedesk.store.tables import Attachment
from dmedesk.store.undoing import Done, changed_since, done_with, resting_on, words_of

DRAFT = RecordRef("import", 0)
"""What an import is kept under that was left before it was taken."""

_KEPT = ("logos", "import_", "imported_")
"""What an undo leaves: pictures, which nothing shows any more, and the imports themselves."""

_NEVER = frozenset(
    (
        "attachments",
        "attached_files",
        "authorization_draws",
        "authorization_steps",
        "authorization_uses",
        "billing_runs",
        "charge_claims",
        "charge_entries",
        "charge_proofs",
        "charges",
        "count_facts",
        "count_units",
        "counts",
        "credits",
        "held_months",
        "insulin_statements",
        "invoice_documents",
        "invoice_lines",
        "invoices",
        "maintenance_entries",
        "month_entries",
        "movements",
        "order_conversions",
        "page_decisions",
        "papers_asked",
        "practitioner_checks",
        "proofs",
        "recall_letter_facts",
        "recall_letters",
        "recall_remedies",
        "recall_steps",
        "receipts",
        "received_files",
        "received_pages",
        "refill_contacts",
        "repair_lines",
        "repair_loans",
        "repair_steps",
        "replacements",
        "return_settlements",
        "substitute_charges",
        "statements",
        "stop_criteria",
        "stop_marks",
        "unit_checks",
    )
)
"""Facts that are only ever appended: an import that brought them is not taken back."""

_OF_ALL = frozenset(("fee_editions", "fee_rows", "number_series", "policies"))
"""Tables on which every posted line may rest."""

_NAMED = 3

_KINDS = {
    "assets": "asset",
    "members": "member",
    "payers": "payer",
    "practitioners": "practitioner",
    "products": "product",
    "rentals": "rental",
    "repairs": "repair",
}

_RESTED_ON: Mapping[str, frozenset[str]] = {
    "assets": frozenset(("product_id", "condition")),
    "members": frozenset(("deceased_on", "left_on")),
    "payers": frozenset(("regime",)),
    "products": frozenset(("hcpcs", "usual_rental_cents", "family", "payment_class")),
}
"""The columns, by table, that posted lines may rest on; of other tables any column."""


@dataclass(frozen=True, slots=True)
class BatchListed:
    """One import of the past; its counts are the sums of its files."""

    id: int
    taken_at: datetime
    taken_by: str
    files: tuple[str, ...]
    added: int
    changed: int
    undone_at: datetime | None
    undone_by: str


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What taking an import back would do; with ``reasons`` it may not be."""

    done: Done
    reasons: tuple[Finding, ...]

    @property
    def removed(self) -> int:
        """How many records go."""
        return sum(len(ids) for ids in self.done.added.values())

    @property
    def restored(self) -> int:
        """How many records get old values back."""
        return len(self.done.changed)


def past_imports(session: Session) -> list[BatchListed]:
    """Every import, newest first."""
    files: dict[int, list[ImportedFile]] = {}
    for file in session.scalars(select(ImportedFile).order_by(ImportedFile.id)):
        files.setdefault(file.batch_id, []).append(file)
    chosen = (
        select(ImportBatch, ImportUndo)
        .outerjoin(ImportUndo, ImportUndo.batch_id == ImportBatch.id)
        .order_by(ImportBatch.id.desc())
    )
    return [
        BatchListed(
            id=batch.id,
            taken_at=batch.taken_at,
            taken_by=batch.taken_by,
            files=tuple(file.name for file in files.get(batch.id, ())),
            added=sum(file.added for file in files.get(batch.id, ())),
            changed=sum(file.changed for file in files.get(batch.id, ())),
            undone_at=None if undo is None else undo.undone_at,
            undone_by="" if undo is None else undo.undone_by,
        )
        for batch, undo in cast(
            Iterable[tuple[ImportBatch, ImportUndo | None]], session.execute(chosen)
        )
    ]


def plan_undo(session: Session, *, batch_id: int) -> UndoPlan:
    """What taking an import back would do, with every reason against it.

    A batch that does not exist is our own mistake: LookupError.
    """
    batch = session.get(ImportBatch, batch_id)
    if batch is None:
        raise LookupError(f"no import {batch_id}")
    added = {
        name: ids_of(ranges) for name, ranges in batch.added.items() if not name.startswith(_KEPT)
    }
    done = done_with(session, table=ImportBatch, row_id=batch_id, added=added)
    if session.scalar(select(ImportUndo.id).where(ImportUndo.batch_id == batch_id)) is not None:
        return UndoPlan(done, (stopping("undone_already", "It was taken back already.", ""),))
    reasons = [
        *_never(added),
        *resting_on(session, added, passed=("import_", "imported_")),
        *_attached(session, added),
        *changed_since(session, done),
        *_later_editions(session, added),
        *_posted_later(session, batch, done),
    ]
    return UndoPlan(done, tuple(reasons))


def _never(added: Mapping[str, Sequence[int]]) -> Iterator[Finding]:
    found = sorted(name.replace("_", " ") for name in added.keys() & _NEVER)
    if found:
        yield stopping(
            "history_stays",
            f"It brought {', '.join(found)}: such facts are never removed.",
            "Restore the backup that was made before it.",
        )


def _attached(session: Session, added: Mapping[str, Sequence[int]]) -> Iterator[Finding]:
    for table, kind in _KINDS.items():
        ids = set(added.get(table, ()))
        if ids:
            records = session.scalars(select(Attachment.record_id).where(Attachment.kind == kind))
            count = sum(one in ids for one in records)
            if count:
                yield stopping(
                    "file_attached",
                    f"{count} files are attached to {words_of(table)} that it added.",
                    "A record with papers is not removed.",
                )


def _later_editions(session: Session, added: Mapping[str, Sequence[int]]) -> Iterator[Finding]:
    """Editions are known by their place: none is taken out from under a later one."""
    mine = added.get("fee_editions", ())
    if mine and (session.scalar(select(func.max(FeeEdition.id))) or 0) > max(mine):
        yield stopping(
            "later_fees",
            "Another fee file was taken after it.",
            "Take in a corrected fee file instead.",
        )


def _posted_later(session: Session, batch: ImportBatch, done: Done) -> Iterator[Finding]:
    """Months that were posted since, on rentals that the import had a say in."""
    rentals = _rentals_concerned(done)
    chosen = (
        select(Invoice.invoice_no)
        .join(BillingRun, BillingRun.id == Invoice.run_id)
        .join(InvoiceLine, InvoiceLine.invoice_id == Invoice.id)
        .join(MonthEntry, MonthEntry.id == InvoiceLine.entry_id)
        .where(BillingRun.posted_at >= batch.taken_at)
        .distinct()
    )
    if rentals is not None:
        if not rentals:
            return
        chosen = chosen.where(or_(*rentals))
    found = sorted(session.scalars(chosen))
    if found:
        named = ", ".join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")
        yield stopping(
            "posted_since",
            f"{len(found)} invoices were posted since that rest on it: {named}.",
            "Take the month's posting back first, or change the records by hand.",
        )


def _rentals_concerned(done: Done) -> list[Any] | None:
    """Conditions on the ledger's rentals that the import concerns; None where all of them are."""
    touched: dict[str, set[int]] = {name: set(ids) for name, ids in done.added.items()}
    for (name, row_id), old in done.changed.items():
        if name not in _RESTED_ON or _RESTED_ON[name] & old.keys():
            touched.setdefault(name, set()).add(row_id)
    if touched.keys() & _OF_ALL:
        return None
    found = (_entries_of(name, sorted(ids)) for name, ids in touched.items() if ids)
    return [one for one in found if one is not None]


def _entries_of(name: str, ids: Sequence[int]) -> Any:
    """Entries of the ledger that rest on these rows of a table; None where none can."""
    table = all_tables().tables[name]
    rows = table.c.id.in_(ids)
    ways = {"members": Rental.member_id, "payers": Rental.payer_id, "assets": Rental.asset_id}
    if name == "rentals":
        rentals = select(Rental.id).where(rows)
    elif name in ways:
        rentals = select(Rental.id).where(ways[name].in_(ids))
    elif name == "products":
        units = select(Asset.id).where(Asset.product_id.in_(ids))
        rentals = select(Rental.id).where(Rental.asset_id.in_(units))
    elif "rental_id" in table.c:
        rentals = select(table.c.rental_id).where(rows)
    elif "member_id" in table.c:
        members = select(table.c.member_id).where(rows)
        rentals = select(Rental.id).where(Rental.member_id.in_(members))
    else:
        return None
    return MonthEntry.rental_id.in_(rentals)


def kept_recipes(session: Session) -> list[SheetRecipe]:
    """What is remembered of sheets, the last one kept first."""
    chosen = select(ImportRecipe.recipe).order_by(ImportRecipe.kept_at.desc())
    return [recipe_from_json(one) for recipe in session.scalars(chosen) for one in recipe]

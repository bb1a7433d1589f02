"""Writes down what an import added, so that it can be taken back, and takes it back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dmedesk.billing.actions.crediting import LOCK
from dmedesk.kit.errors import Refused
from dmedesk.moving.comparison import FileCount
from dmedesk.moving.queries.batches import UndoPlan, plan_undo
from dmedesk.moving.ranges import ranges_of
from dmedesk.moving.tables import ImportBatch, ImportedFile, ImportUndo
from dmedesk.rentals.actions.taking import forget_holders, let_go, name_holders
from dmedesk.store.undoing import Done, take_back
from dmedesk.store.unit_of_work import UnitOfWork

_RENTALS, _UNIT = "rentals", "asset_id"


@dataclass(frozen=True, slots=True)
class Taken:
    """One file of an import: its name, SHA-256 and kind, and what its rows did."""

    name: str
    sha256: str
    kind: str
    count: FileCount


def write_batch(work: UnitOfWork, *, files: Iterable[Taken]) -> int:
    """Write down what this unit of work has imported; answers the batch's id."""
    added = {name: ranges_of(ids) for name, ids in sorted(work.added_ids().items())}
    batch = ImportBatch(taken_at=work.now, taken_by=work.actor, added=added)
    work.session.add(batch)
    work.session.flush()
    for file in files:
        work.session.add(
            ImportedFile(
                batch_id=batch.id,
                name=file.name,
                sha256=file.sha256,
                kind=file.kind,
                added=file.count.added,
                changed=file.count.changed,
                unchanged=file.count.unchanged,
            )
        )
    return batch.id


def _with_free_units(work: UnitOfWork, done: Done) -> Done:
    """The same with every rental open again whose unit must be free for a moment."""
    exchanged = [
        row_id for (name, row_id), old in done.changed.items() if name == _RENTALS and _UNIT in old
    ]
    reopened = let_go(work, row_ids=exchanged)
    again = {
        (_RENTALS, row_id): {"ended_on": None, **done.changed[_RENTALS, row_id]}
        for row_id in reopened
    }
    return replace(done, changed={**done.changed, **again})


def undo_import(work: UnitOfWork, *, batch_id: int) -> UndoPlan:
    """Take an import back as a whole: remove what it added, restore what it changed.

    Raises ``Refused`` with every reason where anything later rests on it; then nothing is changed.
    """
    work.lock(LOCK)
    work.lock("rate_book")
    plan = plan_undo(work.session, batch_id=batch_id)
    if plan.reasons:
        raise Refused(plan.reasons)
    done = _with_free_units(work, plan.done)
    forget_holders(work)
    take_back(work, done)
    name_holders(work)
    work.session.add(ImportUndo(batch_id=batch_id, undone_at=work.now, undone_by=work.actor))
    work.session.flush()
    return plan

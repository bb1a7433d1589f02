"""Takes sheets into the shop as a plan has them; keeps what was left or learnt for later."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from dmedesk.billing.actions.crediting import LOCK
from dmedesk.kit.errors import Refused
from dmedesk.moving.actions import take_examined
from dmedesk.moving.intake import Intake
from dmedesk.moving.plan import ImportPlan, as_json, recipe_of
from dmedesk.moving.queries.batches import DRAFT
from dmedesk.moving.queries.planned import Examination, examine_plan
from dmedesk.moving.tables import ImportRecipe
from dmedesk.moving.workbooks import Sheet
from dmedesk.store.drafts import Drafts
from dmedesk.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import by plan came to; ``batch_id`` is 0 where it changed nothing."""

    intake: Intake
    batch_id: int
    left_out: int


def import_plan(
    work: UnitOfWork, *, plan: ImportPlan, sheets: Sequence[Sheet], folder: Path
) -> Outcome:
    """Take every row that can be taken, remember what the sheets meant, and drop the draft.

    Raises ``Refused`` where something forbids the import as a whole; then nothing is changed.
    """
    work.lock(LOCK)
    work.lock("rate_book")
    found: Examination = examine_plan(work.session, plan=plan, sheets=sheets, folder=folder)
    if found.blocking or found.examined is None or found.intake is None:
        raise Refused(found.blocking)
    batch_id = take_examined(work, examined=found.examined, folder=folder)
    _keep_recipe(work, plan, sheets)
    drop_import_draft(work)
    return Outcome(found.intake, batch_id, len(found.faults))


def _keep_recipe(work: UnitOfWork, plan: ImportPlan, sheets: Sequence[Sheet]) -> None:
    recipe = [
        recipe_of(mine, sheet.headers(mine))
        for sheet in sheets
        if (mine := plan.sheets.get(sheet.key)) is not None and mine.kind
    ]
    known = work.session.scalar(select(ImportRecipe).where(ImportRecipe.name == plan.name))
    if known is None:
        work.session.add(ImportRecipe(name=plan.name, recipe=recipe, kept_at=work.now))
    else:
        known.recipe, known.kept_at = recipe, work.now


def keep_import_draft(work: UnitOfWork, *, plan: ImportPlan) -> None:
    """Keep an import that is left before it is taken, in place of what was kept before."""
    Drafts(work.actor).keep(work, ref=DRAFT, typed=as_json(plan), base={})


def drop_import_draft(work: UnitOfWork) -> None:
    """Forget the import that this person left."""
    Drafts(work.actor).drop(work, ref=DRAFT)

"""Takes a folder of files into the shop: every row of every file, or none."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from dmedesk.assets.actions import take_assets
from dmedesk.billing.actions.month import LOCK
from dmedesk.catalog.actions import take_fees
from dmedesk.moving.intake import ImportRefused, Intake
from dmedesk.moving.kinds import KINDS
from dmedesk.moving.queries import Examined, examine_folder
from dmedesk.store.unit_of_work import UnitOfWork


def import_folder(work: UnitOfWork, *, folder: Path) -> Intake:
    """Enter and change every record that the folder's files hold.

    Raises ``ImportRefused`` with every finding where any row of any file cannot be taken: then
    nothing is changed. Raises ``WorldError`` where the folder or a file cannot be read at all.
    """
    # No month may be posted between the look at posted lines and the changes.
    work.lock(LOCK)
    examined = examine_folder(work.session, folder=folder)
    intake = replace(examined.intake, dry_run=False)
    if intake.refused:
        raise ImportRefused(intake)
    for kind in KINDS:
        if kind in examined.files and kind != "fees":
            compared = examined.comparison[kind]
            KINDS[kind].take(work, added=compared.added, changed=compared.changed)
    if "fees" in examined.files:
        _take_fees(work, examined)
    take_assets(work, added=(), changed=examined.states)
    return replace(intake, taken=True)


def _take_fees(work: UnitOfWork, examined: Examined) -> None:
    """Fees carry the file that they come from."""
    file, compared = examined.files["fees"], examined.comparison["fees"]
    take_fees(
        work,
        added=compared.added,
        changed={
            touched.old.id: touched.new
            for touched in compared.touched.values()
            if touched.old is not None
        },
        file_name=file.name,
        sha256=sha256(file.content).hexdigest(),
    )

"""Takes a folder of files into the shop: every row of every file, or none."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from dmedesk.assets.actions.stops import check_all
from dmedesk.assets.actions.taking import take_assets
from dmedesk.assets.queries.stops import notices
from dmedesk.billing.actions.crediting import LOCK
from dmedesk.billing.actions.taking import Posted, take_papers, take_posted
from dmedesk.billing.actions.taking_payments import take_paid
from dmedesk.catalog.actions import take_fees
from dmedesk.moving.actions.batches import Taken, write_batch
from dmedesk.moving.attachments import take_attachments
from dmedesk.moving.intake import ImportRefused, Intake
from dmedesk.moving.kinds import KINDS, PAID, POSTED
from dmedesk.moving.papers import paper_content
from dmedesk.moving.queries import Examined, examine_folder
from dmedesk.shop.actions.company import keep_logos
from dmedesk.store.unit_of_work import UnitOfWork


def import_folder(
    work: UnitOfWork, *, folder: Path, before: Callable[[], object] = lambda: None
) -> Intake:
    """Enter and change every record that the folder's files hold.

    ``before`` is called once the files are found sound, and before anything is changed. Raises
    ``ImportRefused`` with every finding where any row of any file cannot be taken: then nothing
    is changed. Raises ``WorldError`` where the folder or a file cannot be read at all.
    """
    # No month may be posted, and no fee file taken, between the look at them and the changes.
    work.lock(LOCK)
    work.lock("rate_book")
    examined = examine_folder(work.session, folder=folder)
    intake = replace(examined.intake, dry_run=False)
    if intake.refused:
        raise ImportRefused(intake)
    if not intake.changes_nothing:
        before()
    take_examined(work, examined=examined, folder=folder)
    return replace(intake, taken=True)


def take_examined(work: UnitOfWork, *, examined: Examined, folder: Path) -> int:
    """Enter and change everything that was examined and found sound; answers the batch's id.

    Units that an open recall means are set apart at once. 0 where nothing changed. Whoever calls
    holds the locks under which it was examined.
    """
    known = notices(work.session)
    keep_logos(work, contents=examined.logos.contents.values())
    for name, kind in KINDS.items():
        if name == "fees" and name in examined.files:
            _take_fees(work, examined)
        elif name in examined.comparison.read and kind.take is not None:
            compared = examined.comparison[name]
            kind.take(work, added=compared.added, changed=compared.changed)
    take_assets(work, added=(), changed=examined.states)
    _take_posted(work, examined, folder)
    paid = {kind: examined.comparison[kind].added for kind in PAID if kind in examined.files}
    take_paid(work, paid=paid)
    if "attachments" in examined.files:
        compared = examined.comparison["attachments"]
        take_attachments(work, added=compared.added, changed=compared.changed, folder=folder)
    if not _MEANT.isdisjoint(examined.files):
        check_all(work, against=known)
    if examined.intake.changes_nothing and not work.added_ids():
        return 0
    return write_batch(work, files=_taken(examined))


_MEANT = {"assets", "products"}
"""What says whether a recall means a unit: one that comes by a file is held against those that the
shop had. How units stand to those that come by the same files stands in ``stop_marks.csv``.
"""


def _taken(examined: Examined) -> Iterator[Taken]:
    for kind, file in examined.files.items():
        yield Taken(file.name, file.sha256, kind, examined.comparison[kind].count)


def _take_fees(work: UnitOfWork, examined: Examined) -> None:
    """Fees carry the file that they come from: this one, unless the row names another."""
    file, compared = examined.files["fees"], examined.comparison["fees"]
    take_fees(
        work,
        added=compared.added,
        changed={
            touched.old.id: {**touched.new, "edition": touched.differing.get("edition")}
            for touched in compared.touched.values()
            if touched.old is not None
        },
        file_name=file.name,
        sha256=file.sha256,
    )


def _take_posted(work: UnitOfWork, examined: Examined, folder: Path) -> None:
    """What was posted elsewhere is one whole, its papers with it."""
    added = {kind: examined.comparison[kind].added for kind in POSTED if kind in examined.files}
    papers = added.pop("papers", [])
    take_posted(work, posted=Posted(**added))
    contents = (paper_content(folder, values) for values in papers)
    take_papers(work, rows=papers, contents=contents)

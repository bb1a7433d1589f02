"""What is done with a shop's file as a whole: backed up, restored, checked, repaired."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from dmedesk.kit.clock import Clock, system_clock
from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Finding
from dmedesk.kit.settings import user_settings
from dmedesk.kit.shops import BACKUPS_KEPT, backup_folder
from dmedesk.store import backups
from dmedesk.store.backups import Backup, Reason, make_backup
from dmedesk.store.checking import Check, check_shop
from dmedesk.store.engine import is_server, open_engine
from dmedesk.store.files import check_file_is_a_shop, open_shop

if TYPE_CHECKING:
    from dmedesk.store.salvage import Salvaged

BACKED_UP_BEFORE = {"import": Reason.IMPORT, "post_month": Reason.MONTH}
"""Actions before which a shop's file is backed up, from the window and from the command line."""


def checks() -> tuple[Check, ...]:
    """What the houses look at when a shop is checked."""
    from dmedesk.billing.queries.stored import paper_faults
    from dmedesk.deliveries.queries.stored import proof_faults
    from dmedesk.shop.queries.company import logo_faults
    from dmedesk.store.attachments import attached_faults

    return (paper_faults, proof_faults, logo_faults, attached_faults)


def back_up(address: str, *, folder: Path | None = None, kept: int | None = None) -> Backup:
    """Back a shop's file up by hand; into the folder that this computer's settings name."""
    engine = open_shop(address)
    try:
        return back_up_open(engine, reason=Reason.HAND, folder=folder, kept=kept)
    finally:
        engine.dispose()


def back_up_open(
    engine: Engine,
    *,
    reason: Reason,
    folder: Path | None = None,
    kept: int | None = None,
    clock: Clock = system_clock,
) -> Backup:
    """Back an open shop's file up, by this computer's settings where nothing else is said."""
    settings = user_settings()
    return make_backup(
        engine,
        reason=reason,
        folder=folder or backup_folder(settings),
        kept=settings.value(BACKUPS_KEPT) if kept is None else kept,
        clock=clock,
    )


def backups_of(address: str) -> tuple[Backup, ...]:
    """The backups of a shop's file, newest first; none of a shop on a server."""
    if is_server(address):
        return ()
    shop = Path(address).absolute()
    return backups.backups_of(shop, folder=backup_folder(user_settings()))


def restore(source: Path, *, target: Path) -> None:
    """Make a backup a shop of its own, under a name that is not taken."""
    backups.restore(source, target)


def check(address: str) -> tuple[Finding, ...]:
    """Everything that is not as it should be in a shop. Nothing is changed."""
    if not is_server(address):
        check_file_is_a_shop(Path(address))
    engine = open_engine(address)
    try:
        return check_shop(engine, checks())
    finally:
        engine.dispose()


def repair(address: str, *, target: Path) -> "Salvaged":
    """Write what can be read of a damaged shop's file into a new one; the damaged one is kept."""
    if is_server(address):
        raise WorldError(
            "A shop on a PostgreSQL server is repaired by the server.",
            "Ask who runs the server.",
        )
    from dmedesk.store.salvage import salvage

    return salvage(Path(address), target)

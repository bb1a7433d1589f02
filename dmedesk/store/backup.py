"""Copies a shop's file while it is in use, whole and in one state."""

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from dmedesk.kit.errors import WorldError
from dmedesk.store.engine import outside_transactions
from dmedesk.store.failures import said_plainly


class NameTaken(WorldError):
    """Something of the backup's name is there already."""


def back_up(engine: Engine, target: Path) -> None:
    """Copy the shop's file to ``target``, which must not exist; others may go on working.

    The copy appears under its name only when it is complete and on the disk. Raises
    ``NameTaken`` when ``target`` exists, ``WorldError`` when the disk is full or fails, or the
    shop is on a server.
    """
    if engine.dialect.name != "sqlite":
        raise WorldError(
            "A shop on a PostgreSQL server is backed up by the server.",
            "Ask who runs the server for a backup (pg_dump).",
        )
    taken = NameTaken(f"{target} exists already.", "Choose another name for the backup.")
    if target.exists():
        raise taken
    # Another program may copy to the same name just now.
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        with said_plainly(), outside_transactions(engine).connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(unfinished),))
        keep(unfinished, target)
    except FileExistsError as error:
        raise taken from error
    except OSError as error:
        raise WorldError(
            f"The backup {target} could not be written: {error.strerror}.",
            "Nothing was changed. Choose a folder that you may write to.",
        ) from error
    finally:
        for rest in ("", "-journal"):
            with suppress(OSError):
                unfinished.with_name(unfinished.name + rest).unlink(missing_ok=True)


def keep(unfinished: Path, target: Path) -> None:
    """Give a finished file its name for good, never over another one (``FileExistsError``)."""
    with unfinished.open("r+b") as file:
        os.fsync(file.fileno())
    if os.name == "nt":
        unfinished.rename(target)
        return
    try:
        # A rename would silently replace a file of that name; a second name is refused.
        target.hardlink_to(unfinished)
        unfinished.unlink()
    except FileExistsError:
        raise
    except OSError:
        # Memory sticks know no second names.
        if target.exists():
            raise FileExistsError(target) from None
        unfinished.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

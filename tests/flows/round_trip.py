"""Takes a shop out into a folder, and into another shop, as its commands do."""

from pathlib import Path

from sqlalchemy import Engine

from dmedesk.moving.actions import import_folder
from dmedesk.moving.export import MARK, Export, write_export
from dmedesk.moving.founding import new_shop
from dmedesk.moving.intake import Intake
from dmedesk.moving.queries import exported_files
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import clock


def export_shop(engine: Engine, folder: Path) -> Export:
    """Write the whole shop into the folder."""
    with reading(engine) as session:
        return write_export(exported_files(session), folder=folder)


def import_shop(engine: Engine, folder: Path) -> Intake:
    """Take the folder's files into a shop."""
    with unit_of_work(engine, actor="kim", action="import", clock=clock) as work:
        return import_folder(work, folder=folder)


def new_engine(path: Path) -> Engine:
    """A new shop of another name, in a file of its own."""
    new_shop(path, name="Somewhere Else", actor="kim", clock=clock)
    return open_engine(path)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of an export by its name, without the mark."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARK
    }

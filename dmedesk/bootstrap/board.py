"""What today's board shows that no house knows of: the age of the last backup."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dmedesk.bootstrap.files import backups_of
from dmedesk.kit.offers import ListLink, State, Tile

OLD_DAYS = 7
"""A backup that is older wants a hand."""

_RANK = 90


def backup_tiles(session: Any, on: date) -> Sequence[Tile]:
    """An old backup, or none; nothing for a shop on a server, which is backed up there."""
    engine = session.get_bind().engine
    if engine.dialect.name != "sqlite":
        return ()
    newest = next(iter(backups_of(str(engine.url.database))), None)
    days = None if newest is None else (on - newest.at.astimezone().date()).days
    if days is not None and days <= OLD_DAYS:
        return ()
    return [
        Tile(
            key="backup",
            title="No backup yet" if days is None else "Days since the last backup",
            count=days or 0,
            state=State.STOPPED if days is None else State.WAITING,
            opens=ListLink("settings.files"),
            about="A backup is a whole copy of the shop in one file",
            rank=_RANK,
        )
    ]

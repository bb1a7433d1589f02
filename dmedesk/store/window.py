"""One writing window a file: whoever opens the desk second is told who was first, and reads.

The lock is the operating system's, on a small file beside the shop's; it ends with the program,
however that ends, and never has to be cleaned up by hand. Commands run beside a desk: they do not
take it.
"""

import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Self

from dmedesk.kit.clock import Clock, system_clock
from dmedesk.kit.errors import WorldError

_LOCKED_BYTE = 1 << 20  # far behind the text, which Windows would otherwise not let others read


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the shop's file open for writing: login, computer, and since when (UTC)."""

    actor: str
    computer: str
    since_at: datetime

    def sentence(self) -> str:
        """The holder in plain words, the moment by this computer's clock."""
        since = f"{self.since_at.astimezone():%Y-%m-%d %H:%M}"
        return f"{self.actor} on {self.computer} has had this shop open since {since}."


class WritingWindow:
    """The right to write from a window; kept until ``close`` or the program's end."""

    def __init__(self, file: FileIO) -> None:
        self._file = file

    def close(self) -> None:
        """Give the right back."""
        if not self._file.closed:
            self._file.truncate(0)
            _unlock(self._file)
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def open_window(shop: Path, *, actor: str, clock: Clock = system_clock) -> WritingWindow | Holder:
    """Take the one writing window of the shop's file, or answer who has it.

    Raises ``WorldError`` when the lock's file cannot be written.
    """
    place = lock_file(shop)
    try:
        file = FileIO(os.open(place, os.O_RDWR | os.O_CREAT, 0o644), "r+")
    except OSError as error:
        raise WorldError(
            f"{place} cannot be written: {error.strerror}.",
            "Allow writing to the folder of the shop's file.",
        ) from error
    if not _lock(file):
        file.close()
        return _told(place) or Holder("Someone", "another computer", clock().astimezone(UTC))
    mine = Holder(actor, platform.node(), clock().astimezone(UTC))
    file.truncate(0)
    file.write(json.dumps(asdict(mine) | {"since_at": mine.since_at.isoformat()}).encode())
    return WritingWindow(file)


def lock_file(shop: Path) -> Path:
    """The small file beside the shop's that carries the lock and the holder's name."""
    return shop.with_name(shop.name + "-lock")


def _told(place: Path) -> Holder | None:
    """What the holder wrote into the lock's file; None when it has not yet, or cannot be read."""
    try:
        told = json.loads(place.read_bytes())
        return Holder(told["actor"], told["computer"], datetime.fromisoformat(told["since_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: FileIO) -> bool:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True

    def _unlock(file: FileIO) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: FileIO) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(file: FileIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)

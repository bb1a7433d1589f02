"""What one person's computer remembers between two starts: windows, printers, recent shops.

Settings are declared where they are used, each with its type, default and title. The business's own
settings are not among them: they travel in the shop's database. The file is this user's alone and
never holds anything of a member.
"""

import json
import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One thing remembered, known by its ``key``; ``title`` says in words what it is.

    The value is what JSON knows, of the default's own type; another one is forgotten.
    """

    key: str
    default: T
    title: str


class Settings:
    """The settings of one file. A missing file is an empty one; a broken one is set aside."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _read(path)

    @property
    def place(self) -> Path:
        """The settings' file."""
        return self._path

    def value(self, setting: Setting[T]) -> T:
        """What is remembered, else the default."""
        found = self._values.get(setting.key)
        return found if type(found) is type(setting.default) else setting.default

    def remember(self, setting: Setting[T], value: T) -> None:
        """Remember a value, at once on the disk.

        Where the file cannot be written it is remembered until the program ends.
        """
        if self.value(setting) == value and setting.key in self._values:
            return
        self._values[setting.key] = value
        _write(self._path, self._values)


def user_settings() -> Settings:
    """This user's settings on this computer, in the folder that the system has for them.

    ``DMEDESK_SETTINGS`` names another file, for a program on a stick, and for tests.
    """
    if named := os.environ.get("DMEDESK_SETTINGS"):
        return Settings(Path(named))
    from platformdirs import user_config_path  # noqa: PLC0415 - not for commands without a window

    return Settings(user_config_path("DMEDesk", appauthor=False) / "settings.json")


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        values = None
    if isinstance(values, dict):
        return values
    aside = path.with_name(f"{path.name}.damaged")
    _log.warning("The settings could not be read and were set aside as %s.", aside.name)
    with suppress(OSError):
        path.replace(aside)
    return {}


def _write(path: Path, values: dict[str, Any]) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(values, indent=1, sort_keys=True), encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        _log.warning("The settings could not be written: %s.", error.strerror)
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)

"""Where the system's dialogs for files begin: in the user's documents, then where one was last."""

from pathlib import Path

from platformdirs import user_documents_path

from dmedesk.kit.settings import Setting, Settings

LAST_FOLDER = Setting("files.last_folder", "", "Folder that a file was chosen in last")
"""Where a file was last opened from or saved to on this computer; empty where none was yet."""


class Folders:
    """The folder used last on this computer. Without ``settings`` until the program ends."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings
        self._last = ""

    @property
    def first(self) -> Path:
        """Where the next dialog begins: a folder that is there."""
        last = self._last if self._settings is None else self._settings.value(LAST_FOLDER)
        documents = user_documents_path()
        there = (one for one in (Path(last), documents) if one.is_absolute() and one.is_dir())
        return next(there, Path.home())

    def used(self, folder: Path) -> None:
        """Begin in this one from now on."""
        self._last = str(folder)
        if self._settings is not None:
            self._settings.remember(LAST_FOLDER, str(folder))

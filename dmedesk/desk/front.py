"""The window comes to the front when somebody starts the program on its shop once more."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt
from PySide6.QtWidgets import QWidget

from dmedesk.kit.front import wish_for


class FrontWatch(QObject):
    """Waits, without asking again and again, for the wish to see a window."""

    def __init__(self, window: QWidget, shop: str, folder: Path) -> None:
        super().__init__(window)
        self._window, self._wish = window, wish_for(shop, folder)
        self._watcher = QFileSystemWatcher(self)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        # A wish of a start that was killed is nobody's any more.
        self._wish.unlink(missing_ok=True)
        self._watcher.addPath(str(folder))
        self._watcher.directoryChanged.connect(self._look)

    def _look(self) -> None:
        if not self._wish.exists():
            return
        self._wish.unlink(missing_ok=True)
        if self._window.windowState() & Qt.WindowState.WindowMaximized:
            self._window.showMaximized()
        else:
            self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()

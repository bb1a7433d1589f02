"""A bar code scanner in front of a desk: it types quickly, wherever the cursor stands."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from dmedesk.desk.window import DeskWindow

_BETWEEN_SIGNS, _BETWEEN_SCANS = 8, 400


@dataclass
class Scanner:
    """Types as a scanner does: some milliseconds from sign to sign, and Enter at the end."""

    window: DeskWindow
    at: int = 5_000_000

    def scan(self, text: str) -> None:
        for place, sign in enumerate(text):
            self._press(Qt.Key(ord(sign)), sign, _BETWEEN_SIGNS if place else _BETWEEN_SCANS)
        self._press(Qt.Key.Key_Return, "\r", _BETWEEN_SIGNS)

    def _press(self, key: Qt.Key, text: str, after: int) -> None:
        self.at += after
        handle = self.window.windowHandle()
        assert handle is not None
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self.at)
            QCoreApplication.sendEvent(handle, event)

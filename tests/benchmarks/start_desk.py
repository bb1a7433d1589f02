"""Starts ``dmedesk`` as a user does, and ends it as soon as its page shows rows.

It says READY when the list of the page has painted rows of the shop, as ``start_bare`` does.
"""

import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from dmedesk.cli import main

_LOOK_MS = 1


def _watch() -> None:
    """Look at every turn of the loop whether rows stand in the list's first cells."""
    for window in QApplication.topLevelWidgets():
        page = getattr(window, "page", None)
        view = getattr(page, "list", None)
        if view is None or not view.isVisible():
            continue
        model = view.model()
        shown = model.index(0, 0).data() if model.rowCount() else None
        if shown and shown != "…":
            view.viewport().repaint()
            print("READY", flush=True)
            os._exit(0)


def run() -> int:
    timer: list[QTimer] = []
    execute = QApplication.exec

    def watched(*_application: object) -> int:
        timer.append(QTimer())
        timer[0].timeout.connect(_watch)
        timer[0].start(_LOOK_MS)
        return execute()

    QApplication.exec = watched  # type: ignore[method-assign]
    return main(["--database", sys.argv[1]])


if __name__ == "__main__":
    sys.exit(run())

"""Starts ``dmedesk`` as a user does, and ends it as soon as its page shows rows.

It says READY when the list of the page has painted rows of the shop, as ``start_bare`` does. Qt is
read when the program itself reads it: every module that comes after Qt is looked through by
PySide, and a watcher that read Qt first would make the start slower than it is.
"""

import os
import sys
from typing import Any

from dmedesk.cli import main, window

_LOOK_MS = 1


def _watch() -> None:
    """Look at every turn of the loop whether rows stand in the list's first cells."""
    from PySide6.QtWidgets import QApplication

    for shown in QApplication.topLevelWidgets():
        page = getattr(shown, "page", None)
        view = getattr(page, "list", None)
        if view is None or not view.isVisible():
            continue
        model = view.model()
        text = model.index(0, 0).data() if model.rowCount() else None
        if text and text != "…":
            view.viewport().repaint()
            print("READY", flush=True)
            os._exit(0)


def _watched(facts_of: Any) -> Any:
    """What the program asks right before it opens its window; by then it has read Qt."""

    def watched(doors: Any) -> Any:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        timer: list[QTimer] = []
        execute = QApplication.exec

        def executed(*_application: object) -> int:
            timer.append(QTimer())
            timer[0].timeout.connect(_watch)
            timer[0].start(_LOOK_MS)
            return execute()

        QApplication.exec = executed  # type: ignore[method-assign]
        return facts_of(doors)

    return watched


def run() -> int:
    window.facts_of = _watched(window.facts_of)
    return main(["--database", sys.argv[1]])


if __name__ == "__main__":
    sys.exit(run())

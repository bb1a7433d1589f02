"""Opens the main window on a shop, looks whether it shows something, and closes it again."""

from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from dmedesk.desk.program import application, desk
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.errors import WorldError
from dmedesk.kit.offers import Offers
from dmedesk.kit.settings import Settings
from dmedesk.widgets.listing.page import ListPage
from dmedesk.widgets.tasks import Doors, WorkerRunner

_PAGE = "units"
PATIENCE = 15_000
"""Milliseconds that a list may take."""
_GLANCE = 50
_REMEDY = "Start DMEDesk from a terminal: what the system's windows lack is said there."


def first_look(doors: Doors, facts: ShopFacts, *, offers: Offers) -> str:
    """How many units the list of the main window shows, read on its worker as in daily use.

    Raises ``WorldError`` where it shows none within a quarter of a minute.
    """
    application()
    runner = WorkerRunner(doors)
    settings = Settings(Path(facts.place).with_suffix(".settings.json"))
    window = desk(runner, facts, settings=settings, offers=offers)
    try:
        window.show()
        window.go_to(_PAGE)
        rows = _wait_for_rows(window)
    finally:
        window.close()
        runner.close()
        window.deleteLater()
    return f"{rows} units listed"


def _wait_for_rows(window: DeskWindow) -> int:
    waiting = QEventLoop()
    QTimer.singleShot(PATIENCE, waiting.quit)
    looking = QTimer()
    looking.timeout.connect(lambda: waiting.quit() if _rows(window) else None)
    looking.start(_GLANCE)
    waiting.exec()
    looking.stop()
    rows = _rows(window)
    if not rows:
        raise WorldError("The main window opened, but its list stayed empty.", _REMEDY)
    return rows


def _rows(window: DeskWindow) -> int:
    page = window.page
    return page.model.rowCount() if isinstance(page, ListPage) else 0

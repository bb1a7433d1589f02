"""Opens the desk on a shop and runs it until its window is closed."""

import sys
from functools import partial
from types import TracebackType

from PySide6.QtWidgets import QApplication, QFileDialog

from dmedesk.billing.queries.strips import rental_strip
from dmedesk.billing.screens.month import MonthPage
from dmedesk.catalog.screens.rates import RatesPage
from dmedesk.desk.window import DeskWindow, ShopFacts
from dmedesk.kit.clock import Clock, system_clock
from dmedesk.rentals.screens.rentals import RentalsPage
from dmedesk.widgets.dress import dress
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Doors, Runner, WorkerRunner, bug_finding


def run(doors: Doors, facts: ShopFacts, *, clock: Clock = system_clock) -> int:
    """Show the desk; answers the exit status when it is closed."""
    app = application()
    runner = WorkerRunner(doors)
    window = desk(runner, facts, clock=clock)
    window.show()
    before, sys.excepthook = sys.excepthook, partial(_show_fault, window)
    try:
        return app.exec()
    finally:
        sys.excepthook = before
        runner.close()


def _show_fault(
    window: DeskWindow,
    _kind: type[BaseException],
    error: BaseException,
    _place: TracebackType | None,
) -> None:
    """Our own fault in the window itself: said on the page, and the desk goes on."""
    window.page.fail((bug_finding(error, "What was posted or saved before it is safe."),))


def pick_shop() -> str | None:
    """Ask for a shop's file; None where the user chooses none."""
    application()
    asked = "Open a shop"
    name, _ = QFileDialog.getOpenFileName(None, asked, "", "Shops (*.dmedesk);;All files (*)")
    return name or None


def application() -> QApplication:
    """The one application object, dressed."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
        app.setApplicationName("DMEDesk")
        dress(app)
    return app


def desk(runner: Runner, facts: ShopFacts, *, clock: Clock = system_clock) -> DeskWindow:
    """The main window with its areas."""
    today = clock().astimezone().date()
    workplace = Workplace(runner, today=today, may_write=not facts.read_only)
    pages = (MonthPage(workplace), RentalsPage(workplace, rental_strip), RatesPage(workplace))
    return DeskWindow(pages, facts)

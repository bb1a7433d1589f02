"""Opens the desk on a shop and runs it until its window is closed."""

import sys

from PySide6.QtWidgets import QApplication, QFileDialog

from dmedesk.billing.queries.strips import rental_strip
from dmedesk.billing.screens.month import MonthPage
from dmedesk.catalog.screens.rates import RatesPage
from dmedesk.desk.window import DeskWindow, ShopFacts
from dmedesk.kit.clock import Clock, system_clock
from dmedesk.rentals.screens.rentals import RentalsPage
from dmedesk.widgets.dress import dress
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Doors, Runner, WorkerRunner


def run(doors: Doors, facts: ShopFacts, *, clock: Clock = system_clock) -> int:
    """Show the desk; answers the exit status when it is closed."""
    app = application()
    runner = WorkerRunner(doors)
    window = desk(runner, facts, clock=clock)
    window.show()
    try:
        return app.exec()
    finally:
        runner.close()


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

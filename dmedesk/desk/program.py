"""Opens the desk on a shop and runs it until its window is closed."""

import sys
from functools import partial
from types import TracebackType

from PySide6.QtWidgets import QApplication, QFileDialog

from dmedesk.desk.areas import areas_of
from dmedesk.desk.records import record_makers
from dmedesk.desk.remembered import Remembered
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.clock import Clock, system_clock
from dmedesk.kit.offers import Offers
from dmedesk.kit.settings import Settings, user_settings
from dmedesk.shop.queries.policies import attachment_megabytes
from dmedesk.store.attachments import Attachments
from dmedesk.widgets.dress import dress, dress_as_chosen
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Doors, Runner, WorkerRunner, bug_finding


def run(
    doors: Doors, facts: ShopFacts, *, offers: Offers | None = None, clock: Clock = system_clock
) -> int:
    """Show the desk; answers the exit status when it is closed."""
    app = application()
    runner = WorkerRunner(doors)
    window = desk(runner, facts, offers=offers, clock=clock)
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
        dress_as_chosen(app, user_settings())
    return app


def desk(
    runner: Runner,
    facts: ShopFacts,
    *,
    settings: Settings | None = None,
    offers: Offers | None = None,
    clock: Clock = system_clock,
) -> DeskWindow:
    """The main window with its areas."""
    today = clock().astimezone().date()
    settings = settings or user_settings()
    workplace = Workplace(
        runner,
        today=today,
        may_write=not facts.read_only,
        offers=offers,
        attachments=Attachments(partial(attachment_megabytes, on=today)),
    )
    return DeskWindow(
        workplace,
        areas_of(workplace, settings),
        record_makers(),
        facts,
        remembered=Remembered(settings, facts.place),
    )

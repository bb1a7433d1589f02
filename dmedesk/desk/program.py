"""Opens the desk on a shop and runs it until its window is closed."""

import sys
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from dmedesk.desk.areas import areas_of
from dmedesk.desk.backup_age import watch_backups
from dmedesk.desk.commands import search_with_commands
from dmedesk.desk.front import FrontWatch
from dmedesk.desk.keeping import attachments, drafts, lists, prints
from dmedesk.desk.learning import Learning
from dmedesk.desk.new_day import DayWatch
from dmedesk.desk.recent import Recent
from dmedesk.desk.records import record_makers
from dmedesk.desk.remembered import Remembered
from dmedesk.desk.scanning import listen_to_scanner
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.window import DeskWindow
from dmedesk.desk.wishes import ENOUGH, Leave, Wish
from dmedesk.kit.clock import Clock, system_clock
from dmedesk.kit.collector import resume_collector
from dmedesk.kit.folders import Folders
from dmedesk.kit.front import wishes_folder
from dmedesk.kit.log import end_log, keep_log
from dmedesk.kit.offers import Offers
from dmedesk.kit.printers import Printers
from dmedesk.kit.settings import Settings, user_settings
from dmedesk.widgets.dress import dress, dress_as_chosen
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Doors, Runner, WorkerRunner, bug_finding
from dmedesk.widgets.wedge import Wedge

if TYPE_CHECKING:
    from dmedesk.desk.start import ShopsToOpen

_STARTED_AFTER = 3_000
"""Milliseconds after which the desk has read what it begins with."""


def run(
    doors: Doors, facts: ShopFacts, *, offers: Offers | None = None, clock: Clock = system_clock
) -> Wish:
    """Show the desk until it is closed, then back up; answers what the user wants after it."""
    app, settings = application(), user_settings()
    log = keep_log()
    runner = WorkerRunner(doors)
    wishes: list[Wish] = []

    def leave(wish: Wish) -> None:
        if window.close():
            wishes.append(wish)

    window = desk(runner, facts, settings=settings, offers=offers, leave=leave, clock=clock)
    show_fitting(window)
    if facts.is_file and not facts.read_only:
        FrontWatch(window, facts.place, wishes_folder(settings.place))
    QTimer.singleShot(_STARTED_AFTER, resume_collector)
    before, sys.excepthook = sys.excepthook, partial(_show_fault, window)
    try:
        app.exec()
        _close(doors, facts, settings, runner)
    finally:
        sys.excepthook = before
        runner.close()
        window.deleteLater()
        end_log(log)
    return wishes[0] if wishes else ENOUGH


def show_fitting(window: DeskWindow) -> None:
    """Show it, over the whole screen where frame and window would not both fit on it."""
    room, wanted = window.screen().availableSize(), window.size()
    if room.width() <= wanted.width() or room.height() <= wanted.height():
        window.showMaximized()
    else:
        window.show()


def _close(doors: Doors, facts: ShopFacts, settings: Settings, runner: Runner) -> None:
    """Back up, where the shop wants it."""
    from dmedesk.desk.closing import ClosingWindow, wants_backup

    if not wants_backup(doors, settings, is_demo=facts.is_demo, may_write=not facts.read_only):
        return
    window, loop = ClosingWindow(facts.name, settings, runner), QEventLoop()
    window.finished.connect(loop.quit)
    window.show()
    window.back_up()
    loop.exec()
    window.deleteLater()


def choose(shops: "ShopsToOpen", address: str = "") -> Any:
    """Show the start window; answers the open doors of the shop chosen, or None.

    With an ``address`` that shop is opened at once, unless its place must be asked about first.
    """
    from dmedesk.desk.start import NoDoors, StartWindow

    application()
    runner = WorkerRunner(NoDoors())
    window, loop = StartWindow(shops, user_settings(), runner), QEventLoop()
    found: list[Any] = []
    window.opened.connect(found.append)
    window.opened.connect(loop.quit)
    window.left.connect(loop.quit)
    window.show()
    if address:
        window.open_address(address)
    loop.exec()
    window.close()
    runner.close()
    window.deleteLater()
    return found[0] if found else None


def _show_fault(
    window: DeskWindow,
    _kind: type[BaseException],
    error: BaseException,
    _place: TracebackType | None,
) -> None:
    """Our own fault in the window itself: said on the page, and the desk goes on."""
    window.page.fail((bug_finding(error, "What was posted or saved before it is safe."),))


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
    leave: Leave = lambda _wish: None,
    clock: Clock = system_clock,
) -> DeskWindow:
    """The main window with its areas."""
    settings, today = settings or user_settings(), clock().astimezone().date()
    workplace = Workplace(
        runner,
        today=today,
        may_write=not facts.read_only,
        offers=offers,
        attachments=attachments(today),
        drafts=drafts(facts.user),
        lists=lists(),
        prints=prints(),
        printers=Printers(settings),
        folders=Folders(settings),
    )
    makers, wedge = record_makers(), Wedge(settings)
    recent = Recent(settings, facts.place, workplace.navigator)
    search = search_with_commands(workplace, lambda: window, recent, knows=makers.__contains__)
    window = DeskWindow(
        workplace,
        areas_of(workplace, settings, facts=facts, leave=leave, wedge=wedge),
        makers,
        facts,
        remembered=Remembered(settings, facts.place, today=today),
        search=search,
    )
    listen_to_scanner(workplace, window, search, wedge)
    Learning(workplace, window)
    watch_backups(workplace, window.strip, facts, settings, clock=clock)
    DayWatch(window, workplace, clock)
    if facts.has_staff:
        window.gate.lock()
    return window

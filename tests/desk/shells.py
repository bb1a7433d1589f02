"""A desk to be walked through in tests: its window shown, on a shop with three rentals."""

from collections.abc import Sequence

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from dmedesk.desk.areas import areas_of
from dmedesk.desk.program import desk
from dmedesk.desk.remembered import Remembered
from dmedesk.desk.status import ShopFacts
from dmedesk.desk.window import DeskWindow
from dmedesk.kit.references import RecordRef
from dmedesk.kit.settings import user_settings
from dmedesk.widgets.page import RecordPage, Workplace
from dmedesk.widgets.tasks import InlineRunner
from tests.flows.month_shop import NOW, clock
from tests.gui.fixtures import EngineDoors

FACTS = ShopFacts("Example Medical", "shop.dmedesk", "ana")


def shown_desk(doors: EngineDoors, qtbot: QtBot, facts: ShopFacts = FACTS) -> DeskWindow:
    """The desk as the program makes it."""
    return _shown(desk(InlineRunner(doors), facts, clock=clock), qtbot)


def page_keys() -> list[str]:
    """The key of every page of every area."""
    workplace = Workplace(InlineRunner(EngineDoors.__new__(EngineDoors)), today=NOW.date())
    return [kind.key for area in areas_of(workplace, user_settings()) for kind in area.pages]


class NotePage(RecordPage):
    """A record with one line; ``keeps_open`` as if something had been typed."""

    keeps_open = False

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(f"{ref.kind} {ref.id}"))

    def refresh(self) -> None:
        self.titled.emit(f"Note {self.ref.id}")

    def may_close(self) -> bool:
        return not self.keeps_open


def shown_shell(
    doors: EngineDoors, qtbot: QtBot, *, kinds: Sequence[str] = ("note",)
) -> tuple[DeskWindow, Workplace]:
    """A desk whose records, of these kinds, are notes."""
    workplace = Workplace(InlineRunner(doors), today=NOW.date())
    remembered = Remembered(user_settings(), FACTS.place, today=NOW.date())
    window = DeskWindow(
        workplace,
        areas_of(workplace, user_settings()),
        dict.fromkeys(kinds, NotePage),
        FACTS,
        remembered=remembered,
    )
    return _shown(window, qtbot), workplace


def _shown(window: DeskWindow, qtbot: QtBot) -> DeskWindow:
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowExposed(window)
    return window

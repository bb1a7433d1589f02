"""The main window: areas at the left, the page in the middle, the strip of facts below."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QMainWindow, QStackedWidget, QWidget

from dmedesk.desk.keys import KeyMap
from dmedesk.widgets.icons import icon
from dmedesk.widgets.page import Page
from dmedesk.widgets.parts import button, column, frame, label, padded, row
from dmedesk.widgets.theme import BAR_WIDTH, GRID, STRIP_HEIGHT

LEAST_WIDTH, LEAST_HEIGHT = 960, 540
USUAL_WIDTH, USUAL_HEIGHT = 1366, 768


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What the strip and the bar say of the shop: its name, its file, who works, since when not.

    ``read_only`` is why this window may not write, else empty.
    """

    name: str
    place: str
    user: str
    is_demo: bool = False
    read_only: str = ""


class DeskWindow(QMainWindow):
    """The desk. Its pages read for themselves; it only lets the user go between them."""

    def __init__(self, pages: Sequence[Page], facts: ShopFacts) -> None:
        super().__init__()
        self.pages = tuple(pages)
        self.setWindowTitle(f"{facts.name} – DMEDesk")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.resize(USUAL_WIDTH, USUAL_HEIGHT)
        self._stack = QStackedWidget()
        for page in self.pages:
            self._stack.addWidget(page)
        middle = row(self._bar(facts), self._stack, gap=0)
        middle.setStretch(1, 1)
        whole = column(middle, _strip(facts), gap=0)
        whole.setStretch(0, 1)
        held = QWidget()
        held.setLayout(whole)
        self.setCentralWidget(held)
        self.key_map = KeyMap(self.pages, self)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.key_map.show)
        self.go_to(0)

    def _bar(self, facts: ShopFacts) -> QFrame:
        group = QButtonGroup(self)
        self.areas = []
        areas = column(gap=GRID)
        for place, page in enumerate(self.pages):
            area = button(
                page.area, partial(self.go_to, place), keys=f"Ctrl+{place + 1}", part="area"
            )
            area.setIcon(icon(page.picture))
            area.setCheckable(True)
            group.addButton(area)
            areas.addWidget(area)
            self.areas.append(area)
        name = label(facts.name, "name")
        name.setWordWrap(True)
        keys = button("&Keys", self.show_keys, part="area", tip="The key map (F1)")
        layout = column(name, areas, None, keys, gap=4 * GRID)
        bar = frame("bar", padded(layout, 3 * GRID, 4 * GRID))
        bar.setFixedWidth(BAR_WIDTH)
        return bar

    @property
    def page(self) -> Page:
        """The page shown."""
        return self.pages[self._stack.currentIndex()]

    def go_to(self, place: int) -> None:
        """Show the area at this place of the bar."""
        self._stack.setCurrentIndex(place)
        self.areas[place].setChecked(True)
        self.pages[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_keys(self) -> None:
        """Open the map of all keys."""
        self.key_map.show()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Close what else is open."""
        self.key_map.close()
        super().closeEvent(event)


def _strip(facts: ShopFacts) -> QFrame:
    """File, user; whether this is the demo, whether nothing can be written."""
    said = row(label(facts.place, "soft"), label(f"User {facts.user}", "soft"), None, gap=6 * GRID)
    if facts.read_only:
        said.addWidget(label(f"‖ Read only: {facts.read_only}", "stopped"))
    if facts.is_demo:
        said.addWidget(label("Demo shop: invented people and fees", "demo"))
    strip = frame("strip", padded(said, 3 * GRID, 0))
    strip.setFixedHeight(STRIP_HEIGHT)
    return strip

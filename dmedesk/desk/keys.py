"""The key map on F1: every key of the desk and of each page, in one calm table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from dmedesk.widgets.page import Key, Page
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.theme import GRID, MARGIN

EVERYWHERE = (
    Key("F1", "this map"),
    Key("F5", "read anew"),
    Key("Ctrl+1 … Ctrl+9", "the areas of the left bar, from the top"),
    Key("Alt+letter", "what has that letter underlined"),
    Key("Tab, Shift+Tab", "the next, the previous field or table"),
    Key("Enter, Esc", "yes, no to a question in the page"),
)


class KeyMap(QDialog):
    """The map. It may stay open while one works."""

    def __init__(self, pages: Sequence[Page], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        sections: list[tuple[str, tuple[Key, ...]]] = [("Everywhere", EVERYWHERE)]
        sections += [(page.area.replace("&", ""), tuple(page.keys)) for page in pages]
        layout = column(gap=3 * GRID)
        for title, keys in sections:
            if keys:
                layout.addWidget(label(title, "heading"))
                layout.addLayout(_table(keys))
        layout.addLayout(row(None, button("&Close", self.close)))
        self.setLayout(padded(layout, MARGIN, MARGIN))


def _table(keys: Sequence[Key]) -> QGridLayout:
    table = QGridLayout()
    table.setHorizontalSpacing(6 * GRID)
    table.setVerticalSpacing(GRID)
    table.setColumnMinimumWidth(0, 160)
    table.setColumnStretch(1, 1)
    for place, key in enumerate(keys):
        table.addWidget(label(key.keys), place, 0, Qt.AlignmentFlag.AlignTop)
        table.addWidget(label(key.does, "soft"), place, 1)
    return table

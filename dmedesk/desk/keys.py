"""The key map on F1: every key of the desk and of each page, in one calm table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QWidget

from dmedesk.widgets.page import Key
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.theme import GRID, MARGIN, px

EVERYWHERE = (
    Key("F1", "this map"),
    Key("F5", "read anew"),
    Key("Ctrl+L", "lock the desk, or let somebody else sign in"),
    Key("Ctrl+K", "search everything; Enter opens, Ctrl+Enter beside what is there, Esc goes back"),
    Key("Alt+Left, Alt+Right", "back and forward, as in a browser"),
    Key("Ctrl+1 … Ctrl+9, Ctrl+0", "the areas of the left bar, from the top"),
    Key("Alt+1 … Alt+9", "the pages of an area"),
    Key("Ctrl+Tab, Ctrl+Shift+Tab", "the next, the previous tab"),
    Key("Ctrl+W, Ctrl+Shift+T", "close a record's tab, open the last closed again"),
    Key("Ctrl+Shift+PgUp, Ctrl+Shift+PgDown", "move a record's tab"),
    Key("Ctrl+Shift+D", "give a record a window of its own, and put it back"),
    Key("Ctrl+Alt+Z", "undo what the word in the corner says"),
    Key("Alt+letter", "what has that letter underlined"),
    Key("Tab, Shift+Tab", "the next, the previous field or table"),
    Key("Enter, Esc", "yes, no to a question in the page"),
)

_WIDTH, _HEIGHT = 620, 640


class KeyMap(QDialog):
    """The map. It may stay open while one works."""

    def __init__(self, sections: Sequence[tuple[str, Sequence[Key]]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.resize(px(_WIDTH), _HEIGHT)
        listed = column(gap=3 * GRID)
        for title, keys in (("Everywhere", EVERYWHERE), *sections):
            if keys:
                listed.addWidget(label(title, "heading"))
                listed.addLayout(_table(keys))
        held = QWidget()
        held.setLayout(padded(listed, 0, 0))
        scroll = QScrollArea()
        scroll.setWidget(held)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("All keys")
        layout = column(scroll, row(None, button("&Close", self.close)), gap=3 * GRID)
        self.setLayout(padded(layout, MARGIN, MARGIN))


def _table(keys: Sequence[Key]) -> QGridLayout:
    table = QGridLayout()
    table.setHorizontalSpacing(6 * GRID)
    table.setVerticalSpacing(GRID)
    table.setColumnMinimumWidth(0, px(160))
    table.setColumnStretch(1, 1)
    for place, key in enumerate(keys):
        table.addWidget(label(key.keys), place, 0, Qt.AlignmentFlag.AlignTop)
        does = label(key.does, "soft")
        does.setWordWrap(True)
        table.addWidget(does, place, 1)
    return table

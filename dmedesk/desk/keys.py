"""The key map on Shift+F1: every key of the desk and of each page, in one calm table."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QWidget

from dmedesk.widgets.forms.keys import KEYS as RECORDS
from dmedesk.widgets.listing.keys import KEYS as LISTS
from dmedesk.widgets.page import Key
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.theme import GRID, MARGIN, px

EVERYWHERE = (
    Key("F1", "the guide, at the page of this screen"),
    Key("Shift+F1", "this map"),
    Key("Ctrl+Alt+Right, Ctrl+Alt+Left", "in a guided tour: the next step, the one before"),
    Key("F5", "read anew"),
    Key("Ctrl+L", "lock the desk, or let somebody else sign in"),
    Key("Ctrl+K", "search everything; Enter opens, Ctrl+Enter beside what is there, Esc goes back"),
    Key("Alt+Left, Alt+Right", "back and forward, as in a browser"),
    Key("Ctrl+1 … Ctrl+9, Ctrl+0", "the areas of the left bar, from the top"),
    Key("Alt+1 … Alt+9, Alt+0", "the first ten pages of an area"),
    Key("Ctrl+Tab, Ctrl+Shift+Tab", "the next, the previous tab"),
    Key("Ctrl+W, Ctrl+Shift+T", "close a record's tab, open the last closed again"),
    Key("Ctrl+Shift+PgUp, Ctrl+Shift+PgDown", "move a record's tab"),
    Key("Ctrl+Shift+D", "give a record a window of its own, and put it back"),
    Key("Ctrl+Alt+Z", "undo what the word in the corner says"),
    Key("Alt+letter", "what has that letter underlined"),
    Key("Tab, Shift+Tab", "the next, the previous field or table"),
    Key("Enter, Esc", "yes, no to a question in the page"),
)

_WIDTH, _HEIGHT = 700, 640


Section = tuple[str, Sequence[Key]]
"""A title and the keys under it."""


def sections_of(here: Section, pages: Sequence[Section]) -> list[Section]:
    """The whole map: what every list and record has once, then what each page has besides.

    ``here`` is the page that one is on, which stands right below what is everywhere.
    """
    common = {*LISTS, *RECORDS}
    beside = [(title, [key for key in keys if key not in common]) for title, keys in (here, *pages)]
    (title, own), *others = beside
    found = [
        ("Everywhere", EVERYWHERE),
        (f"Here: {title}", own),
        ("In every list", LISTS),
        ("In every record that is typed into", RECORDS),
        *(one for one in others if one != (title, own)),
    ]
    return [one for one in found if one[1]]


class KeyMap(QDialog):
    """The map. It may stay open while one works; ``about`` shows what program this is."""

    def __init__(
        self, sections: Sequence[Section], parent: QWidget, *, about: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self.resize(px(_WIDTH), _HEIGHT)
        held = QWidget()
        held.setLayout(padded(column(_table(sections), None), 0, 0))
        scroll = QScrollArea()
        scroll.setWidget(held)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("All keys")
        layout = column(
            scroll,
            row(button("&About DMEDesk", about), None, button("&Close", self.close)),
            gap=3 * GRID,
        )
        self.setLayout(padded(layout, MARGIN, MARGIN))


def _table(sections: Sequence[Section]) -> QGridLayout:
    table = QGridLayout()
    table.setHorizontalSpacing(6 * GRID)
    table.setVerticalSpacing(GRID)
    table.setColumnStretch(1, 1)
    for title, keys in sections:
        at = table.rowCount()
        table.setRowMinimumHeight(at, 3 * GRID)
        table.addWidget(label(title, "heading"), at + 1, 0, 1, 2)
        for place, key in enumerate(keys, start=at + 2):
            table.addWidget(label(key.keys), place, 0, Qt.AlignmentFlag.AlignTop)
            does = label(key.does, "soft")
            does.setWordWrap(True)
            table.addWidget(does, place, 1)
    return table

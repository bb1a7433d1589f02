"""A bare window that searches 100,000 rows: a field, a table, FTS5, and nothing else.

Written anew after the anchor that this program was measured against: each key asks the index on
the window's own thread, then the table reads a page of rows by their ids and is painted.
"""

import random
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLineEdit, QMainWindow, QTableView, QVBoxLayout, QWidget
from sqlcipher3 import dbapi2

COUNT = 100_000
KINDS = (
    "Standard wheelchair",
    "Power wheelchair",
    "Hospital bed",
    "Oxygen concentrator",
    "Patient lift",
    "CPAP device",
)
HEADS = ("Id", "Serial", "Kind", "Member", "State", "Cost")
_SYLLABLES = (
    *("an", "ber", "cor", "dun", "el", "fitz", "gar", "hol"),
    *("is", "jor", "kel", "lam", "mor", "nes", "or", "pat"),
)
_PAGE, _MOST = 128, 1_000


def made_up_name(chance: random.Random) -> str:
    """A name of three syllables: 4,096 there are."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(3)).title()


def make(path: Path) -> None:
    """The file of the bare window."""
    chance = random.Random(7)
    connection = dbapi2.connect(str(path))
    connection.executescript(
        "PRAGMA journal_mode = WAL;"
        "CREATE TABLE asset (id INTEGER PRIMARY KEY, serial TEXT, kind TEXT, member TEXT,"
        " state TEXT, cents INTEGER);"
        "CREATE VIRTUAL TABLE words USING fts5 (serial, kind, member, content = 'asset',"
        " content_rowid = 'id', prefix = '1 2 3');"
    )
    rows = [
        (
            number,
            f"SN{chance.randrange(10**7):07}",
            KINDS[number % 6],
            made_up_name(chance),
            "out" if number % 3 else "in",
            chance.randrange(5_000, 500_000),
        )
        for number in range(COUNT)
    ]
    connection.executemany("INSERT INTO asset VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
    connection.commit()
    connection.close()


class Store(QAbstractTableModel):
    """Rows of the table, read by pages when they are looked at."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._connection = dbapi2.connect(str(path))
        self._ids: list[int] | None = None
        self._pages: dict[int, list[Any]] = {}

    def ids(self, text: str) -> list[int]:
        """The bare question to the index."""
        asked = "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?"
        given = (f'"{text}"*', _MOST)
        return [row[0] for row in self._connection.execute(asked, given)]

    def search(self, text: str) -> None:
        """Show what has this beginning of a word."""
        self.beginResetModel()
        self._ids = self.ids(text) if text else None
        self._pages = {}
        self.endResetModel()

    def rowCount(self, _parent: Any = None) -> int:  # noqa: N802 - Qt's name
        return COUNT if self._ids is None else len(self._ids)

    def columnCount(self, _parent: Any = None) -> int:  # noqa: N802 - Qt's name
        return len(HEADS)

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return HEADS[section] if orientation is Qt.Orientation.Horizontal else section + 1

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self._page(index.row() // _PAGE)[index.row() % _PAGE]
        value = row[index.column()]
        return f"{value / 100:.2f}" if index.column() == len(HEADS) - 1 else str(value)

    def _page(self, number: int) -> list[Any]:
        if number not in self._pages:
            columns = "SELECT id, serial, kind, member, state, cents FROM asset WHERE id"
            if self._ids is None:
                asked = f"{columns} >= {number * _PAGE} ORDER BY id LIMIT {_PAGE}"
            else:
                some = self._ids[number * _PAGE : (number + 1) * _PAGE]
                asked = f"{columns} IN ({','.join(map(str, some))})"
            self._pages[number] = self._connection.execute(asked).fetchall()
        return self._pages[number]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class _View(QTableView):
    paints = 0

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        self.paints += 1


class BareWindow(QMainWindow):
    """The window."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.store, self.field, self.view = Store(path), QLineEdit(), _View()
        self.view.setModel(self.store)
        held = QWidget()
        layout = QVBoxLayout(held)
        layout.addWidget(self.field)
        layout.addWidget(self.view)
        self.setCentralWidget(held)
        self.field.textChanged.connect(self.store.search)
        self.resize(1_200, 800)

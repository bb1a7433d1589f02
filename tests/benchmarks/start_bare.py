"""A bare but real window over the units of a shop's file, read through SQLAlchemy and sqlcipher3.

What ``start`` compares the desk's start with: a tool bar, a search box, and a table whose rows are
read by pages of their ids when they are looked at. It says READY when it has painted its first
rows, and ends.
"""

import os
import sys
from typing import Any

import sqlcipher3
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMainWindow,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

PAGE = 128
HEADS = ("Id", "Serial", "State", "Product", "Lot")
_NOWHERE = QModelIndex()


class Base(DeclarativeBase):
    pass


class Asset(Base):
    __tablename__ = "assets"
    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str]
    state: Mapped[str]
    product_id: Mapped[int]
    lot: Mapped[str | None]


class Units(QAbstractTableModel):
    """The units, a page at a time."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ids = list(session.scalars(select(Asset.id).order_by(Asset.serial)))
        self._pages: dict[int, list[tuple[Any, ...]]] = {}

    def rowCount(self, _parent: object = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return len(self._ids)

    def columnCount(self, _parent: object = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return len(HEADS)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        page, at = divmod(index.row(), PAGE)
        if page not in self._pages:
            ids = self._ids[page * PAGE : (page + 1) * PAGE]
            columns = (Asset.id, Asset.serial, Asset.state, Asset.product_id, Asset.lot)
            rows = self._session.execute(select(*columns).where(Asset.id.in_(ids)))
            self._pages[page] = [tuple(row) for row in rows]
        return str(self._pages[page][at][index.column()])


class View(QTableView):
    """Says when it has painted."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        print("READY", flush=True)
        os._exit(0)


def main() -> None:
    app = QApplication([])
    engine = create_engine(f"sqlite:///{sys.argv[1]}", module=sqlcipher3)
    window = QMainWindow()
    bar = window.addToolBar("Main")
    for name in ("New rental", "Return", "Month", "Reports"):
        bar.addAction(name)
    view, held = View(), QWidget()
    view.setModel(Units(Session(engine)))
    layout = QVBoxLayout(held)
    layout.addWidget(QLineEdit())
    layout.addWidget(view)
    window.setCentralWidget(held)
    window.resize(1366, 768)
    window.show()
    app.exec()


if __name__ == "__main__":
    main()

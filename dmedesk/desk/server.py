"""Where a shop on a PostgreSQL server is opened: its address, and a password that nobody keeps.

The password is asked for each time. Left empty, PostgreSQL's own ways hold: PGPASSWORD in the
system's environment, or the user's password file (.pgpass).
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit

from dmedesk.kit.errors import Refused
from dmedesk.kit.shops import server_address, split_password, with_password
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.theme import GRID

_ABOUT = (
    "Several computers work in one shop on a PostgreSQL server of yours. The address is remembered,"
    " the password is not: type it each time, or leave it to PGPASSWORD or the file .pgpass."
)


class ServerPanel(QFrame):
    """An address, a password, and two buttons. ``checked`` and ``opened`` tell the whole address.

    That has the password, for now alone. ``left`` is told when one goes back.
    """

    checked = Signal(str)
    opened = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self.address, self.password = QLineEdit(), QLineEdit()
        self.address.setPlaceholderText("computer/database, or user@computer:port/database")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._wrong = label(part="wrong")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        self.open = button("Open the &shop", self.open_it, part="primary", tip="Open (Enter)")
        self.check = button("&Check", self.check_it, tip="Whether it can be opened, and why not")
        self.back = button("&Back", self.left.emit, tip="Back (Esc)")
        words = (QLabel("&Address"), QLabel("&Password"))
        for word, field in zip(words, (self.address, self.password), strict=True):
            word.setBuddy(field)
            field.setAccessibleName(word.text().replace("&", ""))
            field.returnPressed.connect(self.open_it)
        about = label(_ABOUT, "soft")
        about.setWordWrap(True)
        self.good = label(part="ready")
        self.good.setWordWrap(True)
        pieces = (words[0], self.address, self._wrong, words[1], self.password, self.good)
        buttons = row(self.open, self.check, None, self.back)
        inside = column(
            label("A shop on a server", "heading"), about, *pieces, buttons, gap=2 * GRID
        )
        self.setLayout(padded(inside, 4 * GRID, 3 * GRID))
        for field in (self.address, self.password):
            field.textEdited.connect(lambda _text: self.tell())

    def begin(self, address: str = "") -> None:
        """Show this address, without a password; the cursor goes to what is missing."""
        if address:
            kept, password = split_password(address)
            self.address.setText(kept)
            self.password.setText(password)
        self.tell()
        field = self.password if self.address.text() else self.address
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def tell(self, wrong: str = "", good: str = "") -> None:
        """Say under the address what is wrong with it, or that all is well."""
        for place, said in ((self._wrong, wrong), (self.good, good)):
            place.setText(said)
            place.setVisible(bool(said))

    def _whole(self) -> str:
        """The address with the password; empty, with the reason told, where it is none."""
        try:
            kept, inside = split_password(server_address(self.address.text()))
        except Refused as refused:
            self.tell(" ".join(one.sentence() for one in refused.findings))
            self.address.setFocus(Qt.FocusReason.OtherFocusReason)
            return ""
        password = self.password.text() or inside
        self.address.setText(kept)
        self.password.setText(password)
        self.tell()
        return with_password(kept, password)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def check_it(self) -> None:
        """Ask whether the shop at this address can be opened."""
        if address := self._whole():
            self.checked.emit(address)

    def open_it(self) -> None:
        """Ask for the shop at this address."""
        if address := self._whole():
            self.opened.emit(address)

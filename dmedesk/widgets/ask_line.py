"""A question in the page that wants a few words: a title, a reason. Enter says them, Esc none."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.question import AskingBar
from dmedesk.widgets.theme import GRID


class AskLine(AskingBar):
    """Asks for one line of text; where it must not be empty, the button waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self._act: Callable[[str], object] = lambda _words: None
        self._needed = False
        self._title = label(part="heading")
        self._title.setWordWrap(True)
        self._about = label()
        self.words = QLineEdit()
        self.words.setAccessibleName("Answer")
        self._about.setBuddy(self.words)
        self.yes = button("Do it", self._say, part="primary")
        self.no = button("Leave it", self.close_question, tip="Change nothing (Esc)")
        answer = row(self._about, self.words, self.yes, self.no)
        answer.setStretch(1, 1)
        self.setLayout(padded(column(self._title, answer, gap=GRID), 3 * GRID, 2 * GRID))
        self.words.textChanged.connect(self._wait_for_words)
        self.hide()

    def ask(
        self,
        title: str,
        about: str,
        yes: str,
        act: Callable[[str], object],
        *,
        words: str = "",
        needed: bool = True,
    ) -> None:
        """Ask; ``about`` is the label of the line, ``words`` what stands in it at first."""
        self._act, self._needed = act, needed
        self._title.setText(title)
        self._about.setText(about)
        self.words.setAccessibleName(about)
        self.words.setText(words)
        self.yes.setText(yes)
        self.yes.setAccessibleName(f"{yes}. {title}")
        self.yes.setToolTip(f"{yes} (Enter)")
        self._wait_for_words(words)
        self.show()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.selectAll()

    def _wait_for_words(self, words: str) -> None:
        self.yes.setEnabled(bool(words.strip()) or not self._needed)

    def _say(self) -> None:
        self.hide()
        self._act(self.words.text().strip())

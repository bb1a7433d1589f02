"""Papers beside a record's form or a list: seen, printed and saved; Ctrl+P opens them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dmedesk.widgets.forms.entries import ChoiceBox
from dmedesk.widgets.forms.spec import Document
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper import PaperView
from dmedesk.widgets.parts import button, column, label, row
from dmedesk.widgets.press import Press
from dmedesk.widgets.tasks import Failed, Latest


class PapersPane(QWidget):
    """One paper at a time, chosen from the record's. ``close`` gives the place back."""

    def __init__(self, workplace: Workplace, failed: Failed, close: Callable[[], None]) -> None:
        super().__init__()
        self._failed = failed
        self._contents = Latest(workplace.runner)
        self._documents: Sequence[Document] = ()
        self._press = Press(workplace, self, failed)
        self.choice = ChoiceBox("Paper")
        self.choice.currentIndexChanged.connect(self._open)
        self.paper = PaperView("The paper")
        self.goes = label(part="soft")
        self.goes.setWordWrap(True)
        self.none = label("This record has no papers yet.", "soft")
        self.print_button = button(
            "Print", self.print_shown, picture="printer", tip="Print (Ctrl+P)"
        )
        self.other_button = button(
            "Print on …", partial(self.print_shown, asks=True), tip="Choose another printer"
        )
        self.save_button = button("Save PDF", self.save_shown, picture="save")
        self.close_button = button("Close", close, picture="x", tip="Close the paper (Esc)")
        head = row(self.choice, self.close_button)
        head.setStretch(0, 1)
        tools = row(self.print_button, self.other_button, self.save_button, None)
        whole = column(head, tools, self.goes, self.none, self.paper)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def show_documents(self, documents: Sequence[Document]) -> None:
        """Offer these, and show the first one."""
        self._documents = tuple(documents)
        self.choice.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.choice.clear()
        self.choice.addItems([document.title for document in documents])
        self.choice.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.none.setVisible(not documents)
        self._open(0)
        first = self.print_button if documents else self.close_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shown(self) -> Document | None:
        """The paper that is chosen."""
        place = self.choice.currentIndex()
        return self._documents[place] if 0 <= place < len(self._documents) else None

    def _open(self, _place: int) -> None:
        self.paper.clear()
        shown = self.shown
        for one in (self.print_button, self.other_button, self.save_button, self.choice):
            one.setEnabled(shown is not None)
        self.goes.setVisible(shown is not None)
        if shown is not None:
            self.goes.setText(self._press.goes_to(shown.kind))
            self._contents.query(shown.content, done=self.paper.show_paper, failed=self._failed)

    def print_shown(self, *, asks: bool = False) -> None:
        """Print the paper that is shown; ``asks`` for the printer first."""
        shown, content = self.shown, self.paper.content
        if shown is not None and content is not None:
            self._press.print_paper(content, shown.kind, shown.number, title=shown.title, asks=asks)
            self.goes.setText(self._press.goes_to(shown.kind))

    def save_shown(self) -> None:
        """Save the paper that is shown as PDF."""
        shown, content = self.shown, self.paper.content
        if shown is not None and content is not None:
            name = f"{shown.number or shown.title}.pdf"
            self._press.save_as(content, f"Save: {shown.title}", name)

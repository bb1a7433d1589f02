"""The two sides of a record's page: the form, and what belongs to it, its papers or its files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget

from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.spec import Document
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import column, frame, padded, scroll_area, scrolled
from dmedesk.widgets.related import RelatedPanel
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import GRID, px

if TYPE_CHECKING:
    from dmedesk.widgets.attachments import AttachmentsPanel
    from dmedesk.widgets.forms.papers import PapersPane

_FORM_WIDTH, _BESIDE_WIDTH = 760, 300
_WITH_PAPER, _PAPER_WIDTH = 560, 500
_MOST_EVENTS = 60


class Sides(QSplitter):
    """The form at the left; at the right links and history, or a paper, or the attached files,
    for as long as they are looked at.
    """

    turned = Signal()
    """A paper or the files take the place of the history, or give it back."""

    def __init__(self, workplace: Workplace, failed: Failed, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._workplace, self._failed = workplace, failed
        self.related = RelatedPanel(workplace, failed, most=_MOST_EVENTS)
        panel = frame("panel", padded(column(self.related, None), 3 * GRID, 3 * GRID))
        self.papers: PapersPane | None = None
        self.files: AttachmentsPanel | None = None
        self._files_pane: QFrame | None = None
        self._left, self._right = scroll_area(self), QStackedWidget(self)
        self._right.addWidget(scrolled(panel))
        self._right.currentChanged.connect(lambda _place: self.turned.emit())
        self.addWidget(self._left)
        self.addWidget(self._right)
        # A new record has nothing beside it yet, and its form takes the room.
        self._right.hide()
        self.setSizes([_FORM_WIDTH, px(_BESIDE_WIDTH)])
        self.setStretchFactor(0, 1)
        self.setHandleWidth(3 * GRID)
        self.setChildrenCollapsible(False)

    @property
    def form_holder(self) -> QWidget:
        """What a form is made in: one that is moved there whole costs its page a third more time
        to open, for every widget of it is dressed again.
        """
        return self._left.viewport()

    def hold(self, form: QWidget) -> None:
        """Take the form at the left."""
        self._left.setWidget(form)

    def show_ref(self, ref: RecordRef) -> None:
        """Read what belongs to this record."""
        self._right.show()
        self.related.show_ref(ref)

    @property
    def shows_more(self) -> bool:
        """Whether a paper or the files take the place of the history."""
        return self._right.currentIndex() > 0

    @property
    def shows_papers(self) -> bool:
        """Whether a paper takes the place of the history."""
        return self.papers is not None and self._right.currentWidget() is self.papers

    def toggle_files(self, ref: RecordRef) -> None:
        """Show the files of this record, or the history again."""
        # As with papers: Qt's parts for pictures and PDF are read by whoever looks.
        from dmedesk.widgets.attachments import AttachmentsPanel  # noqa: PLC0415

        if self._files_pane is not None and self._right.currentWidget() is self._files_pane:
            self.close_papers()
            return
        if self.files is None or self._files_pane is None:
            self.files = AttachmentsPanel(self._workplace, ref)
            self._files_pane = frame("panel", padded(column(self.files), 3 * GRID, 3 * GRID))
            self._right.addWidget(self._files_pane)
        self._right.setCurrentWidget(self._files_pane)
        self.setSizes([_WITH_PAPER, _PAPER_WIDTH])
        self.files.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_papers(self, documents: Sequence[Document]) -> None:
        """Show the first of these papers; the others are in a list above it."""
        # Qt's part for PDF is read by whoever looks at a paper, not with every record.
        from dmedesk.widgets.forms.papers import PapersPane  # noqa: PLC0415

        if self.papers is None:
            self.papers = PapersPane(self._workplace, self._failed, self.close_papers)
            self._right.addWidget(self.papers)
        self._right.setCurrentWidget(self.papers)
        self.setSizes([_WITH_PAPER, _PAPER_WIDTH])
        self.papers.show_documents(documents)

    def close_papers(self) -> None:
        """Show the history again."""
        self._right.setCurrentIndex(0)
        self.setSizes([_FORM_WIDTH, px(_BESIDE_WIDTH)])

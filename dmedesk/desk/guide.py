"""The user guide in a window of its own: beside the work, searchable, open at the screen's page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QWidget,
)

from dmedesk.kit.guide import GuidePage, guide_folder, page_named, page_of_screen, search_guide
from dmedesk.widgets.page import Key
from dmedesk.widgets.parts import button, column, padded, row
from dmedesk.widgets.theme import GRID, MARGIN, px

_WIDTH, _HEIGHT, _CONTENTS = 1060, 680, 272
_BELOW, _ABOVE_HEADING = 2 * GRID, 4 * GRID
_PAGE = Qt.ItemDataRole.UserRole
_ENDING, _TOUR = ".md", "tour"


class GuideWindow(QDialog):
    """The contents with a search, the page beside them. It may stay open while one works."""

    def __init__(
        self,
        parent: QWidget,
        *,
        keys: Callable[[], object],
        about: Callable[[], object],
        tour: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        self._begin_tour = tour
        self._keys_below: dict[str, str] = {}
        self.setWindowTitle("Guide")
        self.resize(px(_WIDTH), _HEIGHT)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search the guide")
        self.search.setAccessibleName("Search the guide")
        self.search.setClearButtonEnabled(True)
        self.contents = _contents()
        self.page = QTextBrowser()
        self.page.setAccessibleName("Page of the guide")
        self.page.setSearchPaths([str(guide_folder())])
        self.page.setOpenLinks(False)
        left = QWidget()
        left.setFixedWidth(px(_CONTENTS))
        left.setLayout(column(self.search, self.contents))
        foot = row(
            button("&Keys", keys, tip="The map of all keys (Shift+F1)"),
            button("&About DMEDesk", about),
            None,
            button("&Close", self.close),
        )
        whole = row(left, self.page, gap=3 * GRID)
        whole.setStretch(1, 1)
        layout = column(whole, foot, gap=3 * GRID)
        layout.setStretch(0, 1)
        self.setLayout(padded(layout, MARGIN, MARGIN))
        self._wire()
        self._list("")

    def _wire(self) -> None:
        self.search.textChanged.connect(self._list)
        self.search.returnPressed.connect(self.contents.setFocus)
        self.contents.currentItemChanged.connect(lambda now, _before: self._choose(now))
        self.page.anchorClicked.connect(self._follow)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)

    def show_screen(self, key: str, keys: Sequence[Key]) -> None:
        """Show the page about a screen, with that screen's keys below it."""
        page = page_of_screen(key)
        self._keys_below = {page.name: keys_in_markdown(keys)}
        self.contents.setCurrentRow(-1)
        self.show_page(page)

    def show_page(self, page: GuidePage) -> None:
        """Show a page, marked in the whole contents."""
        self.search.clear()
        for place in range(self.contents.count()):
            if self.contents.item(place).data(_PAGE) == page.name:
                self.contents.setCurrentRow(place)

    def _list(self, words: str) -> None:
        self.contents.clear()
        for hit in search_guide(words):
            item = QListWidgetItem(
                hit.page.title if not hit.around else f"{hit.page.title}\n{hit.around}"
            )
            item.setData(_PAGE, hit.page.name)
            self.contents.addItem(item)
        if words:
            self.contents.setCurrentRow(0)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        page = page_named(item.data(_PAGE))
        document = self.page.document()
        document.setBaseUrl(QUrl.fromLocalFile(f"{guide_folder()}/"))
        self.page.setMarkdown(page.text + self._keys_below.get(page.name, ""))
        document.setDocumentMargin(MARGIN)
        _space_out(document)
        self._find_first()

    def _find_first(self) -> None:
        words = self.search.text().split()
        if words:
            self.page.find(words[0], QTextDocument.FindFlag(0))

    def _follow(self, link: QUrl) -> None:
        name = link.path().rpartition("/")[2]
        if name.endswith(_ENDING):
            self.show_page(page_named(name.removesuffix(_ENDING)))
        elif link.scheme() == _TOUR:
            self._begin_tour(name)
        elif link.scheme() in {"http", "https"}:
            QDesktopServices.openUrl(link)


def _contents() -> QListWidget:
    made = QListWidget()
    made.setAccessibleName("Pages of the guide")
    made.setWordWrap(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def keys_in_markdown(keys: Sequence[Key]) -> str:
    """Keys as the last section of a page; nothing where there are none."""
    if not keys:
        return ""
    rows = "".join(f"| **{key.keys}** | {key.does} |\n" for key in keys)
    return f"\n\n## Keys on this screen\n\n| Key | What it does |\n|---|---|\n{rows}"


def _space_out(document: QTextDocument) -> None:
    """Room between paragraphs, more above headings: Qt's Markdown sets them solid."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        form = block.blockFormat()
        form.setBottomMargin(_BELOW)
        if form.headingLevel() and block.position():
            form.setTopMargin(_ABOVE_HEADING)
        cursor.setPosition(block.position())
        cursor.setBlockFormat(form)
        block = block.next()

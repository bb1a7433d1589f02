"""The letterhead: its versions by date, what the next one says, and the paper's head with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QWidget

from dmedesk.kit import cells
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.stored import Values
from dmedesk.shop.actions.company import INVOICE_NUMBERS, keep_logos, write_letterhead
from dmedesk.shop.queries.company import logo_contents, numbering, stored_letterheads
from dmedesk.shop.rules.letterhead import LARGEST_LOGO, logo_name
from dmedesk.shop.screens.setting import SettingPage
from dmedesk.shop.sheets import sample_head
from dmedesk.widgets.file_asking import file_to_open
from dmedesk.widgets.forms.fields import FormField, Kind, Section
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.paper import PaperView
from dmedesk.widgets.parts import button, column, frame, label, padded, row, scrolled
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID, px

_TYPING_PAUSE = 300
_ABOUT = (
    "Every paper bears the letterhead of its day. A change is a new version from a day on; what is"
    " posted keeps the one that it bears."
)
_WORDS = ("name", "address1", "address2", "city", "state", "zip", "phone", "npi")
_FIELDS = (
    Section(
        "",
        (
            FormField("from_on", "&From", Kind.DAY, required=True),
            FormField("name", "&Company", required=True),
            FormField("address1", "Street"),
            FormField("address2", "Secon&d line"),
            FormField("city", "C&ity"),
            FormField("state", "St&ate", width=60),
            FormField("zip", "&ZIP", reads=cells.zip_code, width=110),
            FormField("phone", "Ph&one", Kind.PHONE),
            FormField("npi", "N&PI", reads=cells.identifier, width=140),
        ),
        columns=1,
    ),
)


@dataclass(frozen=True, slots=True)
class Heads:
    """What the page reads: every version, the pictures that they bear, the next number."""

    versions: tuple[Values, ...]
    logos: Mapping[str, bytes]
    number: str


class CompanyPage(SettingPage):
    """Versions at the left, the form in the middle, the head of a paper at the right."""

    key = "settings.company"
    area = "Company"
    picture = "file-text"
    keys = (
        Key("Ctrl+S", "put the letterhead in force from its day"),
        Key("Ctrl+O", "choose a logo; a picture may also be dropped on the page"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._heads = Heads((), {}, "")
        self._logo: bytes | None = None
        self._is_logo_typed = False
        self._saved: date | None = None
        self._shown: Values | None = None
        self.table: Table[Values] = Table("Versions of the letterhead", _COLUMNS)
        self.fields = self.form(_FIELDS)
        self.paper = PaperView("The head of a paper")
        self.choose = self.guard(
            button("Choose a logo", self.pick_logo, tip="PNG or JPEG (Ctrl+O)"), "letterhead"
        )
        self.drop = self.guard(button("No logo", self.take_off_logo), "letterhead")
        self.keep = self.guard(
            button("Save", self.save_letterhead, part="primary", tip="Save (Ctrl+S)"),
            "letterhead",
        )
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE)
        self._typing.timeout.connect(self.preview)
        self.fields.changed.connect(self._typing.start)
        self.table.chosen.connect(self._show_version)
        self.setAcceptDrops(workplace.may_write)
        self.lay_out(self._body(), about=_ABOUT)
        self.on_key("Ctrl+S", self.keep.click)
        self.on_key("Ctrl+O", self.choose.click)

    def _body(self) -> QWidget:
        logo = row(self.choose, self.drop, None, self.keep)
        inside = column(self.fields, logo, None, gap=3 * GRID)
        panel = frame("panel", padded(inside, 4 * GRID, 3 * GRID))
        right = QWidget()
        right.setLayout(column(label("So it would stand on a paper", "soft"), self.paper))
        split = QSplitter()
        for piece, width in ((self.table, 60), (scrolled(panel), 110), (right, 130)):
            split.addWidget(piece)
            split.setStretchFactor(split.count() - 1, width)
        split.setSizes([60 * GRID, px(110 * GRID), 130 * GRID])
        split.setHandleWidth(3 * GRID)
        split.setChildrenCollapsible(False)
        return split

    # --- reading --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the versions anew; what is typed stays."""
        self.latest.query(read_heads, done=self._show_heads, failed=self.fail)

    def _show_heads(self, heads: Heads) -> None:
        self._heads = heads
        since = self._present_from()
        self.told.setText(f"In force since {since}" if since else "")
        self.table.show_rows(
            sorted(heads.versions, key=lambda one: one["from_on"], reverse=True),
            same=lambda one: one["from_on"],
        )
        self._go_to_saved()

    def _go_to_saved(self) -> None:
        """After saving, the version that was saved is the one chosen."""
        saved, self._saved = self._saved, None
        for place, version in enumerate(self.table.rows_model.rows):
            if version["from_on"] == saved:
                self.table.selectRow(place)

    def _show_version(self, version: Values | None) -> None:
        if version is None or (self._shown is not None and self._is_typed()):
            return
        self._shown = version
        self._logo = self._heads.logos.get(version["logo"] or "")
        self._is_logo_typed = False
        values = {name: version[name] for name in _WORDS}
        # What is changed in the version in force is a new one, from today unless said otherwise.
        is_present = version["from_on"] == self._present_from()
        from_on = self.workplace.today if is_present else version["from_on"]
        self.fields.show_values({**values, "from_on": from_on})
        self.preview()

    def _present_from(self) -> date | None:
        today = self.workplace.today
        begun = (one["from_on"] for one in self._heads.versions if one["from_on"] <= today)
        return max(begun, default=None)

    def _is_typed(self) -> bool:
        return self._is_logo_typed or bool(self.fields.changes())

    def preview(self) -> None:
        """Draw the head as it is typed now; what cannot be read is left out."""
        raws = self.fields.raws()
        said = {name: str(raws[name] or "").strip() for name in _WORDS}
        content = sample_head(said, logo=self._logo, number=self._heads.number or "1")
        self.paper.show_paper(content)

    # --- the logo -------------------------------------------------------------------------------

    def pick_logo(self) -> None:
        """Choose a picture's file."""
        kinds = "Pictures (*.png *.jpg *.jpeg)"
        path = file_to_open(self, self.workplace.folders, "Choose a logo", kinds)
        if path is not None:
            self.take_logo(path)

    def take_logo(self, path: Path) -> None:
        """Show the picture on the paper; it is kept with the letterhead."""
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST_LOGO + 1)
            logo_name(content)
        except OSError as error:
            what = f"{path.name} cannot be read: {error.strerror}."
            remedy = "Choose a PNG or JPEG file."
            self.fail((Finding(Severity.STOP, "logo_unreadable", what, remedy=remedy),))
        except Refused as refused:
            self.fail(refused.findings)
        else:
            self._logo, self._is_logo_typed = content, True
            self.findings.clear()
            self.preview()

    def take_off_logo(self) -> None:
        """A letterhead without a picture."""
        self._logo, self._is_logo_typed = None, True
        self.preview()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A file may be a picture."""
        if event.mimeData().hasUrls() and self.choose.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the first file dropped."""
        names = [url.toLocalFile() for url in event.mimeData().urls()]
        local = [name for name in names if name]
        if local:
            event.acceptProposedAction()
            self.take_logo(Path(local[0]))

    # --- writing --------------------------------------------------------------------------------

    def save_letterhead(self) -> None:
        """Put what is typed in force from its day."""
        try:
            values = self.fields.values()
        except Refused as refused:
            self.fail(refused.findings)
            self.fields.show_findings(refused.findings)
            return
        from_on = values.pop("from_on")
        logo = (self._logo,) if self._is_logo_typed else ()
        self.save(
            partial(_write, said=values, logo=logo, from_on=from_on),
            action="letterhead",
            said=f"This letterhead is in force from {from_on}.",
            form=self.fields,
            then=partial(self._settle, from_on),
        )

    def _settle(self, from_on: date) -> None:
        self._saved = from_on
        self._is_logo_typed = False
        self.fields.settle(self.fields.raws())


def read_heads(session: Any) -> Heads:
    """Every version of the letterhead with its picture, and the number that comes next."""
    versions = tuple(row.values for row in stored_letterheads(session))
    names = {version["logo"] for version in versions if version["logo"]}
    series = numbering(session, key=INVOICE_NUMBERS)
    number = f"{series.prefix}{series.next_number:0{series.width}}" if series else ""
    return Heads(versions, logo_contents(session, names=names), number)


def _write(
    work: Any, *, said: Mapping[str, Any], logo: Sequence[bytes | None], from_on: date
) -> None:
    """``logo`` holds the picture that was chosen, None to take it off; empty where it stays."""
    given = dict(said)
    for content in logo:
        given["logo"] = None if content is None else keep_logos(work, contents=[content])[0]
    write_letterhead(work, said=given, from_on=from_on)


_COLUMNS: tuple[Column[Values], ...] = (
    Column("From", lambda one: one["from_on"].isoformat(), width=96),
    Column("Company", lambda one: one["name"], width=140, wide=True),
)

"""The texts that papers bear: the shop's own words, from a day on; every version is kept.

What comes with the program are proposals: they stand here to be read and changed, and nothing of
them is printed before somebody saves it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QWidget

from dmedesk.kit.errors import Refused
from dmedesk.kit.postal import Letterhead
from dmedesk.shop.actions.texts import write_text
from dmedesk.shop.queries.company import printed_letterhead
from dmedesk.shop.queries.texts import TextVersion, text_versions
from dmedesk.shop.rules.texts import TEXTS, TextKind, paragraphs, proposal, tidy
from dmedesk.shop.screens.setting import SettingPage
from dmedesk.shop.sheets import sample_text
from dmedesk.widgets.forms.fields import FormField, Kind, Section
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.paper_window import PaperWindow
from dmedesk.widgets.parts import button, column, frame, label, padded, row, scrolled
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID, Tone, px

_ABOUT = (
    "Papers print the version of their day; the former ones are kept. An empty line parts"
    " paragraphs, a line that begins with # is a heading. [masshealth], [medicare] or [private]"
    " before a paragraph prints it only for members of such a payer."
)
_NONE = "not written"
_PROPOSED = "This is a proposal and not in force. Read it, change it, then save it."
_PAST_LINES = 5


@dataclass(frozen=True, slots=True)
class TextRow:
    """One text and the version of it that is in force today; None where there is none."""

    kind: TextKind
    version: TextVersion | None

    @property
    def content(self) -> str:
        """What is printed today."""
        return self.version.content if self.version else ""


class TextsPage(SettingPage):
    """The list of texts; beside it the chosen one to be read and written, and its versions."""

    key = "settings.texts"
    area = "Texts"
    picture = "file-text"
    keys = (Key("Ctrl+S", "save the text"), Key("Ctrl+P", "see it on paper"))

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._versions: Sequence[TextVersion] = ()
        self._typed: dict[TextKind, str] = {}
        self._kind: TextKind | None = None
        self.table: Table[TextRow] = Table("Texts of papers", _COLUMNS)
        self.past: Table[TextVersion] = Table("Versions", _PAST)
        self.past.setFixedHeight(px(_PAST_LINES * 7 * GRID))
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.textChanged.connect(self._keep_typed)
        self.fields = self.form(
            (Section("", (FormField("from_on", "&From", Kind.DAY, required=True),), columns=1),)
        )
        self.keep = self.guard(
            button("Save", self.say, part="primary", tip="Save (Ctrl+S)"), "write_text"
        )
        self.take = button("Take the p&roposal", self.take_proposal)
        self.look = button("See it &on paper", self.show_paper, tip="On paper (Ctrl+P)")
        self.table.chosen.connect(self._show_row)
        self.past.opened.connect(self._show_version)
        self.lay_out(self._body(), about=_ABOUT)
        self.on_key("Ctrl+S", self.keep.click)
        self.on_key("Ctrl+P", self.look.click)

    def _body(self) -> QWidget:
        self._title, self._stands = label(part="section"), label(part="soft")
        self._hint = label()
        for text in (self._stands, self._hint):
            text.setWordWrap(True)
        tools = row(self.fields, None, self.take, self.look, self.keep)
        inside = column(
            self._title,
            self._stands,
            self._hint,
            self.words,
            tools,
            label("Versions, the newest first (Enter puts one above)", "soft"),
            self.past,
            gap=2 * GRID,
        )
        inside.setStretch(3, 1)
        panel = frame("panel", padded(inside, 4 * GRID, 3 * GRID))
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(scrolled(panel))
        split.setSizes([100 * GRID, 200 * GRID])
        split.setStretchFactor(1, 1)
        split.setHandleWidth(3 * GRID)
        split.setChildrenCollapsible(False)
        return split

    # --- reading -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read every version anew; what is typed stays."""
        self.latest.query(text_versions, done=self._show_read, failed=self.fail)

    def _show_read(self, versions: Sequence[TextVersion]) -> None:
        self._versions = versions
        rows = list(_rows(versions, on=self.workplace.today))
        written = sum(bool(one.content) for one in rows)
        self.told.setText(f"{written} of {len(rows)} are in force")
        if self.fields.raws()["from_on"] in ("", None):
            self.fields.show_values({"from_on": self.workplace.today})
        self.table.show_rows(rows, same=lambda one: one.kind)

    def _show_row(self, chosen: TextRow | None) -> None:
        if chosen is None:
            return
        about = TEXTS[chosen.kind]
        self._kind = None
        self._title.setText(about.title)
        self._stands.setText(about.stands)
        self.words.setAccessibleName(about.title)
        self.words.setPlainText(self._typed.get(chosen.kind, chosen.content))
        self._kind = chosen.kind
        self.past.show_rows([one for one in self._versions if one.kind is chosen.kind])
        self.take.setVisible(bool(proposal(chosen.kind)))
        self._tell_hint()

    def _show_version(self, version: TextVersion) -> None:
        self.words.setPlainText(version.content)
        self.words.setFocus()

    def _keep_typed(self) -> None:
        """What is typed stays with its text when another one is looked at."""
        if self._kind is not None:
            self._typed[self._kind] = self.words.toPlainText()
            self._tell_hint()

    def _tell_hint(self) -> None:
        chosen = self.table.chosen_row()
        if chosen is None:
            return
        typed = tidy(self.words.toPlainText())
        self._hint.setVisible(not (typed and typed == chosen.content))
        if typed == chosen.content:
            self._hint.setText(
                "" if typed else "Nothing is printed. Write it, or take the proposal."
            )
        else:
            proposed = bool(typed) and typed == proposal(chosen.kind)
            self._hint.setText(_PROPOSED if proposed else "Not saved yet.")

    def take_proposal(self) -> None:
        """Put the proposal into the editor; nothing is in force by that."""
        if self._kind is not None:
            self.words.setPlainText(proposal(self._kind))
            self.words.setFocus()

    def show_paper(self) -> None:
        """Show what is in the editor as papers print it."""
        self.workplace.runner.query(
            partial(printed_letterhead, on=self.workplace.today),
            done=self._show_paper,
            failed=self.fail,
        )

    def _show_paper(self, supplier: Letterhead | None) -> None:
        if self._kind is None:
            return
        title = TEXTS[self._kind].title
        said = paragraphs(tidy(self.words.toPlainText()), regime="masshealth")
        content = sample_text(title, said, supplier=supplier or Letterhead(""))
        PaperWindow(self.workplace, title, content, f"{title}.pdf", self).show()

    # --- writing -------------------------------------------------------------------------------

    def say(self) -> None:
        """Put what is in the editor in force from its day on."""
        kind = self._kind
        if kind is None:
            return
        try:
            values = self.fields.values()
        except Refused as refused:
            self.fail(refused.findings)
            self.fields.show_findings(refused.findings)
            return
        act = partial(
            _write, kind=kind, content=self.words.toPlainText(), from_on=values["from_on"]
        )
        said = f"{TEXTS[kind].title}: saved, from {values['from_on']}."
        self.save(act, action="write_text", said=said, then=partial(self._typed.pop, kind, ""))


def _write(work: Any, **what: Any) -> None:
    write_text(work, **what)


def _rows(versions: Sequence[TextVersion], *, on: date) -> Iterator[TextRow]:
    for kind in TEXTS:
        begun = (one for one in versions if one.kind is kind and one.from_on <= on)
        yield TextRow(kind, next(begun, None))


def _since(one: TextRow) -> str:
    return f"since {one.version.from_on}" if one.version and one.content else _NONE


_COLUMNS: tuple[Column[TextRow], ...] = (
    Column("Text", lambda one: TEXTS[one.kind].title, width=200, wide=True),
    Column(
        "In force",
        _since,
        width=124,
        tone=lambda one: Tone.INK if one.content else Tone.WAITING,
    ),
)

_PAST: tuple[Column[TextVersion], ...] = (
    Column("From", lambda one: one.from_on.isoformat(), width=96),
    Column("Begins", lambda one: one.content.partition("\n")[0] or "(empty)", wide=True),
    Column("Written by", lambda one: one.written_by, width=120),
    Column("Written", lambda one: f"{one.written_at.astimezone():%Y-%m-%d %H:%M}", width=148),
)

"""The page of a list: counts, quick filters, the table with its filters, the preview."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dmedesk.kit.lists import Ask, Filter
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.listing.chooser import ColumnChooser
from dmedesk.widgets.listing.export import Shown
from dmedesk.widgets.listing.further import Further
from dmedesk.widgets.listing.keys import keys_of
from dmedesk.widgets.listing.layout import Layout, sorted_by
from dmedesk.widgets.listing.model import ListModel, Reading, read_list
from dmedesk.widgets.listing.panes import Panes, words_within
from dmedesk.widgets.listing.preview import Preview
from dmedesk.widgets.listing.row_menu import Act, RowMenu, rows_as_text
from dmedesk.widgets.listing.spec import ListSpec
from dmedesk.widgets.listing.taking import TakingMenu
from dmedesk.widgets.listing.view import ListView
from dmedesk.widgets.listing.views import ViewMenu, below, menu_button
from dmedesk.widgets.page import Page, Workplace
from dmedesk.widgets.parts import button, column, label, padded, pieces_of, row
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN
from dmedesk.widgets.words import count_of

R = TypeVar("R")

TYPING_PAUSE = 150
"""Milliseconds without a key, after which what was typed into a filter is asked."""

_ALL = "All"


class ListPage(Page, Generic[R]):
    """A list as its spec declares it. Everything is read on the worker; nothing waits for it.

    ``tools`` is the row of further buttons at the top right; what they ask opens in ``bars``.
    """

    def __init__(self, workplace: Workplace, spec: ListSpec[R]) -> None:
        super().__init__(workplace)
        self.spec = spec
        self.key, self.area, self.picture = spec.key, spec.title, spec.picture
        self.keys = keys_of(spec)
        self._latest, self._counting = Latest(workplace.runner), Latest(workplace.runner)
        self._ask = Ask()
        self._counts: Mapping[str, int] = {}
        self._previewed: R | None = None
        self.model: ListModel[R] = ListModel(workplace, spec.query, spec.columns, failed=self.fail)
        plain = spec.title.replace("&", "")
        self.list: ListView[R] = ListView(plain, self.model)
        self.preview = Preview(workplace, spec, self.fail)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self.views = ViewMenu(
            workplace, spec, now=self.layout_now, pick=self.show_layout, failed=self.fail
        )
        self.taking = TakingMenu(
            workplace,
            self,
            shown=self.shown,
            about=self.about,
            show_paper=self._show_paper,
            failed=self.fail,
        )
        self.further = Further(
            workplace,
            spec,
            self.list,
            group_by=self.group_by,
            changed=self._sum_up,
            where=partial(below, self.views.button),
            failed=self.fail,
        )
        self.bars: QVBoxLayout = column()
        self.chooser = ColumnChooser(self.list, self)
        self._is_arranged = False
        self._build(plain)
        self._connect()

    # --- pieces --------------------------------------------------------------------------------

    def _build(self, plain: str) -> None:
        self.heading, self.said = label(plain, "heading"), label(part="soft")
        self.tools: QHBoxLayout = row(gap=2 * GRID)
        self.chips: dict[str, QPushButton] = {}
        self._chip_row = row(gap=GRID)
        for key, word in ((Ask().chip, _ALL), *((chip.key, chip.word) for chip in self.spec.chips)):
            made = button(word, partial(self._pick_chip, key), part="chip")
            made.setCheckable(True)
            self.chips[key] = made
            self._chip_row.addWidget(made)
        self.clear = button("Clear filters", self.clear_filters, picture="x", part="chip")
        self.clear.hide()
        self._chip_row.addWidget(self.clear)
        self._chip_row.addStretch(1)
        self._empty = words_within(self.list)
        left = QWidget()
        left.setLayout(column(self.list, self.further.line, gap=0))
        self.panes = Panes(self.workplace, left, self.list, self.preview, self.fail)
        head = row(self.heading, self.said, None, self.tools, gap=3 * GRID)
        asking = (self.bars, self.views.bar, self.further.bar)
        bars = (self.findings, *asking, self.taking.progress)
        page = column(head, *bars, self._chip_row, self.panes, gap=3 * GRID)
        page.setStretch(page.count() - 1, 1)
        self.setLayout(padded(page, MARGIN, 3 * GRID))
        self.setFocusProxy(self.list)
        self._columns = QPushButton("Columns")
        menu_button(self._columns, None, tip="Choose columns and their order (Ctrl+Shift+C)")
        for tool in (self.views.button, self._columns, self.taking.button):
            self.tools.addWidget(tool)
        if self.spec.new and self.workplace.may_write:
            new = button(self.spec.new, self.enter_new, keys="Ctrl+N", part="primary")
            self.tools.addWidget(new)

    @property
    def is_dated(self) -> bool:
        """Its columns go by the day; a question that stands open is kept."""
        return not any(piece.isVisibleTo(self) for piece in pieces_of(self.bars))

    def _connect(self) -> None:
        head = self.list.head
        head.sorted_by.connect(lambda key, joins: self.sort_by(key, joins=joins))
        head.filtered.connect(self._typing.start)
        head.left.connect(self._leave_filters)
        self._typing.timeout.connect(self._filter)
        self.list.chosen.connect(self._preview)
        apart = partial(self.open_chosen, apart=True)
        acts: tuple[Act, ...] = (
            ("Open", "Enter", self.open_chosen),
            ("Open in a tab of its own", "Ctrl+Enter", apart),
            ("Copy the chosen rows", "Ctrl+C", self.copy_chosen),
            ("Groups and totals …", "Ctrl+Shift+G", self.further.ask),
        )
        self.row_menu = RowMenu(self.list, acts)
        self.list.opened.connect(self.open_chosen)
        self.list.opened_apart.connect(apart)
        self.model.dataChanged.connect(lambda *_: self._preview())
        self.on_key("Ctrl+F", self._go_to_filters)
        self.on_key("F6", self._next_pane)
        self.on_key("F7", self.toggle_preview)
        self.on_key("Ctrl+C", self.copy_chosen)
        self.on_key("Ctrl+P", self.print)
        self.on_key("F3", self.further.bar.press)
        self.on_key("Shift+F3", partial(self.further.bar.press, back=True))
        self.on_key("Ctrl+Shift+G", self.further.ask)
        self.on_key("Ctrl+Shift+V", self.views.button.showMenu)
        self.on_key("Ctrl+Shift+X", self.taking.button.showMenu)
        self.on_key("Ctrl+Shift+C", self.choose_columns)
        self._columns.clicked.connect(lambda _: self.choose_columns())
        self.list.arranged.connect(self.views.changed)
        self.views.menu.aboutToShow.connect(lambda: self.further.offer_in(self.views.menu))
        self.views.bar.closed.connect(self.list.setFocus)

    # --- asking --------------------------------------------------------------------------------

    @property
    def ask(self) -> Ask:
        """What is asked of the list now."""
        return self._ask

    def refresh(self) -> None:
        """Read everything anew; position and choice stay."""
        if self._is_arranged:
            self._read(moves=False, counted=True)
        else:
            self._is_arranged = True
            self.views.read(self._begin)

    def _begin(self, last: Layout | None) -> None:
        """Read for the first time, with columns and order as the list was left."""
        if last is not None:
            self.list.arrange(last)
            if self._ask == Ask():
                self._ask = Ask(sorts=last.ask.sorts, group=last.ask.group)
                self.further.is_summed = last.totals
        self._read(moves=False, counted=True)

    def layout_now(self) -> Layout:
        """How the list stands: what it asks, and its columns."""
        totals = self.further.is_summed
        return replace(self.list.layout_of_columns(), ask=self._ask, totals=totals)

    def show_view(self, name: str) -> None:
        """Show the view that was kept under this name; the list as it is, where it is gone."""
        self._is_arranged = True
        self.views.read(self._show_kept, name=name)

    def _show_kept(self, kept: Layout | None) -> None:
        if kept is None:
            self.refresh()
        else:
            self.show_layout(kept)

    def show_layout(self, layout: Layout) -> None:
        """Show a view that was kept."""
        self.list.arrange(layout)
        self.further.is_summed = layout.totals
        self.views.changed()
        self._show_asked(layout.ask)

    def choose_columns(self) -> None:
        """Let columns be ticked and moved."""
        self.chooser.open_at(below(self._columns))

    def shown(self) -> Shown[R]:
        """What is shown now, for taking it out: every row that is asked for."""
        return Shown(
            self.heading.text(),
            self.spec.query,
            self.model.row_ids,
            self.list.columns_in_order(),
            self.workplace.today,
            self.model.groups,
            self.further.line.totals if self.further.is_summed else {},
            next((one for one in self.spec.columns if one.key == self._ask.group), None),
        )

    def about(self) -> str:
        """What is asked, in one line for the foot of a paper."""
        titles = {column.key: column.title for column in self.spec.columns}
        words = [chip.word for chip in self.spec.chips if chip.key == self._ask.chip]
        typed = self.list.head.typed()
        words += [f"{titles[key]} {text}" for key, text in typed.items()]
        return " · ".join([self.said.text(), *words, self.workplace.today.isoformat()])

    def show_ask(self, ask: Ask) -> None:
        """Show what a link asks."""
        self._show_asked(ask)

    def _show_asked(self, ask: Ask) -> None:
        self._ask = ask
        self.list.head.show_filters(ask.filters)
        if self._is_arranged:
            self._read(moves=True, counted=True)

    def sort_by(self, key: str, *, joins: bool = False) -> None:
        """Sort by a column: up, down, not at all; joined to the other sorts, or instead of them."""
        self._ask = replace(self._ask, sorts=sorted_by(self._ask.sorts, key, joins=joins))
        self.views.changed()
        self._read(moves=True)

    def group_by(self, key: str) -> None:
        """Let rows stand in groups that have this column alike; empty: no longer."""
        self._ask = replace(self._ask, group=key)
        self.views.changed()
        self._read(moves=True)

    def _sum_up(self) -> None:
        self.views.changed()
        self._read(moves=False)

    def _beyond(self) -> tuple[Filter, ...]:
        """What a link asks for that no field can show; it stays until the filters are cleared."""
        fields = self.list.head.fields
        return tuple(one for one in self._ask.filters if one.column not in fields)

    def clear_filters(self) -> None:
        """Show every row of the chip."""
        self.list.head.show_filters(())
        self._ask = replace(self._ask, filters=())
        self._read(moves=True)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick_chip(self, chip: str) -> None:
        self._ask = replace(self._ask, chip=chip)
        self._read(moves=True)

    def _filter(self) -> None:
        filters = (*self._beyond(), *self.list.head.filters())
        if filters != self._ask.filters:
            self._ask = replace(self._ask, filters=filters)
            self._read(moves=True)

    def _read(self, *, moves: bool, counted: bool = False) -> None:
        known = (self.list.chosen_id(), self.model.id_at(self.list.places_in_sight()[0]))
        near = [] if moves else [one for one in known if one is not None]
        if moves:
            self.panes.close_paper()  # It would show what is no longer shown.
        self._say_what_is_asked()
        source, today = self.spec.query, self.workplace.today
        self._latest.query(
            partial(read_list, source, self._ask, today, near, grouped=self.further.grouped()),
            done=partial(self._show, moves=moves, anew=counted),
            failed=self.fail,
        )
        if counted or not self._counts:
            # After the rows: nobody waits for a count. Whoever reads makes the source.
            self._counting.query(
                lambda session: source.counts(session, on=today),
                done=self._show_counts,
                failed=self.fail,
            )

    def _say_what_is_asked(self) -> None:
        self.further.group = self._ask.group
        self.model.show_sorts(self._ask.sorts)
        for key, chip in self.chips.items():
            chip.setChecked(key == self._ask.chip)
        self.clear.setVisible(bool(self._ask.filters))

    def _show(self, reading: Reading, *, moves: bool, anew: bool) -> None:
        self.findings.clear()
        self.list.show_reading(reading, moves=moves)
        self._say_how_many()
        self._preview(anew=anew)
        self.further.read_totals(
            self._ask, count_of(len(self.model.row_ids), self.spec.one, self.many)
        )

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        words = {Ask().chip: _ALL} | {chip.key: chip.word for chip in self.spec.chips}
        for key, chip in self.chips.items():
            count = counts.get(key, 0)
            chip.setText(f"{words[key]}  {count:,}")
            chip.setAccessibleName(f"{words[key]}, {count_of(count, self.spec.one, self.many)}")
        self._chip_row.activate()
        self._say_how_many()

    @property
    def many(self) -> str:
        """The noun in the plural."""
        return self.spec.many or f"{self.spec.one}s"

    def _say_how_many(self) -> None:
        shown = len(self.model.row_ids)
        total = max(self._counts.get("", 0), shown)
        of = f" of {total:,}" if shown != total else ""
        self.said.setText(f"{shown:,}{of} {self.spec.one if total == 1 else self.many}")
        is_empty = not shown
        self._empty.setVisible(is_empty)
        self._empty.setText(
            f"No {self.spec.one} is like that. Clear the filters (Esc in a filter) or choose All."
            if total
            else self.spec.empty
        )

    # --- the choice ----------------------------------------------------------------------------

    def _preview(self, *, anew: bool = False) -> None:
        """Show the current row, once it is known, in the preview that is in sight."""
        if self.preview.isHidden():
            return
        chosen = self.list.chosen_row()
        if anew or chosen != self._previewed:
            self._previewed = chosen
            self.preview.show_row(chosen)

    def open_chosen(self, *, apart: bool = False) -> None:
        """Open the current row's record."""
        row_id = self.list.chosen_id()
        if row_id is not None:
            self.workplace.navigator.open_record(RecordRef(self.spec.kind, row_id), apart=apart)

    def enter_new(self) -> None:
        """Enter a record of this list's kind."""
        self.workplace.navigator.enter_new(self.spec.kind)

    def copy_chosen(self) -> None:
        """Put the chosen rows with their titles on the clipboard, as a spreadsheet takes them."""
        QGuiApplication.clipboard().setText(rows_as_text(self.list))

    # --- panes ---------------------------------------------------------------------------------

    def print(self) -> None:
        """Show what is shown as a paper beside the list; where that is open, print it."""
        if (paper := self.panes.open_paper) is not None:
            paper.papers.print_shown()
        else:
            self.taking.print_shown()

    def _show_paper(self, title: str, content: bytes) -> None:
        self.panes.show_paper(title, content)

    def toggle_preview(self) -> None:
        """Show the preview, or give its room to the list."""
        self.panes.toggle_preview()
        self._preview(anew=True)

    def _go_to_filters(self) -> None:
        current = self.list.currentIndex().column()
        self.list.head.focus_on(self.spec.columns[current].key if current > 0 else "")

    def _leave_filters(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self._filter()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _next_pane(self) -> None:
        """From the filters to the table to what is beside it, and round."""
        if not self.panes.next_pane():
            self._go_to_filters()

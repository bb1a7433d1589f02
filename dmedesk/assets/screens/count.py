"""One count: scan after scan, what is found, missing and not expected, and what became of it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy

from dmedesk.assets.actions.counting import (
    Scanned,
    close_count,
    scan_in_count,
)
from dmedesk.assets.queries.counted import CountLine, CountRead, count_paper, read_count
from dmedesk.assets.rules.counts import (
    STANDING_WORDS,
)
from dmedesk.assets.screens.count_bars import BeginBar, SettleBar
from dmedesk.assets.screens.count_lines import (
    ALL,
    KINDS,
    LINES,
    OPEN,
    SIGNS,
    TONES,
    lines_like,
)
from dmedesk.assets.screens.counts import state_of
from dmedesk.assets.screens.scanning import serial_of
from dmedesk.assets.sheets.count import count_pdf
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.listing.export import Shown
from dmedesk.widgets.listing.taking import TakingMenu
from dmedesk.widgets.page import Key, RecordPage, Workplace
from dmedesk.widgets.parts import button, column, label, padded, row, set_part
from dmedesk.widgets.question import QuestionBar
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN, px
from dmedesk.widgets.words import count_of

_SCAN_WIDTH = 280


class CountPage(RecordPage):
    """A count. Whatever is scanned while the cursor is in the page is kept at once."""

    keys = (
        Key("scan, or type and Enter", "the unit was seen: it is kept at once"),
        Key("Enter in the table", "settle what is chosen: several with Shift, or all with Ctrl+A"),
        Key("Ctrl+P", "print the count sheet"),
        Key("Ctrl+Shift+X", "export the result"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref)
        self._reads, self._papers = Latest(workplace.runner), Latest(workplace.runner)
        self.read: CountRead | None = None
        self.begun = 0
        self._kind = OPEN
        self._title, self._state, self.said = label(part="heading"), label(), label()
        self._begun = label(part="soft")
        self.scan = QLineEdit()
        self.scan.setAccessibleName("Scan or type a serial")
        self.scan.setPlaceholderText("Scan a serial …")
        self.scan.setFixedWidth(px(_SCAN_WIDTH))
        self.scan.returnPressed.connect(self._typed)
        columns = tuple(
            Column(
                one.title, one.text, width=one.width, wide=one.wide, spare=one.spare, tone=one.tone
            )
            for one in LINES
        )
        self.lines: Table[CountLine] = Table("Units of the count", columns)
        self.lines.choose_many()
        self.lines.opened.connect(lambda _line: self.ask_settling())
        self.lines.chosen.connect(lambda _line: self._offer())
        self.begin, self.settle, self.question = BeginBar(self), SettleBar(self), QuestionBar()
        self.begin.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.taking = TakingMenu(
            workplace, self, shown=self.shown, about=self.about, failed=self.fail
        )
        self._make_layout()
        self.on_key("Ctrl+P", self.print_sheet)
        self.on_key("Ctrl+Shift+X", self.taking.button.showMenu)

    def _make_layout(self) -> None:
        self.settle_button = button("Sett&le …", self.ask_settling, tip="Say what became of it")
        self.open_button = button("Open the un&it", self.open_unit)
        self.sheet_button = button("Sheet", self.print_sheet, picture="printer", keys="")
        self.close_button = button("&Close the count", self.ask_closing, part="primary")
        tools = row(
            self.settle_button,
            self.open_button,
            self.sheet_button,
            self.taking.button,
            self.close_button,
        )
        self.kinds: dict[str, QPushButton] = {}
        chips = row(gap=GRID)
        for kind, word in KINDS:
            chip = button(word, partial(self.show_kind, kind), part="chip")
            chip.setCheckable(True)
            self.kinds[kind] = chip
            chips.addWidget(chip)
        chips.addStretch(1)
        head = row(self._title, self._state, None, tools, gap=3 * GRID)
        bars = (self.findings, self.begin, self.settle, self.question, self.taking.progress)
        scanning = row(self.scan, self.said, None, self._begun, gap=3 * GRID)
        whole = column(head, *bars, scanning, chips, self.lines, gap=3 * GRID)
        whole.setStretch(whole.count() - 1, 1)
        # A new count has no table yet: what it asks keeps its height.
        whole.addStretch(0)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))
        self.setFocusProxy(self.scan)
        self._stored = (tools, chips)
        self._show_parts(stored=False, is_open=False)

    # --- reading -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the count anew; a new one asks what is to be counted."""
        if self.ref.id == 0:
            if self.begin.isHidden():
                self._title.setText("A new count")
                self.titled.emit("New count")
                self.begin.ask()
            return
        self._reads.query(
            partial(read_count, count_id=self.ref.id), done=self._show, failed=self.fail
        )

    def go_on_with_begun(self) -> None:
        """The count has begun: show it, ready for the first scan."""
        self.ref = RecordRef("count", self.begun)
        self.workplace.navigator.entered(self.ref)
        self.refresh()
        self.scan.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, read: CountRead | None) -> None:
        if read is None:
            remedy = "Close this page, and look for it under Counts."
            gone = "There is no such count in this shop."
            self.fail((Finding(Severity.STOP, "removed", gone, remedy=remedy),))
            return
        first, self.read = self.read is None, read
        head = read.head
        word, tone = state_of(head)
        ended = f", closed on {head.closed_on} by {read.closed_by}" if head.closed_on else ""
        self._title.setText(f"Count {head.count_no} · {head.place}")
        self._state.setText(word)
        self._begun.setText(f"Begun on {head.begun_on} by {head.begun_by}{ended}")
        set_part(self._state, tone.value)
        is_open = head.closed_on is None
        if first and not is_open:
            self._kind = ALL
        self._show_parts(stored=True, is_open=is_open)
        self._show_lines(read)
        self.titled.emit(f"Count {head.count_no}")

    def _show_lines(self, read: CountRead) -> None:
        for kind, word in KINDS:
            count = len(lines_like(read, kind))
            chip = self.kinds[kind]
            chip.setText(f"{word}  {count:,}")
            chip.setAccessibleName(f"{word}, {count_of(count, 'unit')}")
            chip.setChecked(kind == self._kind)
        self.lines.show_rows(lines_like(read, self._kind), same=lambda line: line.id)
        self._offer()

    def _show_parts(self, *, stored: bool, is_open: bool) -> None:
        """What a new, an open and a closed count have to offer."""
        may = is_open and self.workplace.may_write
        for shown, pieces in (
            (stored, (*self.kinds.values(), self.lines, self.open_button, self.taking.button)),
            (stored and may, (self.scan, self.said, self.settle_button, self.close_button)),
            (stored and is_open, (self.sheet_button,)),
        ):
            for piece in pieces:
                piece.setVisible(shown)

    def _offer(self) -> None:
        line = self.lines.chosen_row()
        is_difference = bool(self._differences())
        why = self.workplace.why_not("settle_difference")
        self.settle_button.setEnabled(is_difference and not why)
        self.settle_button.setToolTip(why or "Say what became of what is chosen (Enter)")
        self.open_button.setEnabled(line is not None and line.asset_id is not None)
        self.close_button.setEnabled(not self.workplace.why_not("close_count"))

    def show_kind(self, kind: str) -> None:
        """Show the units that a chip is for."""
        self._kind = kind
        if self.read is not None:
            self._show_lines(self.read)

    # --- scanning ------------------------------------------------------------------------------

    def take_scan(self, text: str) -> bool:
        """A scan is kept at once, wherever in the page the cursor stands."""
        if self.read is None or self.scan.isHidden():
            return False
        serial = serial_of(text, today=self.workplace.today)
        if isinstance(serial, str):
            self._keep(serial)
        else:
            self.fail(serial)
        return True

    def _typed(self) -> None:
        typed = self.scan.text()
        if typed.strip():
            self.take_scan(typed)

    def _keep(self, scanned: str) -> None:
        today = self.workplace.today
        self.workplace.runner.operate(
            lambda work: scan_in_count(
                work, count_id=self.ref.id, scanned=scanned, scanned_on=today
            ),
            action="scan_in_count",
            done=self._tell_scan,
            failed=self.fail,
        )

    def _tell_scan(self, scan: Scanned) -> None:
        self.findings.clear()
        self.scan.clear()
        word = STANDING_WORDS[scan.standing]
        again = "" if scan.is_new else " (it was scanned before)"
        self.said.setText(f"{SIGNS[scan.standing]} {scan.serial}: {word}{again}")
        set_part(self.said, TONES[scan.standing].value)
        if scan.is_new:
            self.workplace.changed.emit()

    # --- settling, closing ---------------------------------------------------------------------

    def ask_settling(self) -> None:
        """Ask what became of the chosen units: the same of all of them."""
        if self.read is not None and self.settle_button.isEnabled():
            self.settle.ask_for(self._differences(), self.read)

    def _differences(self) -> list[CountLine]:
        """The chosen units of which something is to be said, or was said."""
        chosen = self.lines.chosen_rows()
        return [line for line in chosen if line.is_open or line.settled is not None]

    def open_unit(self) -> None:
        """Open the chosen unit."""
        line = self.lines.chosen_row()
        if line is not None and line.asset_id is not None:
            self.workplace.navigator.open_record(RecordRef("asset", line.asset_id))

    def ask_closing(self) -> None:
        """Ask once before the count ends."""
        if self.read is None:
            return
        head = self.read.head
        figures = f"{head.found:,} of {head.expected:,} found, {head.missing:,} missing, "
        self.question.ask(
            "Close this count?",
            f"{figures}{head.unexpected:,} not expected. Nothing is added to it afterwards.",
            "Close the count",
            self._close,
        )

    def _close(self) -> None:
        self.workplace.runner.operate(
            lambda work: close_count(work, count_id=self.ref.id, closed_on=self.workplace.today),
            action="close_count",
            done=lambda _nothing: self._closed(),
            failed=self.fail,
        )

    def _closed(self) -> None:
        self.findings.clear()
        self._kind = ALL
        self.workplace.say("The count is closed.")
        self.workplace.changed.emit()

    # --- taking it out -------------------------------------------------------------------------

    def shown(self) -> Shown[CountLine]:
        """The units that are in sight, for taking them out."""
        lines: Sequence[CountLine] = self.lines.rows_model.rows
        source = PlainList(lambda _session, _on: lines)
        ids = [line.id for line in lines]
        return Shown(self._title.text(), source, ids, LINES, self.workplace.today)

    def about(self) -> str:
        """What is in sight, for the foot of a paper."""
        word = dict(KINDS)[self._kind]
        return f"{self._begun.text()} · {word} · {self.workplace.today.isoformat()}"

    def print_sheet(self) -> None:
        """Show the count sheet on paper: what is expected, to be ticked by hand."""
        paper = partial(count_paper, count_id=self.ref.id, on=self.workplace.today)
        if self.read is not None:
            self._papers.query(
                lambda session: count_pdf(paper(session)), done=self._show_sheet, failed=self.fail
            )

    def _show_sheet(self, sheet: bytes) -> None:
        # The viewer of papers waits for the first paper.
        from dmedesk.widgets.paper_window import PaperWindow  # noqa: PLC0415

        title = f"Count sheet, {self._title.text()}"
        PaperWindow(self.workplace, title, sheet, "Count sheet.pdf", self).show()

"""The main window: areas at the left, tabs above, the page in the middle, facts below."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from dmedesk.desk.areas import Area
from dmedesk.desk.bar import LeftBar
from dmedesk.desk.head import HeadLine
from dmedesk.desk.lock import Gate
from dmedesk.desk.pane import AreaPane
from dmedesk.desk.places import Place, Way
from dmedesk.desk.records import RecordMaker
from dmedesk.desk.remembered import Remembered
from dmedesk.desk.status import ShopFacts, StatusStrip
from dmedesk.desk.tabs import RecordTabs
from dmedesk.desk.touring import TourBar
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import Page, RecordPage, Workplace
from dmedesk.widgets.parts import column, row
from dmedesk.widgets.theme import px
from dmedesk.widgets.toast import Toast

if TYPE_CHECKING:
    from dmedesk.desk.guide import GuideWindow
    from dmedesk.desk.keys import KeyMap
    from dmedesk.kit.guide import GuidePage

LEAST_WIDTH, LEAST_HEIGHT = 960, 540
USUAL_WIDTH, USUAL_HEIGHT = 1366, 768
WIDE_ENOUGH = 1200
"""From this width on the left bar has words beside its icons."""


class DeskWindow(QMainWindow):
    """The desk. Its pages read for themselves; it only lets the user go between them."""

    def __init__(
        self,
        workplace: Workplace,
        areas: Sequence[Area],
        makers: Mapping[str, RecordMaker],
        facts: ShopFacts,
        *,
        remembered: Remembered,
        search: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._workplace = workplace
        self._user = facts.user
        self.key_map: KeyMap | None = None
        self.guide: GuideWindow | None = None
        self.areas = tuple(areas)
        self._remembered = remembered
        self._way = Way()
        self._is_stepping = False
        self.setWindowTitle(f"{facts.name} – DMEDesk")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self.resize(USUAL_WIDTH, USUAL_HEIGHT)
        self._stack = QStackedWidget()
        self.pane = AreaPane(self.areas)
        self._stack.addWidget(self.pane)
        self.tabs = RecordTabs(workplace, makers, self._stack)
        self.bar, self.strip = LeftBar(self.areas, facts.name), StatusStrip(facts)
        self.head = HeadLine(self.tabs, back=self.back, forward=self.ahead, search=search)
        self.tour = TourBar(self.go_to)
        self._lay_out()
        self.toast = Toast(self)
        self._wire(workplace)
        tabs, page = remembered.tabs(), remembered.page()
        self.go_to(page if page in self.pane else self.areas[0].pages[0].key)
        self._reopen(tabs)

    def _lay_out(self) -> None:
        pages = column(self.head, self.tour, self._stack, gap=0)
        pages.setStretch(2, 1)
        middle = row(self.bar, pages, gap=0)
        middle.setStretch(1, 1)
        whole = column(middle, self.strip, gap=0)
        whole.setStretch(0, 1)
        held = QWidget()
        held.setLayout(whole)
        title = self.windowTitle()
        self.gate = Gate(self._workplace, held, title, windows=self._further_windows)
        self.setCentralWidget(self.gate)

    def _further_windows(self) -> list[QWidget]:
        more = [window for window in (self.key_map, self.guide) if window is not None]
        return [*self.tabs.detached, self.toast, *more]

    def _wire(self, workplace: Workplace) -> None:
        self.bar.chosen.connect(lambda area: self.go_to(self.pane.last_of(area)))
        self.bar.help_wanted.connect(self.show_guide)
        self.pane.shown.connect(lambda _key: self._arrived())
        self.pane.wanted.connect(self.go_to)
        self.tabs.moved_on.connect(self._arrived)
        navigator = workplace.navigator
        navigator.record_wanted.connect(lambda ref, apart: self.open_record(ref, apart=apart))
        navigator.list_wanted.connect(self.open_list)
        navigator.new_wanted.connect(lambda kind: self.open_record(RecordRef(kind, 0)))
        navigator.back_wanted.connect(self.tabs.show_holder)
        workplace.said.connect(self._say)
        workplace.person_changed.connect(self._seat)
        self.gate.entered.connect(lambda: self.page.setFocus(Qt.FocusReason.OtherFocusReason))
        acts: dict[str, Callable[[], object]] = {
            "F1": self.show_guide,
            "Shift+F1": self.show_keys,
            "Ctrl+L": self.lock,
            "Ctrl+Tab": partial(self.tabs.step, 1),
            "Ctrl+Shift+Tab": partial(self.tabs.step, -1),
            "Ctrl+W": self.tabs.close_shown,
            "Ctrl+Shift+T": self.tabs.reopen,
            "Ctrl+Shift+PgUp": partial(self.tabs.shift, -1),
            "Ctrl+Shift+PgDown": partial(self.tabs.shift, 1),
            "Ctrl+Shift+D": self.tabs.detach,
        }
        acts |= {f"Alt+{(at + 1) % 10}": partial(self._go_beside, at) for at in range(10)}
        for keys, act in acts.items():
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # --- where one is ---------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page shown, be it an area's or a record's."""
        return self.tabs.record or self.pane.page(self.pane.key)

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page made so far."""
        windows = (window.page for window in self.tabs.detached)
        return (*self.pane.pages, *self.tabs.records, *windows)

    def go_to(self, key: str) -> None:
        """Show the page of this key."""
        self.pane.show_page(key)
        self.tabs.setCurrentIndex(0)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_beside(self, place: int) -> None:
        if self.pane.neighbour(place):
            self.go_to(self.pane.neighbour(place))

    def open_list(self, link: ListLink) -> None:
        """Show a list with what the link asks of it; one that is not here yet is passed over."""
        if link.key in self.pane:
            self.go_to(link.key)
            page = self.pane.page(link.key)
            if link.view:
                page.show_view(link.view)
            else:
                page.show_ask(link.ask)

    def open_record(self, ref: RecordRef, *, apart: bool = False) -> RecordPage | None:
        """Open a record in its tab; ``apart`` without leaving the page one is on."""
        if not self.tabs.knows(ref.kind):
            return None
        self.tabs.open(ref, shown=not apart)
        if apart:
            self.tabs.read(ref)
        return self.tabs.record

    def back(self) -> None:
        """Where one was before."""
        self._step(self._way.back())

    def ahead(self) -> None:
        """Where one was before going back."""
        self._step(self._way.forward())

    def _step(self, place: Place | None) -> None:
        if place is None:
            return
        self._is_stepping = True
        if place.ref is None:
            self.go_to(place.page)
        else:
            self.tabs.open(place.ref)
        self._is_stepping = False
        self._arrived()

    def _arrived(self) -> None:
        """Tell the bar, the head and the way where one is now."""
        area = self.pane.area_of(self.pane.key)
        self.tabs.name_area(area.title.replace("&", ""))
        self.bar.mark(area)
        record = self.tabs.record
        self.bar.set_lettered(lettered=record is None)
        if not self._is_stepping:
            self._way.visit(Place(self.pane.key) if record is None else Place(ref=record.ref))
        self.head.allow(back=self._way.can_go(-1), forward=self._way.can_go(1))
        self._remembered.keep_tabs(self.tabs.refs())
        self._remembered.keep_page(self.pane.key)

    # --- beginning and end ----------------------------------------------------------------------

    def _reopen(self, refs: Sequence[RecordRef]) -> None:
        """The tabs of the last time, behind the page that one begins with."""
        for ref in refs:
            if self.tabs.knows(ref.kind):
                self.tabs.open(ref, shown=False)

    def _say(self, sentence: str, undo: Callable[[], object] | None) -> None:
        """Say it in the corner; over a locked desk nothing is said, for it may name a member."""
        if not self.gate.is_locked:
            self.toast.say(sentence, undo)

    def lock(self) -> None:
        """Hide everything until somebody signs in; a shop without staff has nobody who could."""
        if self._workplace.person is None:
            self._workplace.say("No staff yet: add the first owner in Settings, Staff.")
        else:
            self.gate.lock()

    def begin_day(self, day: date) -> None:
        """It is another day: what is shown goes by it from now on; what was typed stays."""
        self._workplace.begin_day(day)
        self._remembered.begin_day(day)
        self.pane.begin_day()
        self.tabs.begin_day()
        self._workplace.changed.emit()

    def _seat(self) -> None:
        person = self._workplace.person
        self.strip.say_person(self._user if person is None else person.name)

    def show_guide(self) -> None:
        """Open the guide at the page of the screen that one is on."""
        record = self.tabs.record
        key = self.pane.key if record is None else record.ref.kind
        self._guide_shown().show_screen(key, self.page.keys)

    def show_guide_page(self, page: "GuidePage") -> None:
        """Open the guide at one of its pages."""
        self._guide_shown().show_page(page)

    def _guide_shown(self) -> "GuideWindow":
        from dmedesk.desk.guide import GuideWindow

        if self.guide is None:
            self.guide = GuideWindow(
                self, keys=self.show_keys, about=self.show_about, tour=self.begin_tour
            )
        self.guide.show()
        self.guide.activateWindow()
        return self.guide

    def begin_tour(self, name: str) -> None:
        """Begin a guided tour, in front of the guide."""
        from dmedesk.kit.tours import tour_named

        self.tour.begin(tour_named(name))
        self.activateWindow()

    def show_keys(self) -> None:
        """Open the map of all keys, with those of the page that one is on first."""
        # Forms and lists are read by whoever asks for their keys, not by every start.
        from dmedesk.desk.keys import KeyMap, sections_of

        if self.key_map is not None:
            self.key_map.close()
            self.key_map.deleteLater()
        kinds = [kind for area in self.areas for kind in area.pages]
        pages = [(kind.title, self.pane.page(kind.key).keys) for kind in kinds]
        record = self.tabs.record
        here = next(page for page in kinds if page.key == self.pane.key).title
        title = here if record is None else record.windowTitle()
        sections = sections_of((title, self.page.keys), pages)
        self.key_map = KeyMap(sections, self, about=self.show_about)
        self.key_map.show()

    def show_about(self) -> None:
        """Show what program this is, in front of the map of keys."""
        self.go_to("settings.about")
        self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Words beside the bar's icons where there is room for them."""
        super().resizeEvent(event)
        self.bar.set_narrow(narrow=self.width() < px(WIDE_ENOUGH))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Close what else is open; typing that would be lost is asked about first, where it is."""
        if any(self.tabs.asks(page) for page in self.pages if isinstance(page, RecordPage)):
            event.ignore()
            return
        for beside in (self.key_map, self.guide):
            if beside is not None:
                beside.close()
        self.tabs.close_windows()
        super().closeEvent(event)

"""The views of a list: kept under a name, picked, forgotten; and how it stood when it was left."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from dmedesk.kit.listing import SavedView
from dmedesk.widgets.listing.layout import Layout, layout_of, layout_text
from dmedesk.widgets.listing.spec import ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, label, padded, row
from dmedesk.widgets.question import AskingBar
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID, px

LEFT_AS_IT_STOOD = ""
"""The name under which a list's last layout is kept."""

REMEMBER_AFTER = 1_500
"""Milliseconds without another change, after which a layout is remembered."""

_NAME_WIDTH = 260


class ViewMenu:
    """``button`` opens the views, ``bar`` asks in the page for a name. ``now`` is how it stands.

    ``pick`` is told the layout of the view that was picked.
    """

    def __init__(
        self,
        workplace: Workplace,
        spec: ListSpec[Any],
        *,
        now: Callable[[], Layout],
        pick: Callable[[Layout], object],
        failed: Failed,
    ) -> None:
        self._workplace = workplace
        self._spec = spec
        self._now = now
        self._pick = pick
        self._failed = failed
        self._latest = Latest(workplace.runner)
        self.views: Sequence[SavedView] = ()
        self._remembered = ""
        self.button = QPushButton("Views")
        self.menu = QMenu(self.button)
        menu_button(self.button, self.menu, tip="Saved views (Ctrl+Shift+V)")
        self.menu.aboutToShow.connect(self._fill)
        self.bar = NameBar(self.save)
        self._soon = QTimer(self.button)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REMEMBER_AFTER)
        self._soon.timeout.connect(self._remember)

    def read(
        self, then: Callable[[Layout | None], object], *, name: str = LEFT_AS_IT_STOOD
    ) -> None:
        """Read the views, and hand over the one of this name, if any."""

        def take(views: Sequence[SavedView]) -> None:
            self._take(views)
            by_name = {view.name: view for view in views}
            last, wanted = by_name.get(LEFT_AS_IT_STOOD), by_name.get(name)
            self._remembered = "" if last is None else last.content
            then(None if wanted is None else self._layout(wanted))

        self._latest.query(self._asked, done=take, failed=self._failed)

    def _asked(self, session: Any) -> Sequence[SavedView]:
        owner = self._workplace.owner
        return self._workplace.lists.views(session, list_key=self._spec.key, owner=owner)

    def _take(self, views: Sequence[SavedView]) -> None:
        self.views = [view for view in views if view.name != LEFT_AS_IT_STOOD]

    def _layout(self, view: SavedView) -> Layout:
        columns = [column.key for column in self._spec.columns]
        chips = [chip.key for chip in self._spec.chips]
        return layout_of(view.content, columns=columns, chips=chips)

    def _fill(self) -> None:
        self.menu.clear()
        for view in self.views:
            picked = self.menu.addAction(view.name)
            picked.triggered.connect(partial(self._open, view))
        if not self.views:
            self.menu.addAction("No saved views yet").setEnabled(False)
        if not self._workplace.may_write:
            return
        self.menu.addSeparator()
        self.menu.addAction("Save this view …").triggered.connect(self._ask_name)
        if self.views:
            forget = self.menu.addMenu("Forget")
            for view in self.views:
                forget.addAction(view.name).triggered.connect(partial(self.remove, view.name))

    def _open(self, view: SavedView, *_checked: object) -> None:
        self._pick(self._layout(view))

    def _ask_name(self, *_checked: object) -> None:
        self.bar.ask()

    def save(self, name: str) -> None:
        """Keep how the list stands under a name."""
        self._keep(SavedView(name, layout_text(self._now())), f"View “{name}” saved.")

    def _keep(self, view: SavedView, said: str = "") -> None:
        key, owner = self._spec.key, self._workplace.owner

        def keep(work: Any) -> Sequence[SavedView]:
            self._workplace.lists.keep(work, list_key=key, owner=owner, view=view)
            return self._asked(work.session)

        def take(views: Sequence[SavedView]) -> None:
            self._take(views)
            if said:
                self._workplace.say(said)

        self._workplace.runner.operate(keep, action="keep_view", done=take, failed=self._failed)

    def remove(self, name: str, *_checked: object) -> None:
        """Forget a view."""
        key, owner = self._spec.key, self._workplace.owner

        def forget(work: Any) -> Sequence[SavedView]:
            self._workplace.lists.remove(work, list_key=key, owner=owner, name=name)
            return self._asked(work.session)

        self._workplace.runner.operate(
            forget, action="remove_view", done=self._take, failed=self._failed
        )

    def changed(self) -> None:
        """The columns or the order were set anew: remember it soon."""
        if self._workplace.may_write:
            self._soon.start()

    def _remember(self) -> None:
        content = layout_text(self._now())
        if content != self._remembered:
            self._remembered = content
            self._keep(SavedView(LEFT_AS_IT_STOOD, content))


class NameBar(AskingBar):
    """Asks in the page for a view's name."""

    def __init__(self, save: Callable[[str], object]) -> None:
        super().__init__()
        self._save = save
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the view")
        self.name.setFixedWidth(px(_NAME_WIDTH))
        self.yes = button("Save view", self._done, part="primary")
        self.no = button("Cancel", self.close_question, tip="Save nothing (Esc)")
        said = label("Save filters, order and columns as")
        self.setLayout(padded(row(said, self.name, self.yes, self.no, None), 3 * GRID, 2 * GRID))
        self.hide()

    def ask(self) -> None:
        """Ask for the name."""
        self.name.clear()
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self) -> None:
        name = " ".join(self.name.text().split())
        if name:
            self.close_question()
            self._save(name)


def menu_button(made: QPushButton, menu: QMenu | None, *, tip: str) -> None:
    """Make a button of the page's upper right that opens something below itself."""
    made.setAccessibleName(made.text())
    made.setToolTip(tip)
    made.setAutoDefault(False)
    if menu is not None:
        made.setMenu(menu)


def below(widget: QWidget) -> Any:
    """The place on the screen right below a widget."""
    return widget.mapToGlobal(widget.rect().bottomLeft())

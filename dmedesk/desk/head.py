"""The line above the page: back, forward, the search, and the tabs."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QTabBar, QWidget

from dmedesk.widgets.parts import button, padded, row
from dmedesk.widgets.theme import GRID


class HeadLine(QFrame):
    """Back and Forward at the left, then the tabs; the search stands at the right."""

    def __init__(
        self,
        tabs: QTabBar,
        *,
        back: Callable[[], object],
        forward: Callable[[], object],
        search: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("part", "head")
        self.back = button("", back, keys="Alt+Left", picture="arrow-left", part="flat")
        self.forward = button("", forward, keys="Alt+Right", picture="arrow-right", part="flat")
        for arrow, name in ((self.back, "Back"), (self.forward, "Forward")):
            arrow.setAccessibleName(name)
            arrow.setToolTip(f"{name} (Alt+{'Left' if arrow is self.back else 'Right'})")
        across = row(self.back, self.forward, tabs, gap=GRID)
        across.setStretch(2, 1)
        if search is not None:
            across.addWidget(search)
        self.setLayout(padded(across, 2 * GRID, GRID))

    def allow(self, *, back: bool, forward: bool) -> None:
        """Which of the two ways there is."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

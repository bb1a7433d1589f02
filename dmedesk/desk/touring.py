"""A guided tour: a line above the page says what is seen there; one goes on when one likes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame

from dmedesk.widgets.parts import button, label, padded, row

if TYPE_CHECKING:
    from dmedesk.kit.tours import Tour

NEXT, BEFORE = "Ctrl+Alt+Right", "Ctrl+Alt+Left"


class TourBar(QFrame):
    """The words of one step, and the ways on, back and out. Hidden while there is no tour."""

    def __init__(self, go_to: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self._go_to = go_to
        self._tour: Tour | None = None
        self._at = 0
        self.where, self.says = label(part="section"), label()
        self.says.setWordWrap(True)
        self.before = button("Before", self.step_back, part="flat", tip=f"Go back ({BEFORE})")
        self.next = button("Next", self.step_on, part="flat", tip=f"Go on ({NEXT})")
        self.leave = button("Leave the tour", self.end, part="flat")
        line = row(self.where, self.says, self.before, self.next, self.leave)
        line.setStretch(1, 1)
        self.setLayout(padded(line))
        for keys, act in ((NEXT, self.step_on), (BEFORE, self.step_back)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.hide()

    def begin(self, tour: "Tour") -> None:
        """Show a tour's first step."""
        self._tour = tour
        self._show(0)

    def step_on(self) -> None:
        """The next step; after the last one the tour is over."""
        if self._tour is not None and self._at + 1 == len(self._tour.steps):
            self.end()
        else:
            self._show(self._at + 1)

    def step_back(self) -> None:
        """The step before."""
        self._show(max(self._at - 1, 0))

    def end(self) -> None:
        """Leave the tour; the screen stays."""
        self._tour = None
        self.hide()

    def _show(self, at: int) -> None:
        if self._tour is None:
            return
        self._at = at
        step, last = self._tour.steps[at], len(self._tour.steps)
        self._go_to(step.screen)
        self.where.setText(f"Tour {at + 1} of {last}")
        self.says.setText(step.says)
        self.before.setEnabled(at > 0)
        self.next.setText("End" if at + 1 == last else "Next")
        self.setAccessibleName(f"{self._tour.title}: {step.says}")
        self.show()

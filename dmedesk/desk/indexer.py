"""Keeps the search index up to date while the desk is open, a small piece at a time."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from dmedesk.desk.feeds import feeds
from dmedesk.kit.findings import Finding
from dmedesk.widgets.page import Workplace

if TYPE_CHECKING:
    from dmedesk.store.indexing import Step

_AFTER_OPENING, _AFTER_A_CHANGE = 1_500, 400


class Indexer(QObject):
    """Catches up after the desk opened, after each change, and when it is asked to.

    ``caught_up`` is told when records were read anew, ``ended`` also when there were none. A desk
    that only reads does nothing: whoever writes keeps the index. ``trouble`` says why the last
    catching up failed, else it is empty; ``is_behind`` that there is more to read.
    """

    caught_up = Signal()
    ended = Signal()

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._is_running = self._is_wanted_again = False
        self._has_read = False
        self.is_behind = False
        self.trouble: tuple[Finding, ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.catch_up)
        if workplace.may_write:
            self._soon.start(_AFTER_OPENING)
            workplace.changed.connect(lambda: self._soon.start(_AFTER_A_CHANGE))

    def catch_up(self) -> None:
        """Begin to catch up, or, where that goes on already, look once more at its end."""
        self._soon.stop()
        if not self._workplace.may_write:
            return
        if self._is_running:
            self._is_wanted_again = True
            return
        self._is_running, self._has_read = True, False
        self._step()

    def rebuild(self) -> None:
        """Throw the index away and make it anew, piece by piece beside the work."""
        self._workplace.runner.operate(
            _forget, action="index", done=lambda _nothing: self.catch_up(), failed=self._failed
        )

    def _step(self) -> None:
        self._workplace.runner.operate(
            _catch_up, action="index", done=self._done, failed=self._failed
        )

    def _done(self, step: "Step") -> None:
        self.trouble = ()
        self.is_behind = step.is_more
        self._has_read |= step.records > 0
        if step.is_more or self._is_wanted_again:
            self._is_wanted_again = False
            self._step()
            return
        self._is_running = False
        if self._has_read:
            self.caught_up.emit()
        self.ended.emit()

    def _failed(self, findings: tuple[Finding, ...]) -> None:
        self.trouble = findings
        self._is_running = self._is_wanted_again = False
        self.ended.emit()


def _forget(work: Any) -> None:
    from dmedesk.store.indexing import forget

    forget(work)


def _catch_up(work: Any) -> "Step":
    from dmedesk.store.indexing import catch_up

    return catch_up(work, feeds())

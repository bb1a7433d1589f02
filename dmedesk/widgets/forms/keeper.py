"""Keeps what is typed into a form while it is typed, and offers it again after a crash.

Writing goes through the runner: the window never waits for it. A desk that only reads keeps none.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from dmedesk.kit.drafts import Draft
from dmedesk.kit.findings import Finding
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.page import Workplace

PAUSE_MS = 1000
"""The pause in typing after which it is kept."""


class DraftKeeper(QObject):
    """The draft of one form. ``failed`` hears why one could not be kept, the first time only."""

    def __init__(
        self, workplace: Workplace, form: Form, failed: Callable[[tuple[Finding, ...]], None]
    ) -> None:
        super().__init__(form)
        self._workplace, self._form, self._failed = workplace, form, failed
        self._ref: RecordRef | None = None
        self._is_kept = self._is_waiting = self._has_failed = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        form.changed.connect(self._pause.start)

    def look(self, ref: RecordRef, found: Callable[[Draft], object]) -> None:
        """Look for what was kept of this record; ``found`` hears of it. From now on keep.

        What is found stays kept until ``answered``, whatever is typed before.
        """
        self._ref = ref
        if not self._workplace.may_write:
            return

        def tell(draft: Draft | None) -> None:
            if draft is not None:
                self._is_kept = self._is_waiting = True
                found(draft)

        person = self._workplace.person
        find = partial(self._workplace.drafts.find, ref=ref, person=person.name if person else "")
        self._workplace.runner.query(find, done=tell, failed=self._fail)

    def answered(self) -> None:
        """The offer was taken up or thrown away."""
        self._is_waiting = False

    def keep(self) -> None:
        """Keep what is typed now; nothing typed drops what was kept."""
        if self._ref is None or not self._workplace.may_write or self._is_waiting:
            return
        typed, start, ref = self._form.changes(), self._form.start(), self._ref
        if not typed:
            self.drop()
            return
        self._is_kept = True
        base = {key: start[key] for key in typed}
        keep = partial(self._workplace.drafts.keep, ref=ref, typed=typed, base=base)
        self._write(keep, "keep_draft")

    def drop(self) -> None:
        """What was typed is saved or given up: keep it no more."""
        self._pause.stop()
        if self._ref is not None and self._is_kept and self._workplace.may_write:
            self._is_kept = self._is_waiting = False
            self._write(partial(self._workplace.drafts.drop, ref=self._ref), "drop_draft")

    def saved_as(self, ref: RecordRef) -> None:
        """The record is saved: drop the draft, and keep what is typed from now on by its id."""
        self.drop()
        self._ref = ref
        if self._form.changes():
            self._pause.start()

    def _write(self, act: Callable[[Any], None], action: str) -> None:
        self._workplace.runner.operate(
            act, action=action, done=lambda _none: None, failed=self._fail
        )

    def _fail(self, findings: tuple[Finding, ...]) -> None:
        if not self._has_failed:
            self._has_failed = True
            self._failed(findings)

"""The bars that stay open while a stack of papers is typed; one of them chooses what is paid."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from dmedesk.billing.queries.paid import proposed_shares
from dmedesk.billing.rules.allocating import Share
from dmedesk.billing.rules.payments import PaymentFacts
from dmedesk.billing.screens.shares import SharesPanel
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import tab_in_order
from dmedesk.widgets.tasks import Failed


class TypingBar(ActionBar):
    """A bar in which Enter goes to the next field, and from the last one writes it down."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on; with Ctrl, or at the last field or a button, it writes down."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        *_others, last = self.form.entries.values()
        at_end = self.yes.hasFocus() or self.no.hasFocus() or last.target.hasFocus()
        if is_enter and not at_end and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class SharingBar(TypingBar):
    """A bar with the lines that are paid below its fields; Down goes to them."""

    def __init__(
        self,
        workplace: Workplace,
        failed: Failed,
        fields: Sequence[FormField],
        *,
        action: str,
        done: Callable[[], object],
        columns: int = 0,
    ) -> None:
        super().__init__(workplace, failed, fields, action=action, done=done, columns=columns)
        self._chosen: tuple[Share, ...] | None = None
        self.lines = SharesPanel(workplace, failed)
        self.body.addWidget(self.lines)
        last = list(self.form.entries.values())[-1].target
        tab_in_order((last, self.lines.finder, self.lines.table, self.lines.again, self.yes))
        self.lines.accepted.connect(self.do)
        self.form.changed.connect(self.show_lines)

    def show_lines(self) -> None:
        """Show the lines that may be paid, by what stands in the fields."""
        raise NotImplementedError

    def do(self) -> None:
        """Write it down, with the lines that were chosen."""
        self._chosen = self.lines.shares()
        super().do()

    def shares_of(
        self, session: Any, facts: PaymentFacts, invoice_id: int | None
    ) -> tuple[Share, ...]:
        """What was chosen to be paid, or what is proposed."""
        if self._chosen is not None:
            return self._chosen
        return proposed_shares(session, facts=facts, invoice_id=invoice_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Down goes to the lines."""
        if event.key() == Qt.Key.Key_Down and self.lines.isVisible():
            self.lines.go_to_lines()
        else:
            super().keyPressEvent(event)

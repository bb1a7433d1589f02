"""Credit lines of an invoice, or all of them, below the head of its page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from dmedesk.billing.actions import credit_and_rebill, credit_lines
from dmedesk.billing.queries.invoice_lines import LineRead, LinesRead
from dmedesk.billing.rules.crediting import CHOSEN, REASON_WORDS, CreditReason
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, options_of
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, empty, row
from dmedesk.widgets.tasks import Failed

LINE, PAST, ALL = "line", "past", "all"

_WHAT = (
    (LINE, "The chosen line"),
    (PAST, "The months after the death or leaving"),
    (ALL, "Every line that stands"),
)


class CreditBar(ActionBar):
    """What is taken back and why; the invoice and its paper stay.

    One that ``rebills`` bills the same again, as it comes out now.
    """

    def __init__(
        self,
        workplace: Workplace,
        failed: Failed,
        done: Callable[[], object],
        *,
        rebills: bool = False,
    ) -> None:
        words = options_of({reason: REASON_WORDS[reason] for reason in CHOSEN})
        fields = (
            FormField("what", "What", Kind.CHOICE, required=True, options=_WHAT, width=250),
            FormField("reason", "Reason", Kind.CHOICE, required=True, options=words, width=270),
            FormField("note", "Note", width=200, help="Printed on the credit"),
        )
        self._correct = credit_and_rebill if rebills else credit_lines
        self._yes = "Credit and bill again" if rebills else "Credit"
        action = "credit_and_rebill" if rebills else "credit_lines"
        super().__init__(workplace, failed, fields, action=action, done=done)

    def ask_for(self, invoice_id: int, name: str, read: LinesRead, chosen: LineRead | None) -> None:
        """Ask what is taken back; where months are billed past a death, begin with those."""

        def act(work: Any, values: Mapping[str, Any]) -> object:
            return self._correct(
                work,
                invoice_id=invoice_id,
                line_ids=_lines(read, chosen, values["what"]),
                reason=CreditReason(values["reason"]),
                note=values["note"] or "",
            )

        what = PAST if read.past_ids else LINE if chosen and not chosen.credit_no else ALL
        start = {"what": what, "reason": read.past.value if read.past else None, "note": None}
        self.open_bar(f"{self._yes}: {name}", self._yes, act, start)


def _lines(read: LinesRead, chosen: LineRead | None, what: str) -> Sequence[int]:
    if what == ALL:
        return read.standing_ids
    if what == PAST:
        return read.past_ids
    return () if chosen is None else (chosen.line_id,)


class ButtonLine(QWidget):
    """A line of buttons that changes; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._line = row()
        self.setLayout(self._line)
        self.hide()

    def show_buttons(self, shown: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show these: what each says, and what it does."""
        empty(self._line)
        for words, act in shown:
            self._line.addWidget(button(words, act, part="link"))
        self._line.addStretch()
        self.setVisible(bool(shown))

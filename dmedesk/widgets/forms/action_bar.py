"""What opens in a record's page below its head: a few fields, what follows from them, one button.

Enter in a field does it, Esc closes it; nothing is written before that.
"""

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import Any, TypeAlias

from PySide6.QtWidgets import QVBoxLayout

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding
from dmedesk.widgets.forms.fields import FormField, Section
from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.question import AskingBar
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import GRID

_MOST_ACROSS = 4

Act: TypeAlias = Callable[[Any, Mapping[str, Any]], object]
"""Gets an open unit of work and the values of the fields."""


class ActionBar(AskingBar):
    """One action with its fields. ``action`` is its name, ``done`` hears that it was done.

    The fields stand in rows of so many ``columns``, else in as few even rows as fit a page; in
    large type below each other, or in rows of ``large_columns``.
    """

    def __init__(
        self,
        workplace: Workplace,
        failed: Failed,
        fields: Sequence[FormField],
        *,
        action: str,
        done: Callable[[], object],
        columns: int = 0,
        large_columns: int = 1,
    ) -> None:
        super().__init__()
        self.workplace = workplace
        self._failed, self._done = failed, done
        self._action = action
        self._act: Act = lambda _work, _values: None
        self._title = label(part="heading")
        self._title.setWordWrap(True)
        rows = ceil(len(fields) / _MOST_ACROSS)
        columns = columns or ceil(len(fields) / rows)
        section = Section("", tuple(fields), columns=columns, large_columns=large_columns)
        self.form = Form(workplace, (section,))
        self.yes = button("Write it down", self.do, part="primary", tip="Enter")
        self.no = button("Leave it", self.close_question, tip="Change nothing (Esc)")
        self.body: QVBoxLayout = column(gap=GRID)
        head = row(self._title, self.yes, self.no)
        head.setStretch(0, 1)
        self.setLayout(padded(column(head, self.form, self.body), 4 * GRID, 3 * GRID))
        # The buttons stand on top, and come last.
        *_others, last = self.form.entries.values()
        self.setTabOrder(last.target, self.yes)
        self.setTabOrder(self.yes, self.no)
        self.hide()

    def open_bar(self, title: str, yes: str, act: Act, values: Mapping[str, Any]) -> None:
        """Ask for the fields, beginning with these values; ``yes`` names what the button does."""
        self.keep_cursor()
        self._title.setText(title)
        self.yes.setText(yes)
        self.yes.setAccessibleName(f"{yes}. {title}")
        self._act = act
        self.form.show_values(values)
        self.show()
        self.form.go_to_first()

    def do(self) -> None:
        """Write it down, where nothing is wrong with the fields."""
        try:
            values = self.form.values()
        except Refused as refused:
            self.form.show_findings(refused.findings)
            return
        act = self._act
        self.workplace.runner.operate(
            lambda work: act(work, values),
            action=self._action,
            done=lambda _answer: self._finish(),
            failed=self._tell,
        )

    def _finish(self) -> None:
        self.put_away()
        self._done()
        self.workplace.changed.emit()

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        self.form.show_findings(findings)
        elsewhere = tuple(one for one in findings if one.field not in self.form.entries)
        if elsewhere:
            self._failed(elsewhere)

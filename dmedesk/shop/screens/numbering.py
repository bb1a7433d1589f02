"""What invoices and credits are numbered by: forward only, without gaps."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from dmedesk.kit.errors import Refused
from dmedesk.shop.actions.company import INVOICE_NUMBERS, change_numbering
from dmedesk.shop.queries.company import Numbering, numbering
from dmedesk.shop.rules.numbering import MOST_DIGITS
from dmedesk.shop.screens.setting import SettingPage
from dmedesk.widgets.forms.fields import FormField, Kind, Section
from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button, column, frame, padded, row
from dmedesk.widgets.theme import GRID

_WIDTH = 150 * GRID
_ABOUT = (
    "Invoices and credits share one sequence without gaps. A new prefix holds from the next number"
    " on; what is posted keeps its own."
)
_FIELDS = (
    Section(
        "",
        (
            FormField("prefix", "&Prefix", help="Stands before the digits, such as INV-"),
            FormField(
                "next_number",
                "Ne&xt number",
                Kind.NUMBER,
                required=True,
                least=1,
                most=10**MOST_DIGITS - 1,
                width=140,
            ),
            FormField(
                "width", "Least &digits", Kind.NUMBER, required=True, least=1, most=MOST_DIGITS
            ),
        ),
        columns=1,
    ),
)


class NumberingPage(SettingPage):
    """One form, and the number that would come next."""

    key = "settings.numbering"
    area = "Numbering"
    picture = "file-text"
    keys = (Key("Ctrl+S", "save the numbering"),)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._read: Numbering | None = None
        self.fields = Form(workplace, _FIELDS, totals=_next)
        self.findings.jumped.connect(self.fields.go_to)
        self.keep = self.guard(
            button("Save", self.save_numbering, part="primary", tip="Save (Ctrl+S)"),
            "change_numbering",
        )
        panel = frame(
            "panel", padded(column(self.fields, row(None, self.keep), gap=3 * GRID), 4 * GRID)
        )
        panel.setFixedWidth(_WIDTH)
        body = QWidget()
        body.setLayout(column(row(panel, None), None))
        self.lay_out(body, about=_ABOUT)
        self.on_key("Ctrl+S", self.keep.click)

    def refresh(self) -> None:
        """Read the numbering anew, unless something is typed."""
        asked = partial(numbering, key=INVOICE_NUMBERS)
        self.latest.query(asked, done=self._show, failed=self.fail)

    def _show(self, read: Numbering | None) -> None:
        if read is None or self.fields.changes():
            return
        self._read = read
        begun = (
            "Numbers were given: the next one follows" if read.is_begun else "No number given yet"
        )
        self.told.setText(begun)
        self.fields.show_values(
            {"prefix": read.prefix, "next_number": read.next_number, "width": read.width}
        )

    def save_numbering(self) -> None:
        """Change the numbering as typed."""
        if self._read is None:
            return
        try:
            values = self.fields.values()
        except Refused as refused:
            self.fail(refused.findings)
            self.fields.show_findings(refused.findings)
            return
        self.save(
            partial(_change, values=values, row_version=self._read.row_version),
            action="change_numbering",
            said=f"The next number is {_number(values)}.",
            form=self.fields,
            then=lambda: self.fields.settle(self.fields.raws()),
        )


def _number(values: Mapping[str, Any]) -> str:
    return f"{values['prefix'] or ''}{values['next_number']:0{values['width']}}"


def _next(values: Mapping[str, Any]) -> Sequence[tuple[str, str]]:
    if values["next_number"] is None or values["width"] is None:
        return ()
    return (("The next paper is", _number(values)),)


def _change(work: Any, *, values: Mapping[str, Any], row_version: int) -> None:
    change_numbering(
        work,
        prefix=values["prefix"] or "",
        next_number=values["next_number"],
        width=values["width"],
        row_version=row_version,
    )

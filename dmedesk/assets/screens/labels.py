"""Asks which labels are in the printer and where the first free one is, and shows them on paper."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from dmedesk.assets.queries.labels import unit_labels
from dmedesk.assets.rules.labels import LABEL, layouts, start_findings
from dmedesk.assets.sheets.labels import label_pdf
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.shop.queries.company import printed_letterhead
from dmedesk.widgets.forms.fields import FormField, Kind, Section
from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.paper_window import PaperWindow
from dmedesk.widgets.parts import button, column, label, padded, row
from dmedesk.widgets.question import AskingBar
from dmedesk.widgets.tasks import Failed
from dmedesk.widgets.theme import GRID
from dmedesk.widgets.words import count_of

MOST_LABELS = 2_000

_TOO_MANY = Finding(
    Severity.STOP,
    "too_many_labels",
    "These are too many labels for one print.",
    remedy=f"Choose {MOST_LABELS:,} units or fewer.",
)
_NO_LETTERHEAD = Finding(
    Severity.STOP,
    "letterhead_missing",
    "The shop has no letterhead.",
    remedy="Enter name and phone under Settings, Company: a label says whom to call.",
)
_NO_UNIT = Finding(
    Severity.STOP,
    "no_unit_chosen",
    "No unit is chosen.",
    remedy="Choose one or more in the list, with Shift or Ctrl.",
)


class LabelBar(AskingBar):
    """Opens in a page above its list or form. Enter shows the labels, Esc closes it."""

    def __init__(self, workplace: Workplace, page: QWidget, failed: Failed) -> None:
        super().__init__()
        self.workplace = workplace
        self._page, self._failed = page, failed
        self._ids: Sequence[int] = ()
        self._title = label(part="heading")
        offered = tuple((key, layout.title) for key, layout in layouts().items())
        fields = (
            FormField("layout", "Labels", Kind.CHOICE, required=True, options=offered),
            FormField(
                "start",
                "First free label",
                Kind.NUMBER,
                required=True,
                least=1,
                help="Of a part-used sheet, along the rows",
            ),
        )
        self.form = Form(workplace, (Section("", fields),), checks=_wrong)
        self.yes = button("Show them", self.show_labels, part="primary", tip="Enter")
        self.no = button("Leave it", self.close_question, tip="Print nothing (Esc)")
        head = row(self._title, None, self.yes, self.no)
        self.setLayout(padded(column(head, self.form), 4 * GRID, 3 * GRID))
        self.setTabOrder(self.form.entries["start"].target, self.yes)
        self.setTabOrder(self.yes, self.no)
        self.hide()

    def ask_for(self, asset_ids: Sequence[int]) -> None:
        """Ask, beginning with the labels that were printed last; a fresh sheet begins with 1."""
        found = [_NO_UNIT] if not asset_ids else []
        found += [_TOO_MANY] if len(asset_ids) > MOST_LABELS else []
        if found:
            self._failed(tuple(found))
            return
        self._ids = asset_ids
        self._title.setText(f"Print {count_of(len(asset_ids), 'label')}")
        last = self.workplace.printers.label_layout()
        key = last if last in layouts() else next(iter(layouts()))
        self.form.show_values({"layout": key, "start": 1})
        self.show()
        self.form.go_to_first()

    def show_labels(self) -> None:
        """Draw the labels, and show them to be printed or saved."""
        try:
            values = self.form.values()
        except Refused as refused:
            self.form.show_findings(refused.findings)
            return
        self.workplace.runner.query(
            partial(
                _drawn,
                asset_ids=self._ids,
                key=values["layout"],
                start=values["start"],
                on=self.workplace.today,
            ),
            done=partial(self._show, values["layout"]),
            failed=self._failed,
        )

    def _show(self, key: str, drawn: tuple[bytes, Sequence[str]]) -> None:
        paper, serials = drawn
        self.workplace.printers.remember_label_layout(key)
        self.hide()
        PaperWindow(
            self.workplace,
            "Unit labels",
            paper,
            "Labels.pdf",
            self._page,
            kind=LABEL,
            numbers=serials,
        ).show()


def _wrong(values: Mapping[str, Any]) -> list[Finding]:
    layout = layouts().get(values["layout"] or "")
    start = values["start"]
    return [] if layout is None or start is None else list(start_findings(layout, start))


def _drawn(session: Any, *, asset_ids: Sequence[int], **how: Any) -> tuple[bytes, Sequence[str]]:
    """The labels, and the serials on them, by which their prints are counted."""
    paper = draw_labels(session, asset_ids=asset_ids, **how)
    return paper, [one.serial for one in unit_labels(session, asset_ids=asset_ids)]


def draw_labels(session: Any, *, asset_ids: Sequence[int], key: str, start: int, on: date) -> bytes:
    """The labels of these units as PDF. Raises ``Refused`` where nobody is named to be called."""
    supplier = printed_letterhead(session, on=on)
    if supplier is None:
        raise Refused([_NO_LETTERHEAD])
    labels = unit_labels(session, asset_ids=asset_ids)
    if not labels:
        raise Refused([_NO_UNIT])
    return label_pdf(labels, layouts()[key], supplier, start=start)

"""What every page of settings is: a form beside what there is, and buttons that know who may."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from dmedesk.kit.findings import Finding
from dmedesk.widgets.forms.fields import Piece
from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.page import Page, Workplace
from dmedesk.widgets.parts import column, label, padded, row
from dmedesk.widgets.tasks import Latest
from dmedesk.widgets.theme import GRID, MARGIN


class SettingPage(Page):
    """A page of settings. ``told`` says softly beside the title what there is."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.latest = Latest(workplace.runner)
        self.told = label(part="soft")
        self._guarded: list[tuple[QWidget, str, str]] = []
        workplace.person_changed.connect(self.allow)

    def lay_out(self, body: QWidget, *tools: QWidget, about: str = "") -> None:
        """The title with the page's buttons, what is wrong, what the page is for, and the body."""
        head = row(label(self.area, "heading"), self.told, None, *tools)
        said = label(about, "soft")
        said.setWordWrap(True)
        if not about:
            said.hide()
        whole = column(head, said, self.findings, body, gap=3 * GRID)
        whole.setStretch(whole.count() - 1, 1)
        self.setLayout(padded(whole, MARGIN, 3 * GRID))
        self.allow()

    def form(self, pieces: Sequence[Piece]) -> Form:
        """A form whose fields the findings lead to."""
        made = Form(self.workplace, pieces)
        self.findings.jumped.connect(made.go_to)
        return made

    def guard(self, piece: QPushButton, action: str) -> QPushButton:
        """A button of an action: grey, with the reason, for those who may not."""
        self._guarded.append((piece, action, piece.toolTip()))
        return piece

    def allow(self) -> None:
        """Grey what the person may not do."""
        for piece, action, tip in self._guarded:
            piece.setEnabled(self.may(action))
            piece.setToolTip(self.workplace.why_not(action) or tip)

    def may(self, action: str) -> bool:
        """Whether this desk writes, and the person may do this."""
        return self.workplace.may_write and self.workplace.may(action)

    def save(
        self,
        act: Callable[[Any], Any],
        *,
        action: str,
        said: str,
        form: Form | None = None,
        then: Callable[[], object] = lambda: None,
    ) -> None:
        """Do it, say so, and let every page read anew; what is wrong stands under its field."""

        def done(_answer: Any) -> None:
            self.findings.clear()
            then()
            self.workplace.say(said)
            self.workplace.changed.emit()

        def failed(findings: tuple[Finding, ...]) -> None:
            self.fail(findings)
            if form is not None:
                form.show_findings(findings)
                next((one for one in findings if form.go_to(one.field)), None)

        self.workplace.runner.operate(act, action=action, done=done, failed=failed)

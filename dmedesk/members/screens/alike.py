"""Tells while one types that the member may be here already, with a way to look. Stops nobody."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout

from dmedesk.kit.references import RecordRef
from dmedesk.members.queries.numbers import Alike, members_alike
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button, column, empty, label, padded
from dmedesk.widgets.tasks import Failed, Latest
from dmedesk.widgets.theme import GRID

LOOKED_AT = ("last_name", "first_name", "birth_on", "masshealth_id", "medicare_mbi")
"""The fields by which a member is known again."""


class AlikeBar(QFrame):
    """Members who are alike, each a link; hidden where there is none."""

    def __init__(self, workplace: Workplace, failed: Failed) -> None:
        super().__init__()
        self.setProperty("part", "question")
        self._workplace, self._failed = workplace, failed
        self._latest = Latest(workplace.runner)
        self._asked: Mapping[str, Any] = {}
        self._lines: QVBoxLayout = column(gap=0)
        whole = column(label("Is this member here already?", "section"), self._lines, gap=GRID)
        self.setLayout(padded(whole, 4 * GRID, 2 * GRID))
        self.hide()

    def look(self, values: Mapping[str, Any], *, besides: int) -> None:
        """Look for others with these values, where they differ from what was asked last."""
        wanted = {**values, "besides": besides}
        if wanted != self._asked:
            self._asked = wanted
            self._latest.query(partial(_read, wanted), done=self._show, failed=self._failed)

    def _show(self, found: Sequence[Alike]) -> None:
        empty(self._lines)
        for one in found:
            born = f", born {one.birth_on}" if one.birth_on else ""
            text = f"{one.name} ({one.member_no}){born}: {one.because}"
            open_it = partial(self._workplace.navigator.open_record, RecordRef("member", one.id))
            link = button(text.replace("&", "&&"), open_it, part="link", tip="Open this member")
            link.setAccessibleName(text)
            self._lines.addWidget(link)
            link.show()
        self.setVisible(bool(found))


def _read(wanted: Mapping[str, Any], session: Any) -> list[Alike]:
    return members_alike(session, **wanted)

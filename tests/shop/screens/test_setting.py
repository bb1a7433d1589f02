"""What every page of settings has: what went wrong stands on top, and under its field."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.shop.screens.setting import SettingPage
from dmedesk.widgets.forms.fields import FormField, Section
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button
from tests.shop.screens.shown import shown


class OnePage(SettingPage):
    area = "One"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.fields = self.form((Section("", (FormField("name", "&Name"),)),))
        self.go = self.guard(button("Go", lambda: None, tip="Go on"), "letterhead")
        self.lay_out(self.fields, self.go, about="What this is for.")

    def refresh(self) -> None:
        self.told.setText("read")


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> OnePage:
    return shown(OnePage(workplace), qtbot)


def _refuse(_work: object) -> None:
    raise Refused([Finding(Severity.STOP, "x", "No.", field="name")])


def test_what_is_refused_stands_under_its_field(page: OnePage) -> None:
    page.save(_refuse, action="letterhead", said="Done.", form=page.fields)
    assert page.findings.shown[0].message == "No."
    assert page.fields.current_key() == "name"


def test_what_is_done_is_said_and_everything_reads_anew(page: OnePage, qtbot: QtBot) -> None:
    page.told.setText("")
    with qtbot.waitSignal(page.workplace.said):
        page.save(lambda _work: None, action="letterhead", said="Done.")
    assert page.told.text() == "read"


def test_a_desk_that_only_reads_has_grey_buttons(page: OnePage) -> None:
    assert isinstance(page.go, QWidget)
    page.workplace.may_write = False
    page.allow()
    assert not page.go.isEnabled()

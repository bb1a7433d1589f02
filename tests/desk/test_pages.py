"""Every page of the desk can be made, and answers to the key that links name it by."""

from pytestqt.qtbot import QtBot

from dmedesk.desk.areas import areas_of
from dmedesk.kit.settings import user_settings
from dmedesk.widgets.page import Workplace


def test_every_page_is_known_by_its_key(workplace: Workplace, qtbot: QtBot) -> None:
    for area in areas_of(workplace, user_settings()):
        for kind in area.pages:
            page = kind.make()
            qtbot.addWidget(page)
            assert page.key == kind.key

"""The line above the page: two arrows with names, tabs, and the search where there is one."""

from PySide6.QtWidgets import QLineEdit, QTabBar
from pytestqt.qtbot import QtBot

from dmedesk.desk.head import HeadLine


def test_the_arrows_go_and_say_so(qapp: object, qtbot: QtBot) -> None:
    assert qapp is not None
    gone: list[str] = []
    search = QLineEdit()
    head = HeadLine(
        QTabBar(),
        back=lambda: gone.append("back"),
        forward=lambda: gone.append("forward"),
        search=search,
    )
    qtbot.addWidget(head)
    head.allow(back=True, forward=False)
    head.back.click()
    head.forward.click()
    assert gone == ["back"]
    assert (head.back.accessibleName(), head.forward.accessibleName()) == ("Back", "Forward")
    assert search.parent() is head

"""The navigator tells the desk what to open; it opens nothing itself."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dmedesk.kit.lists import Ask
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.navigator import Navigator

MEMBER = RecordRef("member", 7)
HELD = ListLink("month", Ask("held"))


def test_it_says_which_record_and_where() -> None:
    heard: list[tuple[object, bool]] = []
    navigator = Navigator()
    navigator.record_wanted.connect(lambda ref, apart: heard.append((ref, apart)))
    navigator.open_record(MEMBER)
    navigator.open_link(MEMBER, apart=True)
    assert heard == [(MEMBER, False), (MEMBER, True)]


def test_it_says_which_list_and_which_new_record() -> None:
    heard: list[object] = []
    navigator = Navigator()
    navigator.list_wanted.connect(heard.append)
    navigator.new_wanted.connect(heard.append)
    navigator.open_link(HELD)
    navigator.enter_new("member")
    assert heard == [HELD, "member"]


def test_a_new_record_goes_back_to_who_asked_for_it(qtbot: QtBot) -> None:
    asker = QWidget()
    qtbot.addWidget(asker)
    heard: list[object] = []
    navigator = Navigator()
    navigator.new_wanted.connect(heard.append)
    navigator.back_wanted.connect(heard.append)
    navigator.enter_new_for(asker, "member", then=heard.append)
    navigator.entered(MEMBER)
    navigator.entered(MEMBER)
    assert heard == ["member", asker, MEMBER]


def test_nobody_hears_of_a_new_record_after_giving_up(qtbot: QtBot) -> None:
    heard: list[object] = []
    navigator = Navigator()
    for give_up in (navigator.forget, navigator.enter_new):
        asker = QWidget()
        qtbot.addWidget(asker)
        navigator.enter_new_for(asker, "member", then=heard.append)
        give_up("member")
        navigator.entered(MEMBER)
    assert heard == []


def test_a_copy_is_taken_once() -> None:
    navigator = Navigator()
    navigator.enter_copy("member", {"name": "Ana"})
    assert navigator.copied("member") == {"name": "Ana"}
    assert navigator.copied("member") == {}

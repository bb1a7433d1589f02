"""Long work says how far it is, and can be stopped."""

from pytestqt.qtbot import QtBot

from dmedesk.widgets.progress import ProgressLine


def test_it_says_how_far_it_is_and_stops_on_request(qtbot: QtBot) -> None:
    stopped: list[bool] = []
    line = ProgressLine(lambda: stopped.append(True))
    qtbot.addWidget(line)
    assert line.isHidden()
    line.tell("Making papers: 20 of 54", made=20, of=54)
    assert line.said() == "Making papers: 20 of 54"
    assert not line.stop.isHidden()
    line.stop.click()
    assert stopped == [True]


def test_what_must_not_be_stopped_has_no_stop(qtbot: QtBot) -> None:
    line = ProgressLine(lambda: None)
    qtbot.addWidget(line)
    line.tell("Posting …", stoppable=False)
    assert line.stop.isHidden()

"""The navigator tells the desk what to open; it opens nothing itself."""

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

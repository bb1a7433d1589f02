"""Commands: new records of the kinds that have a page, every page, the month, the keys."""

from pytestqt.qtbot import QtBot

from dmedesk.desk.commands import _ALSO, _KINDS, commands_of
from dmedesk.desk.records import record_makers
from dmedesk.widgets.listing.page import ListPage
from tests.desk.shells import shown_desk, shown_shell
from tests.flows.month_shop import MonthShop
from tests.gui.fixtures import EngineDoors


def test_every_page_can_be_gone_to(doors: EngineDoors, rented: MonthShop, qtbot: QtBot) -> None:
    assert rented is not None
    window, workplace = shown_shell(doors, qtbot)
    commands = {one.title: one for one in commands_of(window, workplace)}
    pages = {page.key for area in window.areas for page in area.pages}
    gone = set()
    for title, command in commands.items():
        if title.startswith("Go to"):
            command.act()
            gone.add(window.pane.key)
    assert gone == pages
    commands["Post month"].act()
    assert window.pane.key == "month"
    assert commands["Go to month"].keys.startswith("Ctrl+")


def test_a_record_can_be_begun_where_it_has_a_page(doors: EngineDoors, qtbot: QtBot) -> None:
    window, workplace = shown_shell(doors, qtbot, kinds=("member", "note"))
    wanted: list[str] = []
    workplace.navigator.new_wanted.connect(wanted.append)
    new = [one for one in commands_of(window, workplace) if one.title.startswith("New")]
    assert [one.title for one in new] == ["New member"]
    new[0].act()
    assert wanted == ["member"]
    workplace.may_write = False
    titles = {one.title for one in commands_of(window, workplace)}
    assert "New member" not in titles


def test_whatever_a_list_begins_is_a_command(doors: EngineDoors, qtbot: QtBot) -> None:
    window = shown_desk(doors, qtbot)
    begun = set()
    for area in window.areas:
        for kind in area.pages:
            page = window.pane.page(kind.key)
            if isinstance(page, ListPage) and page.spec.new:
                begun.add(page.spec.kind)
    assert {"recall", "limit", "trial", "chain"} <= begun
    assert begun - set(_KINDS) == set()
    assert set(_KINDS) - set(record_makers()) == set()
    window.close()


def test_the_keys_and_the_lock(doors: EngineDoors, qtbot: QtBot) -> None:
    window = shown_desk(doors, qtbot)
    _, workplace = shown_shell(doors, qtbot)
    commands = {one.title: one for one in commands_of(window, workplace)}
    commands["Show the keys"].act()
    assert window.key_map is not None
    assert window.key_map.isVisible()
    assert "Lock the desk" in commands
    window.close()


def test_a_page_is_found_by_what_people_call_it(doors: EngineDoors, qtbot: QtBot) -> None:
    window, workplace = shown_shell(doors, qtbot)
    known = {page.key for area in window.areas for page in area.pages}
    assert set(_ALSO) - known == set()
    commands = {one.title: one for one in commands_of(window, workplace)}
    assert "backup" in commands["Go to settings: file"].words
    commands["Guide: Backup and restore"].act()
    assert window.guide is not None
    assert window.guide.page.toPlainText().startswith("Backup and restore")
    window.close()

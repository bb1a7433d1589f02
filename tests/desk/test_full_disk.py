"""A disk that is full while somebody works: it is said with its remedy, and the typing stays."""

from typing import Any

from pytestqt.qtbot import QtBot
from sqlalchemy import event, text

from dmedesk.desk.window import DeskWindow
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.member import MemberPage
from dmedesk.members.tables import Member
from tests.desk.shells import shown_desk
from tests.flows.month_shop import MonthShop
from tests.gui.fixtures import EngineDoors

LONG = ("Ring twice. " * 160).strip()
"""More than the pages that are still free in a file that may not grow."""


def _page(window: DeskWindow) -> MemberPage:
    page = window.open_record(RecordRef("member", 1))
    assert isinstance(page, MemberPage)
    return page


def _notes(shop: MonthShop) -> list[str | None]:
    return [row.directions for row in shop.rows(Member) if row.id == 1]


def test_what_was_typed_is_saved_once_there_is_room_again(
    doors: EngineDoors, rented: MonthShop, qtbot: QtBot
) -> None:
    room = {"pages": 1}

    def limit(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {room['pages']}").close()

    event.listen(rented.engine, "checkout", limit)
    window = shown_desk(doors, qtbot)
    page = _page(window)
    page.form.entries["directions"].show_raw(LONG)
    page.form.changed.emit()
    page.save()
    assert "disk is full" in page.findings.shown[0].message
    assert page.findings.shown[0].remedy
    assert page.form.entries["directions"].raw() == LONG
    assert page.has_typing()
    assert _notes(rented) == [None]

    room["pages"] = 1_000_000
    page.save()
    assert _notes(rented) == [LONG]
    assert not page.has_typing()
    with rented.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"

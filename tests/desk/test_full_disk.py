"""A disk that is full while somebody works: it is said with its remedy, and the typing stays."""

from contextlib import closing
from typing import Any

import sqlcipher3
from pytestqt.qtbot import QtBot
from sqlalchemy import event, text

from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.member import MemberPage
from dmedesk.members.tables import Member
from tests.desk.shells import shown_desk
from tests.flows.month_shop import MonthShop
from tests.gui.fixtures import EngineDoors

BEFORE, AFTER = ("Ring twice. " * 160).strip(), ("Use the ramp. " * 140).strip()
"""Old and new words together are more than the room that a page of the file has left."""


def _type(page: MemberPage, words: str) -> None:
    page.form.entries["directions"].show_raw(words)
    page.form.changed.emit()


def _directions(shop: MonthShop) -> list[str | None]:
    return [row.directions for row in shop.rows(Member) if row.id == 1]


def test_what_was_typed_is_saved_once_there_is_room_again(
    doors: EngineDoors, rented: MonthShop, qtbot: QtBot
) -> None:
    page = shown_desk(doors, qtbot).open_record(RecordRef("member", 1))
    assert isinstance(page, MemberPage)
    _type(page, BEFORE)
    page.save()
    assert _directions(rented) == [BEFORE]
    with closing(sqlcipher3.connect(rented.engine.url.database)) as file:
        file.execute("VACUUM")  # No page of the file is left free.
    most = {"pages": 1}

    def limit(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {most['pages']}").close()

    event.listen(rented.engine, "checkout", limit)
    _type(page, AFTER)
    page.save()
    assert "disk is full" in page.findings.shown[0].message
    assert page.findings.shown[0].remedy
    assert page.form.entries["directions"].raw() == AFTER
    assert page.has_typing()
    assert _directions(rented) == [BEFORE]

    most["pages"] = 1_000_000
    page.save()
    assert _directions(rented) == [AFTER]
    assert not page.has_typing()
    with rented.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA integrity_check")) == "ok"

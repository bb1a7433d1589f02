"""Texts are appended: what a paper said on its day stays known."""

from datetime import date

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import Refused
from dmedesk.shop.actions.texts import take_texts, write_text
from dmedesk.shop.queries.texts import stored_texts, text_versions, texts_on
from dmedesk.shop.rules.texts import TextKind
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.shop.staffed import NOW

FIRST, LATER = date(2026, 7, 1), date(2026, 10, 1)


def write(engine: Engine, content: str, on: date, kind: TextKind = TextKind.RIGHTS) -> None:
    with unit_of_work(engine, actor="Ana", action="write_text", clock=lambda: NOW) as work:
        write_text(work, kind=kind, content=content, from_on=on)


def test_the_text_of_a_day_is_the_last_one_written_for_it(shop_engine: Engine) -> None:
    write(shop_engine, "First", FIRST)
    write(shop_engine, "Later\r\n", LATER)
    write(shop_engine, "First, put right", FIRST)
    with reading(shop_engine) as session:
        found = [texts_on(session, on=on) for on in (date(2026, 6, 30), FIRST, LATER)]
        written = [(one.content, one.written_by) for one in text_versions(session)]
    assert found == [{}, {TextKind.RIGHTS: "First, put right"}, {TextKind.RIGHTS: "Later"}]
    assert written == [("Later", "Ana"), ("First, put right", "Ana"), ("First", "Ana")]


def test_an_empty_text_prints_nothing_from_its_day_on(shop_engine: Engine) -> None:
    write(shop_engine, "First", FIRST)
    write(shop_engine, "", LATER)
    with reading(shop_engine) as session:
        assert texts_on(session, on=LATER) == {}


def test_what_cannot_be_printed_is_not_kept(shop_engine: Engine) -> None:
    with pytest.raises(Refused) as refused:
        write(shop_engine, "617\n555", FIRST, TextKind.PHONE_24H)
    assert [one.field for one in refused.value.findings] == ["content"]


def test_texts_move_in_in_their_order_and_are_never_changed(shop_engine: Engine) -> None:
    write(shop_engine, "First", FIRST)
    write(shop_engine, "", LATER)
    with reading(shop_engine) as session:
        rows = [row.values for row in stored_texts(session)]
    with unit_of_work(shop_engine, actor="kim", action="import", clock=lambda: NOW) as work:
        take_texts(work, added=rows, changed={})
    with reading(shop_engine) as session:
        assert [row.values for row in stored_texts(session)] == [*rows, *rows]
    with (
        pytest.raises(ValueError, match="never changed"),
        unit_of_work(shop_engine, actor="kim", action="import") as work,
    ):
        take_texts(work, added=(), changed={1: {"content": "x"}})

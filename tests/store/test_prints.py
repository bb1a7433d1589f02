"""Every print of a stored paper is a fact: which copy, when, by whom; on both databases."""

from datetime import UTC, date, datetime

from sqlalchemy import Engine

from dmedesk.kit.lists import Ask
from dmedesk.store.prints import PRINTS, Prints
from dmedesk.store.trail import trail
from dmedesk.store.unit_of_work import reading, unit_of_work

DOOR = Prints()
NOON = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 29)


def _print(engine: Engine, number: str, *, kind: str = "invoice", actor: str = "ana") -> int:
    with unit_of_work(engine, actor=actor, action="print_paper", clock=lambda: NOON) as work:
        return DOOR.record(work, kind=kind, number=number, printer="Front desk")


def test_copies_are_counted_for_each_paper(shop_engine: Engine) -> None:
    assert [_print(shop_engine, number) for number in ("A", "A", "B", "A")] == [1, 2, 1, 3]
    assert _print(shop_engine, "A", kind="credit") == 1
    with reading(shop_engine) as session:
        assert DOOR.count(session, kind="invoice", number="A") == 3
        assert DOOR.count(session, kind="invoice", number="C") == 0
        assert [entry.action for entry in trail(session, limit=9)] == ["print_paper"] * 5


def test_the_list_has_them_newest_first_and_the_copies_alone(shop_engine: Engine) -> None:
    for actor in ("ana", "ben"):
        _print(shop_engine, "A", actor=actor)
    with reading(shop_engine) as session:
        ids = PRINTS.ids(session, on=TODAY)
        again = PRINTS.rows(session, PRINTS.ids(session, Ask("again"), on=TODAY), on=TODAY)
        counts = PRINTS.counts(session, on=TODAY)
    assert (len(ids), counts) == (2, {"": 2, "again": 1})
    (row,) = again
    assert (row.number, row.copy, row.printed_by, row.printer, row.printed_at) == (
        "A",
        2,
        "ben",
        "Front desk",
        NOON,
    )

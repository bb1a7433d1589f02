"""Rows of a slip: each says which way it goes only where things go both ways."""

from dmedesk.deliveries.sheets.items import item_rows
from tests.deliveries.sheets.specimens import EXCHANGE, SLIP


def _texts(rows: object) -> list[str]:
    assert isinstance(rows, list)
    return [mark.text for row in rows for mark in row.marks]


def test_a_delivery_needs_no_word_for_the_way() -> None:
    assert not {"Out", "Back"} & set(_texts(item_rows(SLIP)))


def test_an_exchange_says_the_way_of_each() -> None:
    assert [text for text in _texts(item_rows(EXCHANGE)) if text in {"Out", "Back"}] == [
        "Out",
        "Back",
    ]

"""Every kind of record has one page."""

from dmedesk.desk.records import record_makers


def test_kinds_are_nouns_in_the_singular() -> None:
    assert all(kind.islower() and not kind.endswith("s") for kind in record_makers())

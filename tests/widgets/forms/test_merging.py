"""Two desks on one record: what only one changed is taken, what both changed is asked."""

from dmedesk.widgets.forms.merging import Clash, merge

BASE = {"name": "A", "city": "Q", "phone": "1"}


def test_what_only_i_changed_stays_mine() -> None:
    merged = merge(base=BASE, mine={"name": "B"}, theirs=BASE | {"city": "S"})
    assert (merged.mine, merged.clashes) == ({"name": "B"}, ())


def test_what_both_changed_is_asked_and_is_mine_until_then() -> None:
    merged = merge(base=BASE, mine={"name": "B", "city": "L"}, theirs=BASE | {"name": "C"})
    assert merged.mine == {"name": "B", "city": "L"}
    assert merged.clashes == (Clash("name", "B", "C"),)


def test_what_both_changed_alike_is_nobodys_clash() -> None:
    merged = merge(base=BASE, mine={"name": "B"}, theirs=BASE | {"name": "B"})
    assert (merged.mine, merged.clashes) == ({}, ())

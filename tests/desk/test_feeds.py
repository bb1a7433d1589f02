"""What every house feeds into the search fits together."""

import re

from dmedesk.desk.feeds import feeds
from dmedesk.store.base import all_tables


def test_each_kind_has_a_letter_of_its_own() -> None:
    letters = [feed.letter for feed in feeds()]
    assert len(set(letters)) == len(letters)
    assert all(len(one) == 1 and one.isascii() and one.islower() for one in letters)
    assert len({feed.kind for feed in feeds()}) == len(feeds())


def test_every_feed_follows_the_tables_that_it_reads() -> None:
    names = set(all_tables().tables)
    for feed in feeds():
        assert names & set(re.findall(r"\w+", str(feed.rows))) == set(feed.tables), feed.kind


def test_a_record_s_own_table_is_named_by_its_id() -> None:
    for feed in feeds():
        if feed.table:
            assert f"{feed.table}.id" == str(feed.own_id)
        assert feed.first < feed.last

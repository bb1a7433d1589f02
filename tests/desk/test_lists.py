"""The desk's door for lists: views come back from the shop, papers from printing."""

from dmedesk.desk.lists import Lists
from dmedesk.kit.listing import Listing, ListingColumn, SavedView
from tests.gui.fixtures import EngineDoors


def test_views_are_kept_in_the_shop_and_listings_are_drawn(doors: EngineDoors) -> None:
    lists, view = Lists(), SavedView("Mine", "{}")
    with doors.writing("keep_view") as work:
        lists.keep(work, list_key="rentals", owner="Ana", view=view)
    with doors.reading() as session:
        assert lists.views(session, list_key="rentals", owner="Ana") == [view]
    with doors.writing("remove_view") as work:
        lists.remove(work, list_key="rentals", owner="Ana", name="Mine")
    with doors.reading() as session:
        assert lists.views(session, list_key="rentals", owner="Ana") == []
    paper = lists.paper(Listing("Boxes", "", [ListingColumn("Name", 100)], [["Box"]]))
    assert paper.startswith(b"%PDF")

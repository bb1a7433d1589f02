"""A workplace without a door for lists keeps nothing and draws nothing."""

import pytest

from dmedesk.kit.listing import NO_LISTS, Listing, SavedView


def test_nothing_is_kept_and_nothing_drawn() -> None:
    NO_LISTS.keep(None, list_key="boxes", owner="", view=SavedView("a", "{}"))
    NO_LISTS.remove(None, list_key="boxes", owner="", name="a")
    assert NO_LISTS.views(None, list_key="boxes", owner="") == ()
    with pytest.raises(LookupError):
        NO_LISTS.paper(Listing("Boxes", "", (), ()))

"""A list is data: its columns are found by their keys."""

import pytest

from dmedesk.widgets.listing.spec import RowPanel
from tests.widgets.listing.boxes import Boxes, spec


def test_a_column_is_found_by_its_key() -> None:
    assert spec(Boxes(0)).column("cents").title == "Price"


def test_a_panel_shows_something(qapp: object) -> None:
    assert qapp is not None
    with pytest.raises(NotImplementedError):
        RowPanel().show_row(None)

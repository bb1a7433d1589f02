"""The sample of a paper's head says what the letterhead says."""

from dmedesk.shop.sheets import sample_head
from tests.printing.papers import png

SAID = dict.fromkeys(("address2", "npi"), None) | {
    "name": "Example Medical",
    "address1": "1 Elm St",
    "city": "Lynn",
    "state": "MA",
    "zip": "01901",
    "phone": "617-555-0100",
}


def test_it_is_one_page_that_changes_with_what_is_said() -> None:
    plain = sample_head(SAID, logo=None, number="INV-000001")
    assert plain.startswith(b"%PDF")
    assert plain != sample_head(SAID, logo=png(8, 3), number="INV-000001")
    assert plain == sample_head(SAID, logo=None, number="INV-000001")

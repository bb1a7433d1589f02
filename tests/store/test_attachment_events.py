"""What attached files add to a record's history."""

from sqlalchemy import Engine

from dmedesk.store.attachment_events import attachment_events
from dmedesk.store.unit_of_work import reading
from tests.store.test_attachments import BED, CHAIR, attach, remove


def test_attaching_and_removing_are_told(shop_engine: Engine) -> None:
    remove(shop_engine, attach(shop_engine, title="Label plate"), reason="Of another unit.")
    attach(shop_engine, CHAIR)
    with reading(shop_engine) as session:
        told = [(one.sentence, one.who) for one in attachment_events(session, BED)]
    assert told == [
        ("Attached: Label plate", "ana"),
        ("Removed: Label plate. Of another unit.", "ben"),
    ]

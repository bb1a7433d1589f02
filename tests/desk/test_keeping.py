"""The doors of pages are read when they are used, and are then those of the shop."""

from datetime import date

from sqlalchemy import Engine

from dmedesk.desk.keeping import attachments, drafts, lists, prints
from dmedesk.kit.attachments import LARGEST_MEGABYTES, bytes_of_megabytes
from dmedesk.kit.references import RecordRef
from dmedesk.store.unit_of_work import reading

_REF = RecordRef("member", 1)


def test_each_door_answers_from_the_shop(shop_engine: Engine) -> None:
    with reading(shop_engine) as session:
        files = attachments(date(2026, 11, 29))
        assert files.largest(session) == bytes_of_megabytes(LARGEST_MEGABYTES)
        assert list(files.listed(session, _REF)) == []
        assert drafts("ana").find(session, ref=_REF, person="ana") is None
        assert list(lists().views(session, list_key="units", owner="ana")) == []
        assert prints().count(session, kind="invoice", number="INV-1") == 0

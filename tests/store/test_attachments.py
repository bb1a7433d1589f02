"""Files attached to records: kept once, never edited, taken off by a fact; on both databases."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.exc import IntegrityError

from dmedesk.kit.attachments import bytes_of_megabytes
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.store.attachments import (
    Attachments,
    attached_faults,
    stored_attachments,
    stored_content,
    take_attachments,
    take_removals,
)
from dmedesk.store.engine import writing
from dmedesk.store.tables import AttachedFile, Attachment, AuditAddition
from dmedesk.store.unit_of_work import reading, unit_of_work

BED, CHAIR = RecordRef("asset", 1), RecordRef("asset", 2)
NOON = datetime(2026, 11, 3, 17, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n and more"
DOOR = Attachments()


def attach(engine: Engine, ref: RecordRef = BED, content: bytes = PNG, **said: str) -> int:
    with unit_of_work(engine, actor="ana", action="attach", clock=lambda: NOON) as work:
        return DOOR.attach(work, ref=ref, file_name="C:\\photo.png", content=content, **said)


def remove(engine: Engine, attachment_id: int, reason: str = "of another unit") -> None:
    with unit_of_work(engine, actor="ben", action="remove", clock=lambda: NOON) as work:
        DOOR.remove(work, attachment_id=attachment_id, reason=reason)


def count(engine: Engine, table: Any) -> int:
    with reading(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


def test_a_file_is_kept_with_all_that_is_known_of_it(shop_engine: Engine) -> None:
    attachment_id = attach(shop_engine, title=" Label plate ")
    with reading(shop_engine) as session:
        (found,) = DOOR.listed(session, BED)
        assert DOOR.content(session, attachment_id) == PNG
        assert DOOR.listed(session, CHAIR) == []
        assert DOOR.listed(session, RecordRef("rental", 1)) == []
    assert (found.id, found.file_name, found.title) == (attachment_id, "photo.png", "Label plate")
    assert (found.media_type, found.size, found.attached_by) == ("image/png", len(PNG), "ana")
    assert found.attached_at == NOON
    assert count(shop_engine, AuditAddition) == 2


def test_without_a_title_it_is_called_as_its_file(shop_engine: Engine) -> None:
    attach(shop_engine)
    with reading(shop_engine) as session:
        assert [one.title for one in DOOR.listed(session, BED)] == ["photo.png"]


def test_the_same_bytes_are_stored_once(shop_engine: Engine) -> None:
    attach(shop_engine)
    attach(shop_engine, CHAIR)
    assert (count(shop_engine, AttachedFile), count(shop_engine, Attachment)) == (1, 2)


def test_the_same_bytes_stand_on_a_record_once(shop_engine: Engine) -> None:
    attach(shop_engine)
    with pytest.raises(Refused) as refused:
        attach(shop_engine)
    assert codes(refused) == ["attached_already"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty_file"), (b"x" * (bytes_of_megabytes(20) + 1), "file_too_large")],
)
def test_what_cannot_be_kept_is_refused(shop_engine: Engine, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        attach(shop_engine, content=content)
    assert codes(refused) == [code]
    assert count(shop_engine, AttachedFile) == 0


def test_a_removed_file_is_off_its_record_and_its_bytes_stay(shop_engine: Engine) -> None:
    attachment_id = attach(shop_engine)
    remove(shop_engine, attachment_id)
    with reading(shop_engine) as session:
        assert DOOR.listed(session, BED) == []
        assert DOOR.content(session, attachment_id) == PNG
        (row,) = stored_attachments(session)
    assert (row.values["removed_by"], row.values["reason"]) == ("ben", "of another unit")


def test_a_file_is_removed_once_and_for_a_reason(shop_engine: Engine) -> None:
    attachment_id = attach(shop_engine)
    with pytest.raises(Refused) as refused:
        remove(shop_engine, attachment_id, reason="  ")
    assert codes(refused) == ["no_reason"]
    remove(shop_engine, attachment_id)
    with pytest.raises(Refused) as refused:
        remove(shop_engine, attachment_id)
    assert codes(refused) == ["removed_already"]


def test_the_database_itself_keeps_the_same_bytes_once(shop_engine: Engine) -> None:
    attach(shop_engine)
    with (
        pytest.raises(IntegrityError),
        unit_of_work(shop_engine, actor="ana", action="attach") as work,
    ):
        (row,) = stored_attachments(work.session)
        work.append(AttachedFile, [{"sha256": row.values["sha256"], "size": 1, "content": b"x"}])


def test_attachments_of_elsewhere_are_taken_as_they_were(shop_engine: Engine) -> None:
    attachment_id = attach(shop_engine)
    remove(shop_engine, attachment_id)
    with reading(shop_engine) as session:
        (row,) = stored_attachments(session)
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        added = [{**row.values, "record_id": 7}]
        take_attachments(work, added=added, contents=[PNG])
    with reading(shop_engine) as session:
        first, second = stored_attachments(session)
        assert stored_content(session, digest=row.values["sha256"]) == PNG
    assert second.values == {**first.values, "record_id": 7}


def test_a_removal_of_elsewhere_is_taken(shop_engine: Engine) -> None:
    attachment_id = attach(shop_engine)
    with unit_of_work(shop_engine, actor="kim", action="import") as work:
        said = {"removed_at": NOON, "removed_by": "ben", "reason": "wrong"}
        take_removals(work, removed={attachment_id: said})
        take_removals(work, removed={attachment_id: {"removed_at": None}})
    with reading(shop_engine) as session:
        assert DOOR.listed(session, BED) == []


def test_an_attached_file_that_changed_is_found(shop_engine: Engine) -> None:
    with unit_of_work(shop_engine, actor="ann", action="attach_file") as work:
        ref = RecordRef("member", 1)
        Attachments().attach(work, ref=ref, file_name="a.txt", content=b"words")
    with reading(shop_engine) as session:
        assert list(attached_faults(session)) == []
    with writing(shop_engine).begin() as connection:
        connection.execute(update(AttachedFile).values(content=b"other"))
    with reading(shop_engine) as session:
        assert [found.code for found in attached_faults(session)] == ["attachment_damaged"]

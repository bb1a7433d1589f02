"""Attached files move with the shop, byte for byte (docs/formats/billing.md, the whole shop)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dmedesk.kit.errors import WorldError
from dmedesk.kit.references import RecordRef
from dmedesk.moving.attachments import attachment_place, take_attachments
from dmedesk.moving.queries import examine_folder, exported_files
from dmedesk.store.attachments import Attachments
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading
from tests.flows.round_trip import contents, export_shop, import_shop
from tests.moving.shops import SOUND, take, working, write

DOOR = Attachments()
HEADER = "kind,record,sha256,attached_at,attached_by,file_name,media_type,title,removed_at,"
PHOTO = b"\xff\xd8\xff photo"


def attach(engine: Engine, ref: RecordRef, file_name: str, content: bytes) -> int:
    with working(engine, "attach") as work:
        return DOOR.attach(work, ref=ref, file_name=file_name, content=content, title='A, "b"')


@pytest.fixture
def exported(shop_engine: Engine, tmp_path: Path) -> Path:
    """An export of a shop with a photo on two records, one of them removed, and a paper."""
    take(shop_engine, tmp_path / "in", SOUND)
    attach(shop_engine, RecordRef("asset", 1), "photo.JPG", PHOTO)
    removed = attach(shop_engine, RecordRef("member", 2), "photo.JPG", PHOTO)
    attach(shop_engine, RecordRef("rental", 1), "proof", b"%PDF-1.4 proof")
    with working(shop_engine, "remove") as work:
        DOOR.remove(work, attachment_id=removed, reason="Not\nhers")
    export_shop(shop_engine, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def elsewhere(shop_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """An empty shop in a file of its own."""
    engine = open_engine(shutil.copy(shop_template, tmp_path / "elsewhere.dmedesk"))
    yield engine
    engine.dispose()


def test_every_file_leaves_with_what_is_known_of_it(exported: Path) -> None:
    written = contents(exported)
    files = [name for name in written if name.startswith("attachments/")]
    assert sorted(Path(name).suffix for name in files) == ["", ".jpg"]
    lines = written["attachments.csv"].decode().splitlines()
    assert lines[0].startswith(HEADER)
    assert lines[1].startswith("asset,SN1,")
    assert '"A, ""b""",2026-11-22T17:00:00Z,kim,"Not' in written["attachments.csv"].decode()


def test_they_move_in_once_and_come_out_the_same(
    exported: Path, elsewhere: Engine, tmp_path: Path
) -> None:
    assert import_shop(elsewhere, exported).taken
    assert import_shop(elsewhere, exported).changes_nothing
    export_shop(elsewhere, tmp_path / "second")
    assert contents(exported) == contents(tmp_path / "second")


def test_a_removal_moves_in_later(exported: Path, shop_engine: Engine) -> None:
    path = exported / "attachments.csv"
    told = path.read_text().replace(",,,\n", ",2026-11-23T10:00:00Z,kim,unreadable\n")
    path.write_text(told)
    assert import_shop(shop_engine, exported).taken
    with reading(shop_engine) as session:
        assert DOOR.listed(session, RecordRef("asset", 1)) == []
        assert not any(
            file.row_count == 0 for file in exported_files(session) if "att" in file.name
        )


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (b"asset,SN1,", b"asset,SN9,", ("record", "unknown_asset")),
        (b"asset,SN1,", b"bed,SN1,", ("kind", "bad_choice")),
        (b",photo.JPG,", b",photo.png,", ("sha256", "attachment_missing")),
    ],
)
def test_faults(
    exported: Path, elsewhere: Engine, old: bytes, new: bytes, found: tuple[str, str]
) -> None:
    path = exported / "attachments.csv"
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    with reading(elsewhere) as session:
        intake = examine_folder(session, folder=exported).intake
    assert [(one.column, one.code) for one in intake.findings] == [found]


def test_nothing_of_a_known_attachment_changes(exported: Path, shop_engine: Engine) -> None:
    path = exported / "attachments.csv"
    path.write_text(path.read_text().replace("kim,photo.JPG", "lee,photo.JPG"))
    with reading(shop_engine) as session:
        intake = examine_folder(session, folder=exported).intake
    assert [(one.column, one.code) for one in intake.findings] == [
        ("attached_by", "attached_otherwise"),
        ("attached_by", "attached_otherwise"),
    ]


def test_a_file_that_changed_after_it_was_looked_at_is_not_taken(
    shop_engine: Engine, tmp_path: Path
) -> None:
    take(shop_engine, tmp_path / "in", SOUND)
    row = {"kind": "asset", "record": "SN1", "sha256": "ab", "file_name": "a.pdf"}
    assert attachment_place(row) == "attachments/ab.pdf"
    (tmp_path / "attachments").mkdir()
    write(tmp_path / "attachments", {"ab.pdf": "other"})
    with (
        pytest.raises(WorldError, match="changed meanwhile"),
        working(shop_engine) as work,
    ):
        take_attachments(work, added=[row], changed={}, folder=tmp_path)

"""The board's tile of the last backup: none yet, an old one, a young one, a server."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine

from dmedesk.bootstrap.board import OLD_DAYS, backup_tiles
from dmedesk.kit.clock import system_clock
from dmedesk.store.backups import Reason, make_backup
from dmedesk.store.engine import open_engine
from dmedesk.store.unit_of_work import reading


def test_an_old_backup_wants_a_hand(shop_file: Path) -> None:
    engine = open_engine(shop_file)
    today = system_clock().astimezone().date()
    with reading(engine) as session:
        (none_yet,) = backup_tiles(session, today)
    make_backup(engine, reason=Reason.HAND)
    with reading(engine) as session:
        assert backup_tiles(session, today + timedelta(days=OLD_DAYS)) == ()
        (old,) = backup_tiles(session, today + timedelta(days=OLD_DAYS + 1))
    engine.dispose()
    assert (none_yet.title, none_yet.count) == ("No backup yet", 0)
    assert (old.title, old.count) == ("Days since the last backup", OLD_DAYS + 1)


def test_a_server_is_backed_up_by_whoever_keeps_it(shop_engine: Engine) -> None:
    if shop_engine.dialect.name == "postgresql":
        with reading(shop_engine) as session:
            assert backup_tiles(session, system_clock().date()) == ()

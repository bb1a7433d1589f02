"""The strip tells the newest backup's age, and tells it again when something changed."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.desk.backup_age import watch_backups
from dmedesk.desk.status import ShopFacts, StatusStrip
from dmedesk.kit.settings import user_settings
from dmedesk.store.backups import Reason, make_backup
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop


def test_an_old_backup_waits_and_a_new_one_does_not(
    qtbot: QtBot, workplace: Workplace, shop: MonthShop, shop_file: Path
) -> None:
    facts = ShopFacts("Example", str(shop_file), "ana")
    strip = StatusStrip(facts)
    qtbot.addWidget(strip)
    watch_backups(workplace, strip, facts, user_settings(), clock=lambda: NOW)
    assert (strip.backup.text(), strip.backup.property("part")) == ("Backup never", "waiting")
    make_backup(shop.engine, reason=Reason.HAND, clock=lambda: NOW - timedelta(days=9))
    workplace.changed.emit()
    assert strip.backup.text() == "Backup 9 days ago"
    assert strip.backup.property("part") == "waiting"
    make_backup(shop.engine, reason=Reason.HAND, clock=lambda: NOW)
    workplace.changed.emit()
    assert strip.backup.text().startswith("Backup today")
    assert strip.backup.property("part") == "soft"


@pytest.mark.parametrize(
    "facts",
    [
        ShopFacts("Demo", "demo.dmedesk", "ana", is_demo=True),
        ShopFacts("Example", "shop on server", "ana", is_file=False),
    ],
)
def test_where_nobody_backs_up_here_nothing_is_said(
    qtbot: QtBot, workplace: Workplace, facts: ShopFacts
) -> None:
    strip = StatusStrip(facts)
    qtbot.addWidget(strip)
    watch_backups(workplace, strip, facts, user_settings())
    assert strip.backup.text() == ""

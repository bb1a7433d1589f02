"""Keeps the strip's word on the newest backup true."""

from datetime import timedelta
from pathlib import Path

from dmedesk.desk.status import ShopFacts, StatusStrip
from dmedesk.kit.clock import Clock, system_clock
from dmedesk.kit.settings import Settings
from dmedesk.kit.shops import backup_folder
from dmedesk.store.backups import Backup, age_in_words, backups_of
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import Doors, GoOn

OLD = timedelta(days=7)
"""From this age on a backup stands in the colour of what waits."""


def watch_backups(
    workplace: Workplace,
    strip: StatusStrip,
    facts: ShopFacts,
    settings: Settings,
    *,
    clock: Clock = system_clock,
) -> None:
    """Say the newest backup's age on the strip, now and whenever something changed.

    A demo shop and one on a server have no such word.
    """
    if facts.is_demo or not facts.is_file:
        return
    shop = Path(facts.place).absolute()

    def newest(_doors: Doors, _go_on: GoOn) -> Backup | None:
        return next(iter(backups_of(shop, folder=backup_folder(settings))), None)

    def say(found: Backup | None) -> None:
        now = clock()
        is_old = found is None or now - found.at > OLD
        strip.say_backup(f"Backup {age_in_words(found, now=now)}", is_old=is_old)

    def look() -> None:
        workplace.runner.carry_out(
            newest,
            step=lambda _made: None,
            is_stopped=lambda: False,
            done=say,
            failed=lambda _findings: None,
        )

    workplace.changed.connect(look)
    look()

"""Makes the demo shop: its files, its fees, everything taken in; all of it or nothing."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path

from dmedesk.bootstrap.commands import FeeOptions, found, take_fees, take_folder, take_notice
from dmedesk.demo.decisions import decisions
from dmedesk.demo.facts import facts
from dmedesk.demo.folder import FEE_FILE, write_demo_files, write_fee_file
from dmedesk.demo.money import BY, happenings
from dmedesk.demo.recalls import recall
from dmedesk.store.files import open_shop
from dmedesk.store.unit_of_work import unit_of_work

STEPS = (
    "Writing its files",
    "Making the shop",
    "Taking in fees",
    "Taking in people and units",
    "Posting earlier months, and what was paid",
)
"""What is done, in turn."""


def make_demo(
    shop: Path,
    *,
    folder: Path,
    today: date,
    tell: Callable[[str], object] = lambda _line: None,
    go_on: Callable[[int], bool] = lambda _step: True,
) -> bool:
    """Make the demo shop from files that are written into ``folder``; ``tell`` hears what entered.

    Days are counted from ``today``. ``go_on`` hears the number of each step (``STEPS``) before it
    begins; where it says no, or anything fails, no half of a shop is left. Answers whether it was
    made.
    """

    def take_in_fees() -> None:
        # The fee file of CMS stands beside the folder: an import takes the shop's own files only.
        fee_file = folder.parent / FEE_FILE
        options = FeeOptions(from_on=write_fee_file(fee_file))
        for line in take_fees(str(shop), path=fee_file, options=options).lines()[:2]:
            tell(line)

    def take_in_people() -> None:
        for line in take_folder(str(shop), folder=folder, dry_run=False).lines():
            tell(line)
        take_notice(str(shop), values=recall(today))

    steps: tuple[Callable[[], object], ...] = (
        lambda: write_demo_files(folder, today=today),
        lambda: found(str(shop), name=facts()["name"]),
        take_in_fees,
        take_in_people,
        lambda: _play_money(shop, today),
    )
    try:
        for number, step in enumerate(steps):
            if not go_on(number):
                remove_shop(shop)
                return False
            step()
    except BaseException:
        # The next one who asks would take half a shop for the whole.
        remove_shop(shop)
        raise
    return True


def _play_money(shop: Path, today: date) -> None:
    """Let happen what happened in the months before, each at noon of its day; early on today's."""
    engine = open_shop(str(shop))
    try:
        happened = (*happenings(today), *decisions(today))
        for one in sorted(happened, key=lambda one: one.on):
            hour = time(12) if one.on < today else time(0, 1)
            clock = partial(datetime.astimezone, datetime.combine(one.on, hour), UTC)
            with unit_of_work(engine, actor=BY, action=one.action, clock=clock) as work:
                one.act(work)
    finally:
        engine.dispose()


def remove_shop(shop: Path) -> None:
    """Remove a shop's file, and what lies beside it while it is open. Backups stay."""
    for rest in ("", "-wal", "-shm", "-lock"):
        shop.with_name(shop.name + rest).unlink(missing_ok=True)

"""Makes the demo shop: its files, its fees, everything taken in; all of it or nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from dmedesk.bootstrap.commands import FeeOptions, found, take_fees, take_folder, take_notice
from dmedesk.demo.facts import facts
from dmedesk.demo.folder import FEE_FILE, write_demo_files, write_fee_file
from dmedesk.demo.recalls import recall

STEPS = ("Writing its files", "Making the shop", "Taking in fees", "Taking in people and units")
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


def remove_shop(shop: Path) -> None:
    """Remove a shop's file, and what lies beside it while it is open. Backups stay."""
    for rest in ("", "-wal", "-shm", "-lock"):
        shop.with_name(shop.name + rest).unlink(missing_ok=True)

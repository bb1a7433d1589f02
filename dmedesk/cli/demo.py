"""``dmedesk demo``: the demo shop, made when there is none, and its last month as invoices."""

import argparse
from pathlib import Path

from dmedesk.cli.window import has_display, show
from dmedesk.cli.words import Commands


def add_to(commands: Commands) -> None:
    """Adds the command."""
    demo = commands.add_parser(
        "demo",
        help="make the demo shop and post its last month",
        description="Makes the demo shop in a folder when there is none yet, from files that it "
        "writes there, posts the month before this one, and says where the invoices are.",
    )
    demo.add_argument("--out", metavar="DIR", type=Path, default=Path("out"))
    demo.add_argument(
        "--window", action="store_true", help="then open its window, where there is a display"
    )
    demo.set_defaults(run=_demo)


def _demo(chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.commands import post
    from dmedesk.bootstrap.demo import make_demo
    from dmedesk.kit.calendar import first_of_month, months_after, name_of_month
    from dmedesk.kit.clock import system_clock
    from dmedesk.rates.money import format_dollars

    out, today = chosen.out, system_clock().astimezone().date()
    shop = out / "demo.dmedesk"
    if not shop.exists():
        make_demo(shop, folder=out / "files", today=today, tell=print)
    month_on = months_after(first_of_month(today), -1)
    posted = post(str(shop), month_on=month_on, payer_code=None, out=out / "invoices")
    month, held = name_of_month(month_on), len(posted.plan.held)
    total = format_dollars(posted.plan.total_cents)
    if posted.invoice_nos:
        print(f"{month}: {len(posted.invoice_nos)} invoices posted, {total} dollars.")
    else:
        print(f"{month} was posted before: nothing new to bill.")
    print(f"{held} months are held; see why with:")
    print(f"  dmedesk --database {shop} month preview {month}")
    print(f"The invoices are in {out / 'invoices'}.", flush=True)
    if chosen.window and has_display():
        chosen.database = str(shop)
        show(chosen)

"""``dmedesk price``: questions in, one JSON line each; answers out, in the same order."""

import argparse
import sys

from dmedesk.cli.words import Commands


def add_to(commands: Commands) -> None:
    """Adds the command."""
    price = commands.add_parser(
        "price",
        help="price questions from standard input, one JSON line each",
        description="Reads one JSON object a line and answers each on a line of its own. With "
        "--database, fee rows are looked up in the shop's rate book by hcpcs.",
    )
    price.add_argument("--explain", action="store_true", help="answer in plain words for a person")
    price.set_defaults(run=_price)


def _price(chosen: argparse.Namespace) -> None:
    from dmedesk.kit.calendar import is_business_day
    from dmedesk.rates import wire

    # Money has any number of digits; Python would otherwise refuse to read more than 4300.
    sys.set_int_max_str_digits(0)
    book = None
    if chosen.database is not None:
        from dmedesk.bootstrap.commands import whole_rate_book

        book = whole_rate_book(chosen.database)
    answered = wire.explained if chosen.explain else wire.answer
    for line in sys.stdin.buffer:
        # Each answer is handed over at once: a program may wait for it before it asks again.
        print(answered(line, book, is_business_day), flush=True)

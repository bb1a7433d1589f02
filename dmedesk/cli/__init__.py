"""The command line: every command of the program, its words in, its answer and exit status out.

Exit status: 0 done; 1 refused (the reason on standard error, nothing changed); 2 wrong usage.
Heavy modules are imported by the command that needs them, so that ``dmedesk price`` starts fast.
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence

from dmedesk.cli import (
    demo,
    fees,
    files,
    imports,
    invoice,
    letterhead,
    month,
    price,
    self_test,
    shop,
    window,
)
from dmedesk.kit.errors import Refused, WorldError

DONE, REFUSED = 0, 1
SHOP_ENDING = ".dmedesk"
INTERRUPTED = 130
"""As a shell says of a program that Ctrl-C ended."""

_SUMMARY = "Rentals, proof, repairs, recalls and explained invoices for a small supplier."


def main(words: Sequence[str] | None = None) -> int:
    """Runs one command and answers its exit status."""
    chosen = _parser().parse_args(_naming_the_shop(sys.argv[1:] if words is None else words))
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal's alphabet lacks is written as its code, and ends nothing.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        chosen.run(chosen)
        sys.stdout.flush()
    except (Refused, WorldError) as refusal:
        if getattr(chosen, "json", False):
            print(json.dumps(refusal.as_json()))
        print(refusal, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever read the answers has left: nothing more is to be said, not even by the
        # interpreter's own flush at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("Interrupted: what was not finished was not done.", file=sys.stderr)
        return INTERRUPTED
    return DONE


def _naming_the_shop(words: Sequence[str]) -> Sequence[str]:
    """A shop's file alone opens it: so a desktop starts the program on a file that was clicked."""
    alone = len(words) == 1 and words[0].endswith(SHOP_ENDING)
    return ["--database", *words] if alone else words


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dmedesk", description=_SUMMARY)
    parser.add_argument(
        "--database", metavar="FILE", help="the shop's file, or the address of a database"
    )
    parser.set_defaults(run=window.show)
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", help="left out: open the window"
    )
    for room in (shop, imports, files, letterhead, fees, month, invoice, price, demo, self_test):
        room.add_to(commands)
    return parser

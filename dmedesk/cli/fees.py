"""``dmedesk fees``: the rate book's files, taken, listed and compared."""

import argparse
import sys
from pathlib import Path

from dmedesk.cli.words import WRONG_USAGE, Commands, add_json, database_of, day, tell


def add_to(commands: Commands) -> None:
    """Adds the commands."""
    fees = commands.add_parser("fees", help="the rate book: take, list and compare fee files")
    kinds = fees.add_subparsers(dest="fees_command", required=True, metavar="COMMAND")
    take = kinds.add_parser("import", help="take a fee or ZIP file into the rate book")
    take.add_argument("file", metavar="FILE", type=Path)
    _add_options(take)
    take.set_defaults(run=_import)
    listed = kinds.add_parser("list", help="every file in the rate book")
    add_json(listed)
    listed.set_defaults(run=_list)
    diff = kinds.add_parser(
        "diff",
        help="what a file would change, or one edition against another",
        description="With a file: what taking it would change. With two numbers of dmedesk fees "
        "list: what the second edition changes against the first.",
    )
    diff.add_argument("which", metavar="FILE | OLD NEW", nargs="+")
    _add_options(diff)
    diff.set_defaults(run=_diff)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=["cms-dmepos", "dmedesk"], help="else by its header")
    parser.add_argument("--state", default="MA", help="the column of a CMS file (MA)")
    parser.add_argument("--area", choices=["non-rural", "rural", "by-zip"], default="non-rural")
    parser.add_argument("--from", dest="from_on", type=day, metavar="DAY", help="its first day")
    add_json(parser)


def _import(chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.commands import FeeOptions, take_fees

    options = FeeOptions(chosen.format, chosen.state, chosen.area, chosen.from_on)
    taken = take_fees(database_of(chosen), path=chosen.file, options=options)
    tell(chosen, taken.as_json(), taken.lines())


def _list(chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.commands import fees_taken

    listed = fees_taken(database_of(chosen))
    tell(chosen, listed.as_json(), listed.lines())


def _diff(chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.commands import FeeOptions, difference_of_editions, difference_of_file

    address, which = database_of(chosen), chosen.which
    if len(which) == 1:
        options = FeeOptions(chosen.format, chosen.state, chosen.area, chosen.from_on)
        found = difference_of_file(address, path=Path(which[0]), options=options)
    elif len(which) == 2 and all(word.isdecimal() for word in which):
        found = difference_of_editions(address, old=int(which[0]), new=int(which[1]))
    else:
        print("dmedesk fees diff: give one file, or two numbers of editions", file=sys.stderr)
        raise SystemExit(WRONG_USAGE)
    tell(chosen, found.as_json(), found.lines())

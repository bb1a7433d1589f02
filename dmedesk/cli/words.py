"""What several commands share: the database they work on, days and months, and their answer."""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

WRONG_USAGE = 2

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Commands(Protocol):
    """Where a command is added: what ``argparse`` gives for the commands of a parser."""

    def add_parser(self, name: str, **words: Any) -> argparse.ArgumentParser:
        """A parser for one more command."""
        ...


def database_of(chosen: argparse.Namespace) -> str:
    """The shop that the command works on; wrong usage where none is named."""
    if chosen.database is None:
        print(
            f"dmedesk: this command works on a shop: dmedesk --database FILE {chosen.command} ...",
            file=sys.stderr,
        )
        raise SystemExit(WRONG_USAGE)
    address: str = chosen.database
    return address


def day(text: str) -> date:
    """An argument that is a day, as YYYY-MM-DD."""
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-01-31") from None


def month_on(text: str) -> date:
    """An argument that is a month, as YYYY-MM; its first day."""
    from dmedesk.kit.calendar import month_named

    try:
        return month_named(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a month such as 2026-10") from None


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option of every command whose answer programs read."""
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")


def tell(chosen: argparse.Namespace, answer: Mapping[str, Any], lines: Iterable[str]) -> None:
    """Prints the answer: as one JSON object where that was asked for, else in lines."""
    if chosen.json:
        print(json.dumps(answer))
        return
    for line in lines:
        print(line)

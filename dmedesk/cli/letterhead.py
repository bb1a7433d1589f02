"""``dmedesk letterhead``: what the shop's papers say of it, and the logo that they bear."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from dmedesk.cli.words import Commands, add_json, database_of, day, tell

_WORDS = {
    "name": "the company",
    "address1": "the street",
    "address2": "a second line of the address",
    "city": "the city",
    "state": "the state, such as MA",
    "zip": "the ZIP code",
    "phone": "the phone number",
    "npi": "the company's NPI",
}


def add_to(commands: Commands) -> None:
    """Adds the command."""
    head = commands.add_parser(
        "letterhead",
        help="show the letterhead, or change it from a day on",
        description="Shows the present letterhead; with options, puts a new one in force from a "
        "day, which keeps what is not said. An empty text clears what was there. Papers that are "
        "posted keep the letterhead that they bear.",
    )
    for name, meaning in _WORDS.items():
        head.add_argument(f"--{name}", metavar="TEXT", help=meaning)
    head.add_argument("--logo", metavar="FILE", help="a PNG or JPEG file of at most 2 MB")
    head.add_argument(
        "--from", dest="from_on", metavar="DAY", type=day, help="its first day; today unless said"
    )
    add_json(head)
    head.set_defaults(run=_letterhead)


def _letterhead(chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.commands import change_letterhead, letterhead
    from dmedesk.kit.clock import system_clock
    from dmedesk.shop.files import letterhead_said

    address = database_of(chosen)
    on = chosen.from_on or system_clock().astimezone().date()
    given = {name: getattr(chosen, name) for name in _WORDS}
    cells = {name: text for name, text in given.items() if text is not None}
    if chosen.logo == "":
        cells["logo"] = ""
    if cells or chosen.logo:
        logo = _picture(Path(chosen.logo)) if chosen.logo else None
        said = letterhead_said(cells)
        found = change_letterhead(address, said=said, logo=logo, from_on=on)
    else:
        found = letterhead(address, on=on)
    shown = {name: str(value) for name, value in found.items() if value is not None}
    tell(chosen, {name: shown.get(name) for name in found}, _lines(shown))


def _lines(shown: dict[str, str]) -> Iterator[str]:
    if not shown:
        yield "The shop has no letterhead yet."
    for name, value in shown.items():
        yield f"{name}: {value}"


def _picture(path: Path) -> bytes:
    from dmedesk.kit.errors import WorldError
    from dmedesk.shop.rules import LARGEST_LOGO

    try:
        with path.open("rb") as file:
            return file.read(LARGEST_LOGO + 1)
    except OSError as error:
        raise WorldError(
            f"The logo {path} cannot be read: {error.strerror}.", "Name a PNG or JPEG file."
        ) from error

"""``dmedesk new``, ``import`` and ``export``: a shop is made, moves in from files, and out."""

import argparse
from pathlib import Path

from dmedesk.cli.words import Commands, add_json, database_of, tell


def add_to(commands: Commands) -> None:
    """Adds the commands."""
    new = commands.add_parser("new", help="make a new shop")
    new.add_argument("--name", required=True, help="the company, as it stands on its letterhead")
    new.set_defaults(run=_new)
    take = commands.add_parser(
        "import",
        help="take a folder of CSV or xlsx files into the shop",
        description="Takes every row of every known file in the folder, or none. Importing the "
        "same files twice changes nothing.",
    )
    take.add_argument("folder", metavar="DIR", type=Path)
    take.add_argument(
        "--dry-run", action="store_true", help="say what would be taken, take nothing"
    )
    add_json(take)
    take.set_defaults(run=_import)
    leave = commands.add_parser(
        "export",
        help="write the whole shop into a folder, as the files that import takes",
        description="Writes every record of the shop and its papers into a new or empty folder, "
        "or in the place of an earlier export.",
    )
    leave.add_argument("folder", metavar="DIR", type=Path)
    add_json(leave)
    leave.set_defaults(run=_export)


def _new(chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.commands import found

    address = database_of(chosen)
    found(address, name=chosen.name)
    print(f"Made the shop of {chosen.name} in {address}.")


def _import(chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.commands import take_folder
    from dmedesk.moving.intake import ImportRefused

    intake = take_folder(
        database_of(chosen), folder=chosen.folder, dry_run=chosen.dry_run, backs_up=True
    )
    if intake.refused:
        raise ImportRefused(intake)
    tell(chosen, intake.as_json(), intake.lines())


def _export(chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.commands import export

    written = export(database_of(chosen), folder=chosen.folder)
    tell(chosen, written.as_json(), written.lines())

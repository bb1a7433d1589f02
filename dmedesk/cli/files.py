"""``dmedesk backup``, ``restore`` and ``check``: a shop's file as a whole."""

import argparse
from pathlib import Path

from dmedesk.cli.words import Commands, add_json, database_of, tell


def add_to(commands: Commands) -> None:
    """Adds the commands."""
    make = commands.add_parser(
        "backup",
        help="copy the shop's file, dated and checked, while others work",
        description="Copies the shop's file into its folder of backups and checks the copy. The "
        "newest backups stay, and the last one of each month for a year. With --list it says which "
        "there are.",
    )
    make.add_argument("--folder", metavar="DIR", type=Path, help="where to; else as set here")
    make.add_argument("--keep", metavar="N", type=int, help="how many stay; else as set here")
    make.add_argument("--list", action="store_true", help="say which backups there are")
    add_json(make)
    make.set_defaults(run=_backup)
    back = commands.add_parser(
        "restore",
        help="make a backup a shop of its own, never over another file",
        description="Copies BACKUP to the file that --database names, which must not exist.",
    )
    back.add_argument("backup", metavar="BACKUP", type=Path)
    back.set_defaults(run=_restore)
    look = commands.add_parser(
        "check",
        help="read the whole shop and say what is damaged",
        description="Reads every page, reference, stored paper and logo. With --repair-into it "
        "writes what can be read into a new file; the damaged one stays as it is.",
    )
    look.add_argument("--repair-into", metavar="FILE", type=Path)
    add_json(look)
    look.set_defaults(run=_check)


def _backup(chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.files import back_up, backups_of

    address = database_of(chosen)
    if chosen.list:
        found = backups_of(address)
    else:
        found = (back_up(address, folder=chosen.folder, kept=chosen.keep),)
    answer = [
        {"file": str(one.path), "at": one.at.isoformat(), "reason": one.reason} for one in found
    ]
    lines = [
        f"{one.at.astimezone():%Y-%m-%d %H:%M}, {one.reason}: {one.path}" for one in found
    ] or ["There is no backup yet."]
    tell(chosen, {"backups": answer}, lines)


def _restore(chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.files import restore

    target = Path(database_of(chosen))
    restore(chosen.backup, target=target)
    print(f"Restored {chosen.backup} as {target}.")


def _check(chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.files import check, repair
    from dmedesk.kit.errors import Refused
    from dmedesk.kit.findings import stops

    address = database_of(chosen)
    if chosen.repair_into is not None:
        done = repair(address, target=chosen.repair_into)
        lines = [finding.sentence() for finding in done.findings]
        lines += [f"Saved {sum(done.rows.values())} records into {done.target}."]
        told = {"file": str(done.target), "rows": done.rows, "losses": lines[:-1]}
        tell(chosen, told, lines)
        return
    found = check(address)
    if stops(found):
        raise Refused(found)
    tell(chosen, {"damaged": False}, [*(one.sentence() for one in found), "The shop is sound."])

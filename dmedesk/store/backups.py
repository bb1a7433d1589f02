"""The dated backups of a shop's file: made, checked, listed, thinned, restored.

They lie in one folder, beside the shop unless another one is chosen, and each is a shop's file like
any other. A backup counts only when it was opened again and found whole.
"""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from operator import itemgetter
from pathlib import Path

from sqlalchemy import Engine

from dmedesk.kit.clock import Clock, system_clock
from dmedesk.kit.errors import WorldError
from dmedesk.store.backup import NameTaken, back_up, keep
from dmedesk.store.checking import faults_of_copy
from dmedesk.store.files import check_file_is_a_shop

KEPT = 20
"""How many backups stay, unless said otherwise; the last one of each month stays for a year."""

_YEAR = timedelta(days=366)
_STAMP = "%Y-%m-%d %H%M%S"
_UPGRADE_STAMP = "%Y-%m-%d-%H%M%S"


class Reason(StrEnum):
    """Why a backup was made; it stands in the file's name."""

    HAND = "by hand"
    CLOSING = "on closing"
    IMPORT = "before import"
    MONTH = "before month"
    UPGRADE = "before upgrade"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when (UTC) and why it was made, and its size."""

    path: Path
    at: datetime
    reason: Reason
    byte_count: int


def usual_folder(shop: Path) -> Path:
    """Where a shop's backups lie unless another folder is chosen: beside it."""
    return shop.with_name(f"{shop.stem} backups")


def make_backup(
    engine: Engine,
    *,
    reason: Reason,
    folder: Path | None = None,
    kept: int = KEPT,
    clock: Clock = system_clock,
) -> Backup:
    """Copy the shop's file into its folder of backups, check the copy, and let old ones go.

    ``folder`` must be there; the usual one is made. Others may go on working. Raises ``WorldError``
    where the folder is missing, the disk full, the copy not whole, or the shop on a server; then
    no earlier backup is touched.
    """
    shop = Path(str(engine.url.database)).absolute()
    if engine.dialect.name == "sqlite":
        _prepare(folder, shop)
    moment = clock().astimezone()
    target = _copied(engine, folder or usual_folder(shop), shop, moment, reason)
    if found := faults_of_copy(target):
        with suppress(OSError):
            target.unlink()
        raise WorldError(
            f"The backup was written but is not whole: {found[0]}",
            "Earlier backups were kept. Check the disk, or choose another folder.",
        )
    for old in too_many(backups_of(shop, folder=folder), kept=kept):
        with suppress(OSError):  # one that cannot be removed only takes room
            old.path.unlink()
    return Backup(target, moment.astimezone(UTC), reason, target.stat().st_size)


def _prepare(folder: Path | None, shop: Path) -> None:
    if folder is None:
        try:
            usual_folder(shop).mkdir(exist_ok=True)
        except OSError as error:
            raise WorldError(
                f"The folder {usual_folder(shop)} could not be made: {error.strerror}.",
                "Nothing was changed. Choose another folder for backups.",
            ) from error
    elif not folder.is_dir():
        raise WorldError(
            f"The folder for backups is not there: {folder}.",
            "Nothing was changed. Put its disk in, or choose another folder.",
        )


def _copied(engine: Engine, folder: Path, shop: Path, moment: datetime, reason: Reason) -> Path:
    """Copy under a name that nobody else has taken meanwhile."""
    while True:
        target = _free_name(folder, shop, moment, reason)
        with suppress(NameTaken):
            back_up(engine, target)
            return target


def _free_name(folder: Path, shop: Path, moment: datetime, reason: Reason) -> Path:
    stem = f"{shop.stem} {moment.strftime(_STAMP)} {reason}"
    target, number = folder / f"{stem}{shop.suffix}", 1
    while target.exists():
        number += 1
        target = folder / f"{stem} {number}{shop.suffix}"
    return target


def backups_of(shop: Path, *, folder: Path | None = None) -> tuple[Backup, ...]:
    """The shop's backups, newest first: those of the folder, and those that upgrades made."""
    dated = re.compile(
        rf"{re.escape(shop.stem)} (?P<at>\d{{4}}-\d\d-\d\d \d{{6}})"
        r" (?P<why>[a-z ]+?)(?: (?P<n>\d+))?"
    )
    upgrade = re.compile(rf"{re.escape(shop.stem)}-(?P<at>\d{{4}}-\d\d-\d\d-\d{{6}})-before-.+")
    found: list[tuple[Path, datetime | None, int, Reason]] = []
    for path in _files_in(folder or usual_folder(shop), shop.suffix):
        if (form := dated.fullmatch(path.stem)) and form["why"] in set(Reason):
            at = _moment(form["at"], _STAMP)
            found.append((path, at, int(form["n"] or 1), Reason(form["why"])))
    for path in _files_in(shop.parent, shop.suffix):
        if form := upgrade.fullmatch(path.stem):
            at = _moment(form["at"], _UPGRADE_STAMP)
            found.append((path, at and at.replace(tzinfo=UTC), 1, Reason.UPGRADE))
    whole = [
        (at.astimezone(UTC), number, path, reason)
        for path, at, number, reason in found
        if at is not None
    ]
    return tuple(_sized(sorted(whole, key=itemgetter(0, 1), reverse=True)))


def _sized(whole: Sequence[tuple[datetime, int, Path, Reason]]) -> Iterator[Backup]:
    for at, _number, path, why in whole:
        with suppress(OSError):  # another program let it go just now
            yield Backup(path, at, why, path.stat().st_size)


def _files_in(folder: Path, suffix: str) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.suffix == suffix and path.is_file()]
    except OSError:
        return []


def _moment(text: str, form: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.strptime(text, form)  # noqa: DTZ007 - whoever asks knows the zone
    return None


def too_many(backups: Sequence[Backup], *, kept: int = KEPT) -> list[Backup]:
    """The backups that may go, of these, newest first.

    The newest ``kept`` stay (at least one), and the last one of each month for a year. What was
    made before an upgrade stays until somebody removes it by hand.
    """
    dated = [backup for backup in backups if backup.reason is not Reason.UPGRADE]
    stay = max(kept, 1)
    months = {(one.at.year, one.at.month) for one in dated[:stay]}
    going = []
    for backup in dated[stay:]:
        month = (backup.at.year, backup.at.month)
        if month in months or backup.at < dated[0].at - _YEAR:
            going.append(backup)
        months.add(month)
    return going


def restore(source: Path, target: Path) -> None:
    """Make a backup a shop's file again, under another name; both files stay.

    Raises ``WorldError`` where the backup is missing, damaged or no shop's, the target is there
    already, or there is no room. Nothing is left behind then.
    """
    check_file_is_a_shop(source)
    log = source.with_name(source.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise WorldError(
            f"{source} is open, or was not closed.",
            "Close it first, or make a backup of it and restore that one.",
        )
    if target.exists():
        raise WorldError(
            f"{target} exists already.",
            "Nothing was changed. Restore under a name that is not taken.",
        )
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        shutil.copyfile(source, unfinished)
        if found := faults_of_copy(unfinished):
            raise WorldError(
                f"{source} is damaged: {found[0]}",
                "Nothing was restored. Choose an older backup, or repair this one.",
            )
        keep(unfinished, target)
    except OSError as error:
        raise WorldError(
            f"{target} could not be written: {error.strerror}.",
            "Nothing was changed. Choose a folder with room that you may write to.",
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def age_in_words(backup: Backup | None, *, now: datetime) -> str:
    """How old the newest backup is, for the strip: ``today 14:15``, ``3 days ago``, ``never``."""
    if backup is None:
        return "never"
    here, then = now.astimezone(), backup.at.astimezone()
    days = (here.date() - then.date()).days
    if days <= 0:
        return f"today {then:%H:%M}"
    return "yesterday" if days == 1 else f"{days} days ago"

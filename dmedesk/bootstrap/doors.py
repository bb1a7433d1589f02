"""An open shop's two doors, for a desk, and who stands at them."""

import getpass
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from dmedesk.bootstrap.files import BACKED_UP_BEFORE, back_up_open, backups_of, checks
from dmedesk.kit.clock import system_clock
from dmedesk.kit.errors import WorldError
from dmedesk.kit.findings import Finding
from dmedesk.shop.queries.company import company_on
from dmedesk.shop.queries.staff import may_do, sign_in_names
from dmedesk.shop.rules.doings import doing
from dmedesk.store.backups import Backup, Reason
from dmedesk.store.checking import check_shop
from dmedesk.store.engine import is_server
from dmedesk.store.files import open_shop
from dmedesk.store.unit_of_work import UnitOfWork, reading, unit_of_work
from dmedesk.store.window import Holder, WritingWindow, open_window

if TYPE_CHECKING:
    from dmedesk.moving.export import Export


class ShopDoors:
    """An open shop's two doors, for a desk: each opens one transaction. Close it at the end.

    ``place`` says where the shop is; ``held_by`` who has it open for writing, where that is
    another desk (else empty): this one then only reads.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._engine = open_shop(address)
        self._window: WritingWindow | None = None
        self._person_id: int | None = None
        self.held_by = ""
        url = self._engine.url
        self.place = f"{url.database} on {url.host}" if is_server(address) else address
        if not is_server(address):
            self._take_window(Path(address))

    def _take_window(self, shop: Path) -> None:
        try:
            taken = open_window(shop, actor=login())
        except WorldError:
            self._engine.dispose()
            raise
        if isinstance(taken, Holder):
            self.held_by = taken.sentence()
        else:
            self._window = taken

    def reading(self) -> AbstractContextManager[Session]:
        """A session that sees one state of everything and changes nothing."""
        return reading(self._engine)

    def named(self, person_id: int | None) -> "ShopDoors":
        """The same doors, written through in the name of this person of the staff; None: nobody."""
        mine = copy(self)
        mine._person_id = person_id  # noqa: SLF001 - our own
        return mine

    def writing(self, action: str) -> AbstractContextManager[UnitOfWork]:
        """A unit of work in the name of these doors' person; commits at its end.

        A shop's file is backed up before an import and before a month is posted. Entering it raises
        ``Refused`` where that person may not do this, and ``WorldError`` where another desk has
        the shop open for writing, or the backup failed. Signing in is possible all the same.
        """
        return self._writing(action)

    @contextmanager
    def _writing(self, action: str) -> Iterator[UnitOfWork]:
        person_id = self._person_id
        if self.held_by and doing(action).right is not None:
            raise WorldError(self.held_by, "Close the shop there, then open it here again.")
        if action in BACKED_UP_BEFORE and self.is_file:
            with self.reading() as session:
                may_do(session, action=action, person_id=person_id, on=_today())
            self.back_up(BACKED_UP_BEFORE[action])
        with unit_of_work(self._engine, actor=login(), action=action) as work:
            today = work.now.astimezone().date()
            person = may_do(work.session, action=action, person_id=person_id, on=today)
            if person is not None:
                work.actor, work.allowed = person.name, person.allowed
            yield work

    @property
    def is_file(self) -> bool:
        """Whether the shop is a file, and not on a server."""
        return not is_server(self.address)

    def back_up(self, reason: Reason) -> Backup:
        """Copy the shop's file into its folder of backups; others may go on working."""
        return back_up_open(self._engine, reason=reason)

    def last_backup(self) -> Backup | None:
        """The newest backup of the shop's file; None without any, and for a server."""
        return next(iter(backups_of(self.address)), None)

    def has_changed_since_backup(self) -> bool:
        """Whether anything was done after the newest backup; never for a server."""
        from dmedesk.store.trail import last_change_at

        with self.reading() as session:
            changed_at = last_change_at(session)
        if changed_at is None or not self.is_file:
            return False
        newest = self.last_backup()
        # The name of a backup tells whole seconds.
        return newest is None or newest.at <= changed_at

    def check(self) -> tuple[Finding, ...]:
        """Everything that is not as it should be in the shop."""
        return check_shop(self._engine, checks())

    def export(self, folder: Path) -> "Export":
        """Write the whole shop into a folder."""
        from dmedesk.moving.export import write_export
        from dmedesk.moving.queries import exported_files

        with self.reading() as session:
            return write_export(exported_files(session), folder=folder)

    def close(self) -> None:
        """Give back every connection, and the right to write."""
        self._engine.dispose()
        if self._window is not None:
            self._window.close()


def _today() -> date:
    return system_clock().astimezone().date()


def shop_name(doors: ShopDoors, *, on: date) -> str:
    """The company of the letterhead in force on a day; empty where there is none."""
    with doors.reading() as session:
        company = company_on(session, on=on)
        return "" if company is None else company.name


def has_staff(doors: ShopDoors, *, on: date) -> bool:
    """Whether people sign in to this shop."""
    with doors.reading() as session:
        return bool(sign_in_names(session, on=on))


def login() -> str:
    """Who works here, as the system knows them; a plain word where it does not."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"

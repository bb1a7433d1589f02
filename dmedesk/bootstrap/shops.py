"""The shops that a window can begin with: the demo, a new one, one that is there."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from platformdirs import user_data_path, user_documents_path

from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.kit.calendar import first_of_month, months_after
from dmedesk.kit.clock import Clock, system_clock
from dmedesk.kit.findings import Finding
from dmedesk.store import backups, places
from dmedesk.store.engine import is_server

_NEVER_IN_A_NAME = '<>:"/\\|?*'


class Shops:
    """Makes, opens and removes shops for the start window, on its worker.

    ``demo_folder`` is where the demo shop is made; ``own_folder`` the folder that is proposed for a
    shop of one's own.
    """

    def __init__(
        self,
        *,
        demo_folder: Path | None = None,
        own_folder: Path | None = None,
        clock: Clock = system_clock,
    ) -> None:
        self.demo_folder = demo_folder or user_data_path("DMEDesk", appauthor=False) / "demo"
        self.own_folder = own_folder or _documents()
        self._clock = clock

    @property
    def demo_steps(self) -> Sequence[str]:
        """What making the demo shop comes to, step by step."""
        from dmedesk.bootstrap.demo import STEPS

        return (*STEPS, "Posting last month")

    @property
    def demo(self) -> Path:
        """The file of the demo shop."""
        return self.demo_folder / "demo.dmedesk"

    def open(self, address: str) -> ShopDoors:
        """Open a shop's doors; of a server's first look what is in the way."""
        self.check(address)
        return ShopDoors(address)

    def check(self, address: str) -> None:
        """Raise ``WorldError`` with what is in the way of opening a shop on a server."""
        if is_server(address):
            from dmedesk.store.server import look_at_server

            look_at_server(address)

    def doubts(self, address: str) -> tuple[Finding, ...]:
        """Why a shop had better not be opened where it lies."""
        return () if is_server(address) else places.findings(Path(address))

    def file_of(self, name: str, folder: Path) -> Path:
        """The file that a new shop of this name gets."""
        plain = "".join("-" if sign in _NEVER_IN_A_NAME else sign for sign in name).strip(" .")
        return folder / f"{plain or 'shop'}.dmedesk"

    def make(self, name: str, folder: Path) -> str:
        """Make a new shop; answers its address."""
        from dmedesk.bootstrap.commands import found

        file = self.file_of(name, folder)
        found(str(file), name=name)
        return str(file)

    def make_demo(self, go_on: Callable[[int], bool]) -> str:
        """Make the demo shop where there is none; answers its address, empty where it was told
        not to go on.
        """
        from dmedesk.bootstrap.commands import post
        from dmedesk.bootstrap.demo import STEPS, make_demo

        if not self.demo.exists():
            self.demo_folder.mkdir(parents=True, exist_ok=True)
            today = self._clock().astimezone().date()
            files = self.demo_folder / "files"
            if not make_demo(self.demo, folder=files, today=today, go_on=go_on):
                return ""
            go_on(len(STEPS))
            last = months_after(first_of_month(today), -1)
            post(str(self.demo), month_on=last, payer_code=None, out=None)
        return str(self.demo)

    def remove(self, address: str) -> None:
        """Remove a demo shop's file with its backups. It must be closed."""
        from dmedesk.bootstrap.demo import remove_shop

        shop = Path(address)
        for old in backups.backups_of(shop):
            old.path.unlink(missing_ok=True)
        remove_shop(shop)
        if shop == self.demo:
            shutil.rmtree(self.demo_folder, ignore_errors=True)


def _documents() -> Path:
    """The folder of the user's documents; the home where there is none, as on a bare system."""
    documents = user_documents_path()
    return documents if documents.is_dir() else Path.home()

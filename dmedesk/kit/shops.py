"""What a computer remembers of its shops: which were open, where backups go, which places are fine.

All of it stands in the user's settings; the shops themselves know nothing of it.
"""

from collections.abc import Sequence
from pathlib import Path

from dmedesk.kit.settings import Setting, Settings

RECENT: Setting[list[str]] = Setting("files.recent", [], "Shops opened lately")
REOPEN_LAST = Setting("files.reopen_last", default=False, title="Open the last shop at the start")
BACKUP_FOLDER = Setting("files.backup_folder", "", "Folder for backups; empty: beside the shop")
BACKUPS_KEPT = Setting("files.backups_kept", 20, "How many backups to keep")
BACK_UP_ON_CLOSING = Setting("files.backup_on_closing", default=True, title="Back up when closing")
ANSWERED: Setting[list[str]] = Setting(
    "files.answered_places", [], "Shops on a share or in a sync folder that are opened all the same"
)

_MOST_RECENT = 10


def recent_shops(settings: Settings) -> Sequence[str]:
    """The addresses of the shops opened lately, the last one first; files that are gone too."""
    return settings.value(RECENT)


def remember_shop(settings: Settings, address: str) -> None:
    """Put a shop first among those opened lately. An address with a password is not kept."""
    if "@" in address and ":" in address.partition("://")[2].partition("@")[0]:
        return
    others = [one for one in recent_shops(settings) if one != address]
    settings.remember(RECENT, [address, *others][:_MOST_RECENT])


def forget_shop(settings: Settings, address: str) -> None:
    """Take a shop out of the list; its file stays."""
    settings.remember(RECENT, [one for one in recent_shops(settings) if one != address])


def is_answered(settings: Settings, address: str) -> bool:
    """Whether the user has said before that this shop may be opened where it lies."""
    return address in settings.value(ANSWERED)


def answer_place(settings: Settings, address: str) -> None:
    """Remember that this shop may be opened where it lies."""
    settings.remember(ANSWERED, sorted({*settings.value(ANSWERED), address}))


def backup_folder(settings: Settings) -> Path | None:
    """The folder that was chosen for backups; None for the one beside each shop."""
    chosen = settings.value(BACKUP_FOLDER)
    return Path(chosen) if chosen else None

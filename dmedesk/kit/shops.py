"""What a computer remembers of its shops: which were open, where backups go, which places are fine.

All of it stands in the user's settings; the shops themselves know nothing of it.
"""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
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
_SCHEMES = frozenset({"postgresql", "postgres", "postgresql+psycopg"})


def recent_shops(settings: Settings) -> Sequence[str]:
    """The addresses of the shops opened lately, the last one first; files that are gone too."""
    return settings.value(RECENT)


def remember_shop(settings: Settings, address: str) -> None:
    """Put a shop first among those opened lately; of a server's address without its password."""
    kept = split_password(address)[0] if "://" in address else address
    others = [one for one in recent_shops(settings) if one != kept]
    settings.remember(RECENT, [kept, *others][:_MOST_RECENT])


# --- a server's address --------------------------------------------------------------------------


def server_address(typed: str) -> str:
    """The address that somebody means: ``shop-server/dmedesk``, or all of it with its scheme.

    Raises ``Refused`` where the computer or the database is missing.
    """
    text = typed.strip()
    if "://" not in text:
        text = f"postgresql://{text}"
    parts = urlsplit(text)
    if parts.scheme not in _SCHEMES:
        raise _no_address(f"{parts.scheme} is no PostgreSQL server.", "Begin with postgresql://.")
    try:
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise _no_address(
            "The port is no number.", "Usually it is 5432, and may be left out."
        ) from None
    if not host:
        raise _no_address("The computer is missing.", "Write COMPUTER/DATABASE, as server/dmedesk.")
    if not parts.path.strip("/"):
        raise _no_address("The database is missing.", f"Write {host}/DATABASE, as {host}/dmedesk.")
    return urlunsplit(("postgresql", parts.netloc, parts.path, parts.query, ""))


def split_password(address: str) -> tuple[str, str]:
    """A server's address without its password, and that; empty where there is none."""
    parts = urlsplit(address)
    login, at, place = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    asked = parse_qsl(parts.query, keep_blank_values=True)
    told = [value for name, value in asked if name == "password"]
    query = urlencode([(name, value) for name, value in asked if name != "password"])
    kept = urlunsplit((parts.scheme, f"{user}{at}{place}", parts.path, query, ""))
    return kept, unquote(password) or "".join(told)


def with_password(address: str, password: str) -> str:
    """A server's address with a password, for opening it now; nobody keeps it."""
    if not password:
        return address
    parts = urlsplit(address)
    user, at, place = parts.netloc.rpartition("@")
    if not at:
        return urlunsplit(parts._replace(query=_joined(parts.query, password)))
    return urlunsplit(parts._replace(netloc=f"{user}:{quote(password, safe='')}@{place}"))


def _joined(query: str, password: str) -> str:
    return "&".join(filter(None, (query, urlencode({"password": password}))))


def _no_address(message: str, remedy: str) -> Refused:
    return Refused(
        [Finding(Severity.STOP, "bad_server_address", message, remedy=remedy, field="address")]
    )


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

"""Looks at a PostgreSQL server before a shop on it is opened: what is in the way, in plain words.

The server's own words differ between versions and languages. So what is in the way is found by
trying: the computer, then the sign-in, then the database, then whether it is a shop's.
"""

import socket
from typing import Any

from sqlalchemy import Engine, inspect
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from dmedesk.kit.errors import WorldError
from dmedesk.store import migrate
from dmedesk.store.engine import open_engine
from dmedesk.store.failures import said_plainly

USUAL_PORT = 5432
_PATIENCE = 5.0
_ALWAYS_THERE = "postgres"


def look_at_server(address: str) -> None:
    """Raise ``WorldError`` with the first thing in the way of opening the shop at this address.

    The driver that is missing, a computer that is not reached, a user or password that is not let
    in, a database that is not there, or is another program's.
    """
    engine = open_engine(address)
    try:
        _reach(engine.url)
        _sign_in(engine)
        _look_inside(engine)
    finally:
        engine.dispose()


def _reach(url: URL) -> None:
    host, port = url.host, url.port or USUAL_PORT
    if not host or host.startswith("/") or "host" in url.query:
        return
    try:
        socket.create_connection((host, port), timeout=_PATIENCE).close()
    except (socket.gaierror, UnicodeError):
        raise WorldError(
            f"No computer called {host} is known here.",
            "Check its name, and that this computer is on the shop's network.",
        ) from None
    except ConnectionRefusedError:
        raise WorldError(
            f"{host} is there, but no PostgreSQL server answers on port {port}.",
            "Check the port, and that the server runs.",
        ) from None
    except OSError:
        raise WorldError(
            f"{host} does not answer.",
            "Check the network, and that the server's computer is on.",
        ) from None


def _sign_in(engine: Engine) -> None:
    try:
        engine.connect().close()
    except OperationalError as error:
        raise _refusal(engine.url, error) from error


def _refusal(url: URL, error: DBAPIError) -> WorldError:
    host, user = url.host or "The server", url.username or "nobody"
    told = " ".join(str(error.orig).split())
    if url.database != _ALWAYS_THERE and _lets_in(url.set(database=_ALWAYS_THERE)):
        return WorldError(
            f"There is no database {url.database} on {host} that {user} may open.",
            "Check its name, or ask who runs the server to create it (createdb).",
        )
    connection: Any = getattr(error.orig, "pgconn", None)
    if connection is not None and connection.needs_password:
        return WorldError(f"{host} asks {user} for a password.", "Type it, and try again.")
    if connection is not None and connection.used_password:
        return WorldError(
            f"{host} does not let {user} in with this password.",
            "Type the user and the password again. Capital letters matter.",
        )
    return WorldError(
        f"{host} does not let {user} in. It says: {told}",
        "Ask who runs the server to let this user in from this computer (pg_hba.conf).",
    )


def _lets_in(url: URL) -> bool:
    engine = open_engine(url.render_as_string(hide_password=False))
    try:
        engine.connect().close()
    except OperationalError:
        return False
    finally:
        engine.dispose()
    return True


def _look_inside(engine: Engine) -> None:
    with said_plainly(), engine.connect() as connection:
        tables = inspect(connection).get_table_names()
    if tables and migrate.current(engine) is None:
        raise WorldError(
            f"{engine.url.database} is a database of another program, not a shop of DMEDesk.",
            "Nothing was changed. Choose another database.",
        )

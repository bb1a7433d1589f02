"""What is in the way of a shop on a server is said one thing at a time, with its remedy."""

import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from dmedesk.kit.errors import WorldError
from dmedesk.store.engine import open_engine
from dmedesk.store.files import create_shop_file
from dmedesk.store.server import look_at_server


def _said(address: str) -> str:
    with pytest.raises(WorldError) as failed:
        look_at_server(address)
    assert failed.value.remedy
    assert "secret" not in str(failed.value)
    return failed.value.what


class PasswordServer:
    """A server that speaks as much of PostgreSQL's protocol as it takes to ask for a password.

    It wants a password in clear (``R`` 3), and refuses every one (28P01).
    """

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _peer = self._socket.accept()
            except OSError:
                return
            with connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        # Requests for encryption have 8 bytes and are refused by one letter.
        while (start := self._packet(connection)) is not None and len(start) == 4:
            connection.sendall(b"N")
        if start is None:
            return
        connection.sendall(b"R" + struct.pack("!ii", 8, 3))
        if connection.recv(1) != b"p" or self._packet(connection) is None:
            return
        fields = b"SFATAL\0VFATAL\0C28P01\0Mnein\0\0"
        connection.sendall(b"E" + struct.pack("!i", len(fields) + 4) + fields)

    def _packet(self, connection: socket.socket) -> bytes | None:
        head = connection.recv(4)
        if len(head) < 4:
            return None
        return connection.recv(struct.unpack("!i", head)[0] - 4)

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@pytest.fixture
def asking() -> Iterator[PasswordServer]:
    made = PasswordServer()
    yield made
    made.close()


def test_a_computer_that_nobody_knows() -> None:
    # No name may be so long, so nobody is asked for it.
    name = "n" * 64
    assert _said(f"postgresql://ana@{name}/shop") == f"No computer called {name} is known here."


def test_a_computer_without_a_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    said = _said(f"postgresql://ana:secret@127.0.0.1:{port}/shop")
    assert said == f"127.0.0.1 is there, but no PostgreSQL server answers on port {port}."


def test_a_password_that_is_missing_or_wrong(
    asking: PasswordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", "/nowhere")
    place = f"127.0.0.1:{asking.port}/shop"
    assert _said(f"postgresql://ana@{place}") == "127.0.0.1 asks ana for a password."
    wrong = "127.0.0.1 does not let ana in with this password."
    assert _said(f"postgresql://ana:secret@{place}") == wrong
    monkeypatch.setenv("PGPASSWORD", "secret")
    assert _said(f"postgresql://ana@{place}") == wrong


def test_a_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "without the part that talks to PostgreSQL" in _said("postgresql://ana@server/shop")


def test_an_address_that_cannot_be_read() -> None:
    assert _said("postgresql://ana:secret@server:port/shop") == (
        "The address of the database cannot be read."
    )


def test_a_shop_s_database_is_let_by(server_database: Callable[[], str]) -> None:
    address = server_database()
    look_at_server(address)
    create_shop_file(address)
    look_at_server(address)


def test_a_database_that_is_not_there_or_another_s(server_database: Callable[[], str]) -> None:
    address = server_database()
    missing = make_url(address).set(database="no_such_shop").render_as_string(hide_password=False)
    assert _said(missing).startswith("There is no database no_such_shop on 127.0.0.1 that ")
    stranger = make_url(address).set(username="stranger").render_as_string(hide_password=False)
    assert "does not let stranger in. It says: " in _said(stranger)
    engine = open_engine(address)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE songs (id integer)"))
    engine.dispose()
    assert _said(address).endswith("is a database of another program, not a shop of DMEDesk.")

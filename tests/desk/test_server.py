"""A shop on a server is opened from the start window; its password is kept nowhere."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy.engine import make_url

from dmedesk.bootstrap.commands import found
from dmedesk.bootstrap.doors import ShopDoors, shop_name
from dmedesk.bootstrap.shops import Shops
from dmedesk.desk.server import ServerPanel
from dmedesk.desk.start import NoDoors, StartWindow
from dmedesk.kit.clock import system_clock
from dmedesk.kit.settings import Settings
from dmedesk.kit.shops import recent_shops, remember_shop
from dmedesk.widgets.tasks import WorkerRunner
from tests.windows import activate


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def start(qapp: object, qtbot: QtBot, tmp_path: Path, settings: Settings) -> Iterator[StartWindow]:
    assert qapp is not None
    runner = WorkerRunner(NoDoors())
    shops = Shops(demo_folder=tmp_path / "demo", own_folder=tmp_path)
    window = StartWindow(shops, settings, runner)
    qtbot.addWidget(window)
    activate(window)
    yield window
    runner.close()


def _no_server() -> str:
    """A place on this computer where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"127.0.0.1:{taken.getsockname()[1]}"


def test_an_address_is_typed_checked_and_what_is_in_the_way_is_said(
    qtbot: QtBot, start: StartWindow, settings: Settings, tmp_path: Path
) -> None:
    start.to_server.click()
    assert start.server.isVisible()
    assert not start.ways.isVisible()
    assert start.server.address.hasFocus()
    QTest.keyClicks(start.server.address, "127.0.0.1")
    start.server.check.click()
    assert "The database is missing." in _wrong(start.server)
    place = _no_server()
    start.server.address.setText(f"ana@{place}/shop")
    start.server.password.setText("secret")
    start.server.check.click()
    qtbot.waitUntil(lambda: "no PostgreSQL server answers" in start.findings.accessibleName())
    assert start.server.address.isEnabled()
    QTest.keyClick(start.server.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: start.server.isEnabled() and start.findings.isVisible())
    assert recent_shops(settings) == []
    assert not (tmp_path / "settings.json").exists()
    QTest.keyClick(start.server.address, Qt.Key.Key_Escape)
    assert start.ways.isVisible()


def _wrong(panel: ServerPanel) -> str:
    return panel._wrong.text()  # noqa: SLF001 - what stands under the field


def test_a_password_in_the_address_goes_where_nobody_reads_it(start: StartWindow) -> None:
    start.ask_server()
    panel = start.server
    assert panel.password.echoMode() is QLineEdit.EchoMode.Password
    wanted: list[str] = []
    panel.checked.disconnect()
    panel.checked.connect(wanted.append)
    panel.address.setText("ana:se cret@server/shop")
    panel.check.click()
    assert (panel.address.text(), panel.password.text()) == (
        "postgresql://ana@server/shop",
        "se cret",
    )
    assert wanted == ["postgresql://ana:se%20cret@server/shop"]


def test_one_opened_lately_that_does_not_open_asks_for_its_password(
    qtbot: QtBot, start: StartWindow, settings: Settings
) -> None:
    address = f"postgresql://ana@{_no_server()}/shop"
    remember_shop(settings, address)
    start.open_address(address)
    qtbot.waitUntil(start.server.isVisible)
    assert start.server.address.text() == address
    qtbot.waitUntil(start.server.password.hasFocus)


def test_a_shop_on_a_server_opens_and_is_remembered_without_its_password(
    qtbot: QtBot, start: StartWindow, settings: Settings, server_database: Callable[[], str]
) -> None:
    address = server_database()
    found(address, name="Example on a server")
    url = make_url(address)
    start.ask_server()
    start.server.address.setText(f"{url.username}@{url.host}:{url.port}/{url.database}")
    start.server.password.setText("not asked for here")
    start.server.check.click()
    qtbot.waitUntil(lambda: start.server.good.text().startswith("✓"))
    with qtbot.waitSignal(start.opened, timeout=60_000) as opened:
        start.server.open.click()
    doors = opened.args[0]
    assert isinstance(doors, ShopDoors)
    assert shop_name(doors, on=system_clock().astimezone().date()) == "Example on a server"
    doors.close()
    kept = url.set(drivername="postgresql", password=None)
    assert list(recent_shops(settings)) == [kept.render_as_string()]

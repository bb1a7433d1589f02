"""The letterhead: a new version from a day on, its logo, and the paper's head."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from dmedesk.shop.queries.company import letterhead_on
from dmedesk.shop.screens.company import CompanyPage
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop
from tests.printing.papers import png
from tests.shop.screens.shown import (
    everything_is_named,
    mnemonics_are_unique,
    save,
    shown,
    type_into,
)


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> CompanyPage:
    return shown(CompanyPage(workplace), qtbot)


def test_a_change_is_a_new_version_from_today(page: CompanyPage, shop: MonthShop) -> None:
    assert page.told.text() == "In force since 2020-01-01"
    type_into(page.fields, city="Lynn", zip="1901", phone="6175550100")
    save(page)
    assert page.findings.isHidden()
    with reading(shop.engine) as session:
        found = letterhead_on(session, on=NOW.date())
    assert (found["city"], found["zip"], found["from_on"]) == ("Lynn", "01901", NOW.date())
    assert [one["from_on"].year for one in page.table.rows_model.rows] == [2026, 2020]


def test_a_picture_that_is_dropped_is_the_logo(
    page: CompanyPage, shop: MonthShop, tmp_path: Path
) -> None:
    before = page.paper.content
    (tmp_path / "logo.png").write_bytes(png(8, 3))
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(tmp_path / "logo.png"))])
    page.dropEvent(
        QDropEvent(
            QPoint(5, 5),
            Qt.DropAction.CopyAction,
            dropped,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert page.paper.content != before
    save(page)
    with reading(shop.engine) as session:
        assert letterhead_on(session, on=NOW.date())["logo"].endswith(".png")
    page.take_off_logo()
    save(page)
    assert page.findings.shown == ()
    with reading(shop.engine) as session:
        assert letterhead_on(session, on=NOW.date())["logo"] is None


@pytest.mark.parametrize("content", [b"no picture", None])
def test_what_is_no_picture_is_told(
    page: CompanyPage, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "logo.png"
    if content is not None:
        path.write_bytes(content)
    page.take_logo(path)
    assert page.findings.shown[0].code == "logo_unreadable"


def test_without_a_name_there_is_no_letterhead(page: CompanyPage) -> None:
    type_into(page.fields, name="")
    save(page)
    assert page.findings.shown[0].field == "name"


def test_everything_has_a_name_and_a_letter_of_its_own(page: CompanyPage) -> None:
    assert mnemonics_are_unique(page)
    assert everything_is_named(page)

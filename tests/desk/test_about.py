"""What the program is made of stands on a page, and a report can be read before it is sent."""

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.desk.about import AboutPage
from dmedesk.desk.status import ShopFacts
from dmedesk.kit.licences import version
from dmedesk.kit.log import end_log, keep_log
from dmedesk.store.migrate import steps
from dmedesk.widgets.page import Workplace
from tests.windows import activate

FACTS = ShopFacts("Rivera & Sons", "Rivera.dmedesk", "ana", is_demo=True)


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> AboutPage:
    made = AboutPage(workplace, FACTS)
    qtbot.addWidget(made)
    made.resize(1180, 690)
    activate(made)
    return made


def test_each_part_shows_its_licence(page: AboutPage) -> None:
    assert f"Version {version()}" in page.said.text()
    assert "Apache License" in page.text.toPlainText()
    names = [one.name for one in page.parts.rows_model.rows]
    page.parts.selectRow(names.index("SQLAlchemy"))
    assert "Permission is hereby granted" in page.text.toPlainText()


def test_the_report_tells_of_the_program_and_of_nobody(page: AboutPage) -> None:
    handler = keep_log()
    logging.getLogger("dmedesk.x").error("%s at %s", "ValueError", "dmedesk.x:12")
    end_log(handler)
    QTest.keyClick(page.copy, Qt.Key.Key_Space)
    report = QGuiApplication.clipboard().text()
    assert f"DMEDesk {version()}, schema {steps()[-1]}" in report
    assert "Shop: file, demo\n" in report
    assert report.rstrip().endswith("ValueError at dmedesk.x:12")
    assert "Rivera" not in report
    assert "ana" not in report.split()


def test_the_report_is_saved_where_one_says(page: AboutPage, tmp_path: Path) -> None:
    page.save_report(tmp_path / "report.txt")
    assert "Nothing went wrong" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_said(page: AboutPage, tmp_path: Path) -> None:
    page.save_report(tmp_path / "no folder" / "report.txt")
    assert "cannot be written" in page.findings.accessibleName()

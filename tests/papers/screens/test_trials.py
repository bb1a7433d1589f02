"""A chain is turned on, a trial is shown criterion by criterion, by keys, in its pages."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.papers.rules.chains import Stage
from dmedesk.papers.rules.trials import Verdict
from dmedesk.papers.screens.chains import ChainPage, ChainsPage
from dmedesk.papers.screens.trial import TrialPage
from dmedesk.papers.screens.trials import TrialsPage
from dmedesk.papers.tables import Chain, ChainCriterion, Requirement, Trial, TrialAnswer
from dmedesk.widgets.dress import wear
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import size_type
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.pages import CONTROL, letters, nameless, press, press_letter, shown, texts
from tests.papers.trials import a_chain, a_trial

TODAY = NOW.date()


def a_page(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> TrialPage:
    a_chain(shop.engine)
    a_trial(shop.engine, opened_on=TODAY)
    page = TrialPage(workplace, RecordRef("trial", 1))
    shown(page, qtbot)
    return page


def test_the_shipped_chain_is_turned_on_with_two_keys(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = ChainsPage(workplace)
    shown(page, qtbot)
    press_letter(Qt.Key.Key_O)
    press(Qt.Key.Key_Return)
    (chain,) = shop.rows(Chain)
    assert (chain.proposal, chain.payer_id, chain.from_on) == ("insulin_pump", 1, TODAY)
    assert [one.number for one in shop.rows(Requirement)] == [None, 3]
    assert "‖ REQ-0002" in texts(page)
    assert list(nameless(page)) == []


def test_a_chain_of_one_s_own_is_made_on_its_page(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = ChainPage(workplace, RecordRef("chain", 0))
    shown(page, qtbot)
    cells = {
        "stage": "trial",
        "label": "1",
        "text": "Falls a month",
        "kind": "over",
        "line": "2",
        "unit": "",
        "may_except": None,
        "is_optional": None,
        "citation": "",
        "confirm": "",
    }
    typed = {
        "title": "Bed alarm",
        "payer_id": {"id": 1, "title": "Payer MH"},
        "codes": "E0787",
        "citation": "The payer’s letter",
        "trial_months": "2",
        "criteria": [{"id": None, "row_version": None, "cells": cells}],
    }
    page.form.take_up(typed)
    page.save()
    (chain,) = shop.rows(Chain)
    assert (chain.codes, chain.trial_months, chain.ask_days) == ("E0787", 2, 30)
    assert [(one.label, one.line) for one in shop.rows(ChainCriterion)] == [("1", "2")]
    found = letters(page)
    assert [one for one in found if found.count(one) > 1] == []


def test_a_criterion_is_shown_with_its_evidence(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = a_page(workplace, shop, qtbot)
    rows = page.checks.rows_model.rows
    assert [tick.criterion.label for tick in rows][:5] == ["1", "1a", "1b", "2", "3"]
    sugar = next(at for at, tick in enumerate(rows) if tick.criterion.label == "7")
    page.checks.selectRow(sugar)
    press_letter(Qt.Key.Key_P)
    (bar,) = [one for one in page.answers.values() if one.isVisible()]
    bar.form.take_up({"said": "7.0", "evidence": "Lab report", "evidence_on": "2026-10-30"})
    bar.do()
    assert page.checks.rows_model.rows[sugar].verdict is Verdict.NOT_MET
    page.ask_answer()
    bar.form.take_up({"said": "7.1"})
    bar.do()
    assert page.checks.rows_model.rows[sugar].verdict is Verdict.MET
    assert [one.said for one in shop.rows(TrialAnswer)] == ["7.0", "7.1"]
    page.ask_take_back()
    page.take_back.form.take_up({"reason": "Of another member"})
    page.take_back.do()
    assert page.checks.rows_model.rows[sugar].verdict is Verdict.MISSING
    assert any(text.startswith("To confirm: The text bears no date") for text in texts(page))


@pytest.mark.parametrize("percent", [100, 150])
def test_the_checklist_has_the_room_and_nothing_is_cut_off(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot, qapp: QApplication, percent: int
) -> None:
    size_type(percent)
    wear(qapp, Qt.ColorScheme.Light)
    try:
        page = a_page(workplace, shop, qtbot)
        assert page.checks.height() > page.sides.height()
        assert page.checks.height() > page.height() / 3
        assert is_whole(page)
        page.checks.setFocus()
        page.checks.selectRow(12)
        press(Qt.Key.Key_Return)
        assert any(bar.isVisible() for bar in page.answers.values())
        assert is_whole(page)
        assert page.sides.isVisible() is (percent == 100)
        press(Qt.Key.Key_Escape)
        assert is_whole(page)
        assert page.sides.isVisible()
        press(Qt.Key.Key_P, CONTROL)
        assert page.sides.shows_papers
        assert is_whole(page)
        assert page.sides.height() > page.checks.height()
    finally:
        size_type(100)
        wear(qapp, Qt.ColorScheme.Light)


def is_whole(page: TrialPage) -> bool:
    """Whether everything has the height that it needs, above what follows and in the page."""
    QApplication.processEvents()
    rows = [page.head, page.sides, page.stages[Stage.TRIAL], page.checks, page.open_told]
    rows = [one for one in rows if one.isVisible()]
    edges = [(one.mapTo(page, QPoint(0, 0)).y(), one.height()) for one in rows]
    ends = [*(top for top, _height in edges[1:]), page.height()]
    lie_apart = all(top + height <= end for (top, height), end in zip(edges, ends, strict=True))
    return lie_apart and all(one.height() >= one.minimumSizeHint().height() for one in rows)


def test_what_is_asked_about_is_the_row_that_is_chosen(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = a_page(workplace, shop, qtbot)
    rows = page.checks.rows_model.rows
    head = next(at for at, tick in enumerate(rows) if tick.criterion.label == "8")
    page.checks.setFocus()
    page.checks.selectRow(head)
    press(Qt.Key.Key_Return)
    chosen = page.checks.chosen_row()
    assert chosen is not None
    asked = f"{chosen.criterion.label} {chosen.criterion.text}: "
    assert any(text.startswith(asked) for text in texts(page))


def test_a_new_trial_has_no_checklist_yet(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    a_chain(shop.engine)
    page = TrialPage(workplace, RecordRef("trial", 0))
    shown(page, qtbot)
    assert not page.checks.isVisible()
    assert page.sides.isVisible()


def test_the_page_leads_through_the_stages(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = a_page(workplace, shop, qtbot)
    press_letter(Qt.Key.Key_2)
    assert page.stage is Stage.CONTINUING
    press_letter(Qt.Key.Key_3)
    assert [tick.criterion.citation for tick in page.checks.rows_model.rows] == [
        "II.B.1",
        "II.B.2",
        "II.B.3",
        "II.B.4",
    ]
    page.ask_begin()
    page.begin.do()
    assert shop.rows(Trial)[0].begun_on == TODAY
    page.ask_authorization()
    page.ask_close()
    page.close_bar.form.take_up({"because": "Gave it back"})
    page.close_bar.do()
    assert shop.rows(Trial)[0].closed_because == "Gave it back"
    assert list(nameless(page)) == []
    found = letters(page)
    assert [one for one in found if found.count(one) > 1] == []


def test_the_list_says_what_is_next(workplace: Workplace, shop: MonthShop, qtbot: QtBot) -> None:
    a_page(workplace, shop, qtbot)
    listed = TrialsPage(workplace)
    shown(listed, qtbot)
    assert listed.chips["to_do"].text() == "To do  1"
    assert "‖ criteria missing" in texts(listed)
    assert date(2026, 1, 1) < TODAY

"""A chain is turned on, a trial is shown criterion by criterion, by keys, in its pages."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.papers.rules.chains import Stage
from dmedesk.papers.rules.trials import Verdict
from dmedesk.papers.screens.chains import ChainPage, ChainsPage
from dmedesk.papers.screens.trial import TrialPage
from dmedesk.papers.screens.trials import TrialsPage
from dmedesk.papers.tables import Chain, ChainCriterion, Requirement, Trial, TrialAnswer
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.pages import letters, nameless, press, press_letter, shown, texts
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

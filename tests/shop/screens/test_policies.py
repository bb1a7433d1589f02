"""Choices of the law from a day on, with their past."""

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.kit.lists import Ask, Filter, Match
from dmedesk.members.queries.stored import payer_ids
from dmedesk.shop.screens.policies import PoliciesPage
from dmedesk.widgets.page import Workplace
from tests.shop.screens.shown import (
    everything_is_named,
    mnemonics_are_unique,
    save,
    shown,
    type_into,
)


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> PoliciesPage:
    return shown(PoliciesPage(workplace, payer_ids), qtbot)


def _choose(page: PoliciesPage, key: str, payer_code: str = "") -> None:
    rows = page.table.rows_model.rows
    place = next(
        n for n, one in enumerate(rows) if (one.kind.key, one.payer_code) == (key, payer_code)
    )
    page.table.selectRow(place)


def test_a_choice_holds_from_its_day_for_all_or_for_one_payer(page: PoliciesPage) -> None:
    _choose(page, "reading.rent_credit")
    assert page.fields is not None
    type_into(page.fields, value="Not", from_on="2026-10-01", why="Letter of May")
    save(page)
    assert page.choice is not None
    assert page.choice.value == "not_credited"
    assert [row.why for row in page.past.rows_model.rows] == ["Letter of May"]
    type_into(page.fields, value="Taken", payer_code="mh", why="Their own letter")
    save(page)
    _choose(page, "reading.rent_credit", "MH")
    assert page.choice.whose == "MH"
    assert page.choice.value == "credited"
    assert page.told.text().startswith("2 chosen")
    page.table.selectRow(0)
    page.show_ask(Ask(filters=(Filter("payer_code", Match.IS, "MH"),)))
    assert page.choice.payer_code == "MH"


def test_a_choice_without_a_reason_or_for_nobody_is_refused(page: PoliciesPage) -> None:
    _choose(page, "reading.rent_credit")
    assert page.fields is not None
    type_into(page.fields, payer_code="XX")
    save(page)
    assert {finding.field for finding in page.findings.shown} == {"payer_code", "why"}
    assert "Known: MC, MH, PP." in page.findings.shown[0].remedy


def test_a_number_is_a_policy_too(page: PoliciesPage) -> None:
    _choose(page, "idle_minutes")
    assert page.fields is not None
    type_into(page.fields, value="15", why="Asked")
    save(page)
    assert page.choice is not None
    assert page.choice.value == "15"


def test_everything_has_a_name_and_a_letter_of_its_own(page: PoliciesPage) -> None:
    assert mnemonics_are_unique(page)
    assert everything_is_named(page)

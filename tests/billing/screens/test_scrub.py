"""The page of the scrub: findings by grade, their clause, where they are mended, going on over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens.charge_fields import PIECES
from dmedesk.billing.screens.scrub import ScrubPage
from dmedesk.billing.screens.scrub_list import of_month
from dmedesk.billing.tables import ScrubOverride
from dmedesk.kit.offers import ListLink
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.practitioner import PIECES as PRACTITIONER_PIECES
from dmedesk.papers.rules.mending import LEFT
from dmedesk.papers.rules.scrub_law import Mends, hold_clauses, scrub_rules
from dmedesk.papers.screens.paper import PIECES as PAPER_PIECES
from dmedesk.papers.screens.records import AUTHORIZATION_PIECES, PRESCRIPTION_PIECES
from dmedesk.papers.tables import Prescription
from dmedesk.widgets.forms.fields import Piece, fields_of
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import MonthShop, day
from tests.gui.pages import nameless, shown, texts
from tests.windows import activate


@pytest.fixture
def page(workplace: Workplace, rented: MonthShop, qtbot: QtBot) -> ScrubPage:
    """October of a shop with two beds of one member, and one without proof."""
    rented.rent("R9", member_no="M1")
    page = ScrubPage(workplace)
    page.show_ask(of_month(day("2026-10-01")))
    shown(page, qtbot)
    return page


def choose(page: ScrubPage, rule: str) -> None:
    for place in range(len(page.model.row_ids)):
        page.list.selectRow(place)
        row = page.list.chosen_row()
        if row is not None and row.finding.rule == rule:
            return
    raise AssertionError(rule)


def test_it_tells_reason_and_clause_of_its_month(page: ScrubPage) -> None:
    assert page.heading.text() == "Scrub, October 2026"
    choose(page, "duplicate")
    said = " ".join(texts(page))
    for words in ("✕ stop", "130 CMR 409.414", "End or withdraw one of the two"):
        assert words in said
    choose(page, "no_proof_of_delivery")
    assert "101 CMR 322.03(10)(a)" in " ".join(texts(page))
    assert not page.go_on.isEnabled()
    assert list(nameless(page)) == []


def test_enter_opens_what_mends_it(page: ScrubPage, workplace: Workplace) -> None:
    opened: list[object] = []
    workplace.navigator.record_wanted.connect(lambda ref, _apart: opened.append(ref))
    workplace.navigator.list_wanted.connect(opened.append)
    activate(page)
    choose(page, "company_npi")
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    choose(page, "no_proof_of_delivery")
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert opened[0] == ListLink("settings.company")
    assert isinstance(opened[1], RecordRef)
    assert opened[1].kind == "rental"


def test_enter_puts_the_cursor_where_it_is_mended(
    page: ScrubPage, workplace: Workplace, rented: MonthShop
) -> None:
    asked: list[object] = []
    workplace.navigator.field_wanted.connect(lambda ref, field: asked.append((ref, field)))
    bed = (Prescription.member_id == 1) & (Prescription.hcpcs == "E0260")
    rented.change(Prescription, bed, expires_on=day("2026-09-30"))
    page.refresh()
    activate(page)
    choose(page, "no_prescription")
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert asked == [(RecordRef("prescription", 1), "expires_on")]


def test_every_field_that_is_named_stands_on_the_page_that_opens() -> None:
    pages: dict[Mends, tuple[Piece, ...]] = {
        Mends.LINE: PIECES,
        Mends.PROOF: PIECES,
        Mends.PRACTITIONER: PRACTITIONER_PIECES,
        Mends.PRESCRIPTION: PRESCRIPTION_PIECES,
        Mends.AUTHORIZATION: AUTHORIZATION_PIECES,
        Mends.NECESSITY: PAPER_PIECES,
        Mends.WRITTEN_ORDER: PAPER_PIECES,
        Mends.ENCOUNTER: PAPER_PIECES,
    }
    named = [(one.mends, one.field) for one in hold_clauses().values()]
    named += [(one.mends, one.field) for one in scrub_rules().values()]
    for mends, field in named:
        if field and field != LEFT:
            assert field in {one.key for one in fields_of(pages[mends])}, (mends, field)


def test_somebody_goes_on_with_a_reason_and_takes_it_back(
    page: ScrubPage, rented: MonthShop
) -> None:
    activate(page)
    choose(page, "duplicate")
    page.go_on.click()
    page.over.do()
    assert rented.rows(ScrubOverride) == []  # Without a reason nothing is written.
    page.over.form.take_up({"why": "two rooms"})
    page.over.do()
    (fact,) = rented.rows(ScrubOverride)
    assert (fact.rule, fact.why, fact.turn) == ("duplicate", "two rooms", 1)
    page.refresh()
    page.show_ask(of_month(day("2026-10-01"), "gone"))
    page.list.selectRow(0)
    assert "two rooms (ana" in " ".join(texts(page))
    page.take_back.click()
    page.back.form.take_up({"why": "it was one"})
    page.back.do()
    assert [one.turn for one in rented.rows(ScrubOverride)] == [1, 2]


def test_the_month_before_and_after_by_keys(page: ScrubPage) -> None:
    activate(page)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page.month_on == day("2026-09-01")
    QTest.keyClick(page.list, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.month_on == day("2026-10-01")

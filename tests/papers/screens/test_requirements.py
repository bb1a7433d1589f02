"""Requirements are turned on from the proposals, listed, changed with their provenance."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dmedesk.kit.references import RecordRef
from dmedesk.papers.rules.law import proposals
from dmedesk.papers.rules.words import RequirementKind
from dmedesk.papers.screens.proposals import ProposalsPage
from dmedesk.papers.screens.requirements import RequirementPage, RequirementsPage
from dmedesk.papers.tables import Requirement
from dmedesk.widgets.page import Workplace
from tests.flows.month_shop import NOW, MonthShop
from tests.gui.pages import (
    CONTROL,
    letters,
    nameless,
    press,
    press_letter,
    shown,
    texts,
    type_into,
)

TODAY = NOW.date()


def page_of_proposals(workplace: Workplace, qtbot: QtBot) -> ProposalsPage:
    page = ProposalsPage(workplace)
    shown(page, qtbot)
    return page


def test_a_proposal_is_turned_on_with_two_keys(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = page_of_proposals(workplace, qtbot)
    assert [one.proposal.key for one in page.table.rows_model.rows] == list(proposals())
    press_letter(Qt.Key.Key_O)
    press(Qt.Key.Key_Return)
    (own,) = shop.rows(Requirement)
    assert (own.kind, own.payer_id, own.from_on) == (RequirementKind.NECESSITY_PAPERS, 1, TODAY)
    assert own.citation == "130 CMR 409.416(A), 409.427, 409.430(A)"
    assert page.table.rows_model.rows[0].state[0] == "✓ Payer MH"


def test_what_was_not_found_is_to_be_confirmed(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    page = page_of_proposals(workplace, qtbot)
    place = list(proposals()).index("mh_prescription_age")
    page.table.selectRow(place)
    assert page.table.rows_model.rows[place].state[0] == "? to confirm"
    assert any(
        text.startswith("To confirm: How long a prescription counts") for text in texts(page)
    )
    page.ask()
    page.bar.do()
    assert "How many months is not said. Say it." in texts(page)
    page.bar.form.take_up({"number": "12"})
    page.bar.do()
    assert [one.number for one in shop.rows(Requirement)] == [12]


def test_what_has_to_stand_on_a_paper_is_listed(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    assert shop is not None
    page = page_of_proposals(workplace, qtbot)
    page.table.selectRow(list(proposals()).index("mc_elements"))
    said = [text for text in texts(page) if text.startswith("On it: ")]
    assert "Patient’s name or Patient’s number" in said[0]
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))


def test_a_requirement_is_listed_and_ended_in_its_page(
    workplace: Workplace, shop: MonthShop, qtbot: QtBot
) -> None:
    first = page_of_proposals(workplace, qtbot)
    first.ask()
    first.bar.do()
    listed = RequirementsPage(workplace)
    shown(listed, qtbot)
    assert listed.chips["in_force"].text() == "In force  1"
    assert "Prescription and letter of medical necessity" in texts(listed)
    page = RequirementPage(workplace, RecordRef("requirement", 1))
    shown(page, qtbot)
    type_into(page, "until_on", "2026-12-31")
    press(Qt.Key.Key_S, CONTROL)
    assert shop.rows(Requirement)[0].until_on == date(2027, 1, 1)
    assert list(nameless(page)) == []
    found = letters(page)
    assert sorted(found) == sorted(set(found))

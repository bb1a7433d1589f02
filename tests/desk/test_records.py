"""Every kind of record has one page."""

from pytestqt.qtbot import QtBot

from dmedesk.desk.records import record_makers
from dmedesk.kit.references import RecordRef
from dmedesk.members.screens.member import MemberPage
from tests.desk.shells import shown_desk
from tests.flows.month_shop import MonthShop
from tests.gui.fixtures import EngineDoors
from tests.windows import activate


def test_kinds_are_nouns_in_the_singular() -> None:
    assert all(kind.islower() and not kind.endswith("s") for kind in record_makers())


def test_a_link_leads_to_a_field_of_a_record(
    doors: EngineDoors, rented: MonthShop, qtbot: QtBot
) -> None:
    assert rented is not None
    window = shown_desk(doors, qtbot)
    activate(window)
    navigator, member = window.page.workplace.navigator, RecordRef("member", 1)
    for field in ("phone", "zip"):
        navigator.open_record(member, field=field)
        page = window.page
        assert isinstance(page, MemberPage)
        assert page.form.current_key() == field

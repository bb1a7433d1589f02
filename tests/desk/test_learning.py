"""A while after it opened the desk knows what needs a hand, and what its old tabs are called."""

from pytestqt.qtbot import QtBot

from dmedesk.bootstrap.offers import house_offers
from dmedesk.desk.feeds import feeds
from dmedesk.desk.learning import Learning
from dmedesk.desk.program import desk
from dmedesk.kit.references import RecordRef
from dmedesk.members.tables import Member
from dmedesk.store.indexing import catch_up
from dmedesk.store.unit_of_work import unit_of_work
from dmedesk.widgets.tasks import InlineRunner
from tests.desk.shells import FACTS, shown_desk
from tests.flows.month_shop import MonthShop, clock
from tests.gui.fixtures import EngineDoors


def test_the_bar_counts_what_is_held(
    qapp: object, doors: EngineDoors, rented: MonthShop, qtbot: QtBot
) -> None:
    assert qapp is not None
    assert rented is not None
    window = desk(InlineRunner(doors), FACTS, offers=house_offers(), clock=clock)
    qtbot.addWidget(window)
    window.show()
    for learning in window.findChildren(Learning):
        learning.read()
    month = next(one for one in window.bar.buttons if "Month" in one.accessibleName())
    assert month.accessibleName().startswith("Month, ")
    assert month.accessibleName().endswith("need a hand")


def test_tabs_of_the_last_time_have_their_titles_before_they_are_looked_at(
    qapp: object, doors: EngineDoors, rented: MonthShop, qtbot: QtBot
) -> None:
    assert qapp is not None
    with unit_of_work(doors.engine, actor="ana", action="index", clock=clock) as work:
        while catch_up(work, feeds()).is_more:
            pass
    member = rented.rows(Member)[0]
    first = shown_desk(doors, qtbot)
    first.open_record(RecordRef("member", member.id))
    first.close()
    again = shown_desk(doors, qtbot)
    assert again.tabs.tabText(1) == "…"
    for learning in again.findChildren(Learning):
        learning.read()
    assert "Rivera" in again.tabs.tabText(1)


def test_a_record_opened_beside_the_page_has_its_title_at_once(
    qapp: object, doors: EngineDoors, rented: MonthShop, qtbot: QtBot
) -> None:
    assert qapp is not None
    member = rented.rows(Member)[0]
    window = shown_desk(doors, qtbot)
    window.open_record(RecordRef("member", member.id), apart=True)
    assert window.tabs.record is None
    assert "Rivera" in window.tabs.tabText(1)

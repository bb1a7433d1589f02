"""Members, practitioners, payers; a list and a form at work."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dmedesk.kit.lists import Ask, Filter, Match
from docs.screens.house import House
from docs.screens.studio import LONG, Example, Studio


def lists(studio: Studio) -> None:
    """A list whose filter row is used; one on paper; one in groups with totals; a match found."""
    page = studio.go_to("members")
    page.show_ask(Ask(filters=(Filter("city", Match.CONTAINS, "l"),)))
    page.list.selectRow(1)
    studio.take("list-filtered")
    page.clear_filters()
    page.print()
    studio.take("list-paper", wait=LONG)
    page.panes.close_paper()
    page = studio.go_to("units")
    page.further.is_summed = True
    page.group_by("product")
    page.list.fold(0, folded=True)
    page.list.choose(2)
    studio.take("list-grouped", wait=LONG)
    page.print()
    studio.take("list-grouped-paper", wait=LONG)
    page.panes.close_paper()
    page.further.is_summed = False
    page.group_by("")
    page.further.bar.press()
    QTest.keyClicks(page.further.bar.words, "rivera")
    QTest.keyClick(page.further.bar.words, Qt.Key.Key_Return)
    studio.take("list-found", wait=LONG)
    page.further.bar.close_question()


def forms(studio: Studio) -> None:
    """A new member with what is wrong, and the question before typing is given up."""
    page = studio.open("member", 0)
    studio.take("form-new")
    for key, typed in (("last_name", "Costa"), ("birth_on", "soon"), ("zip", "0210")):
        page.form.go_to(key)
        QTest.keyClicks(page.form.entries[key].target, typed)
    page.check()
    studio.take("form-wrong")
    born = page.form.entries["birth_on"]
    born.line.clear()
    QTest.keyClicks(born.line, "1941-11-26")
    born.open_calendar()
    studio.take("form-calendar", born.calendar)
    born.calendar.close()
    page.leave()
    studio.take("form-question")
    page.question.yes.click()


HOUSE = House(
    scenes={"list": lists, "form": forms},
    records={
        "member": Example(
            "SELECT member_id FROM rentals ORDER BY ended_on IS NULL DESC, id LIMIT 1"
        ),
        "practitioner": Example("SELECT min(id) FROM practitioners"),
        "payer": Example("SELECT min(id) FROM payers"),
    },
)

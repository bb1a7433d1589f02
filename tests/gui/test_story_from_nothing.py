"""From nothing to the first printed invoice, and safely on, by keyboard alone.

The way of ``features.md`` section 5, on the worker and through the program's own doors: a shop of
one's own, letterhead, staff, a messy spreadsheet, fees, papers, the month, a backup opened again.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dmedesk.assets.screens.unit import UnitPage
from dmedesk.billing.queries.listed import InvoiceListed
from dmedesk.billing.screens.invoice import InvoicePage
from dmedesk.billing.screens.month import MonthPage
from dmedesk.bootstrap.doors import ShopDoors
from dmedesk.catalog.screens.edition import EditionPage, TakeFilePage
from dmedesk.catalog.screens.rates import RatesPage
from dmedesk.desk.files import FilesPage
from dmedesk.desk.window import DeskWindow
from dmedesk.members.screens.practitioner import PractitionerPage
from dmedesk.moving.plan import Decision, Way
from dmedesk.moving.screens.centre import ImportPage
from dmedesk.shop.screens.company import CompanyPage
from dmedesk.shop.screens.history import HistoryPage
from dmedesk.shop.screens.staff import StaffPage
from dmedesk.widgets.forms.page import FormPage
from tests.gui.beginnings import FEE, MEMBER, SERIAL, begun_on, write_fees, write_workbook
from tests.gui.pages import texts
from tests.gui.person import ALT, CONTROL, Person
from tests.printing.reading import words

TODAY = datetime.now().astimezone().date()
BEGUN = begun_on(TODAY)
PICKED = ("member_id", "practitioner_id")


@pytest.fixture
def person(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Person]:
    assert qapp is not None
    made = Person(qtbot, monkeypatch, tmp_path)
    yield made
    made.close_all()


def test_from_nothing_to_a_printed_invoice_and_safely_on(person: Person) -> None:
    window = begin_a_shop(person)
    write_the_letterhead(person, window)
    add_the_staff(person, window)
    bring_in_the_spreadsheet(person, window)
    take_the_fees(person, window)
    enter_the_papers(person, window)
    person.search(SERIAL[-4:], finds=SERIAL)
    person.page(window, UnitPage)
    post_the_month(person, window)
    print_the_invoice(person, window, "INV-000001")
    post_again(person, window)
    read_the_history(person, window)
    print_the_invoice(person, window, "INV-000003")
    open_a_backup(person, window)


def begin_a_shop(person: Person) -> DeskWindow:
    """A name, and Enter: the desk is there, and nothing was asked."""
    opened: list[ShopDoors] = []
    start = person.start()
    start.opened.connect(opened.append)
    person.press(Qt.Key.Key_Tab)
    person.write("Bay State Home Medical")
    person.press(Qt.Key.Key_Return)
    person.until(opened.__len__)
    person.close_all()
    return person.sit_down(opened[0])


def write_the_letterhead(person: Person, window: DeskWindow) -> None:
    person.area(window, "settings.company")
    page = person.page(window, CompanyPage)
    person.until(page.told.text)
    person.press(Qt.Key.Key_F, ALT)
    person.press(Qt.Key.Key_Tab)
    person.press(Qt.Key.Key_Tab)
    person.fill("12 Mill St", "", "Lowell", "MA", "01850", "978 555 0100", "1234567893")
    person.press(Qt.Key.Key_S, CONTROL)
    person.until(lambda: [one["city"] for one in page.table.rows_model.rows] == ["Lowell"])


def add_the_staff(person: Person, window: DeskWindow) -> None:
    """The first owner signs in at once, and adds a biller."""
    person.area(window, "settings.staff")
    page = person.page(window, StaffPage)
    person.until(lambda: page.people.current_key() == "name")
    _fill_person(person, "Ana Owner", "2468")
    sign_in(person, window, "2468")
    person.until(lambda: len(page.table.rows_model.rows) == 1)
    person.press(Qt.Key.Key_N, CONTROL)
    person.until(lambda: page.people.current_key() == "name")
    _fill_person(person, "Ben Biller", "1357", role="b")
    person.until(lambda: len(page.table.rows_model.rows) == 2)
    assert [one.role.value for one in page.table.rows_model.rows] == ["owner", "biller"]


def sign_in(person: Person, window: DeskWindow, pin: str) -> None:
    """The PIN of the first name, and Enter."""
    asks = window.gate.sign_in
    person.until(lambda: window.gate.is_locked and asks.person is not None)
    if not asks.pin.hasFocus():
        person.press(Qt.Key.Key_Return)
    person.write(pin)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: not window.gate.is_locked)


def _fill_person(person: Person, name: str, pin: str, *, role: str = "") -> None:
    person.fill(name, role)
    person.press(Qt.Key.Key_W, ALT)
    person.fill(pin, pin)
    person.press(Qt.Key.Key_S, CONTROL)


def bring_in_the_spreadsheet(person: Person, window: DeskWindow) -> None:
    """Looked at, mended, taken, taken back, and taken again."""
    person.area(window, "settings.import")
    page = person.page(window, ImportPage)
    person.answer_files(write_workbook(person.folder, today=TODAY))
    for is_undone in (True, False):
        _go_through(person, page)
        person.until(lambda: page.taking.said.text().startswith("✓ Taken: 11 new records"))
        if is_undone:
            person.until(page.taking.undo.hasFocus)
            person.press(Qt.Key.Key_Space)
            person.until(page.question.isVisible)
            person.press(Qt.Key.Key_Return)
            person.until(lambda: page.place == 0)


def _go_through(person: Person, page: ImportPage) -> None:
    person.press(Qt.Key.Key_O, CONTROL)
    person.until(lambda: page.place == 1)
    person.press(Qt.Key.Key_Return, CONTROL)
    person.press(Qt.Key.Key_Return)
    person.write("B")
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_Return, CONTROL)
    faults = page.rows.faults
    person.until(lambda: len(faults.rows_model.rows) == 2)
    assert [one.finding.message for one in faults.rows_model.rows] == [
        "'31.12.60' is not a date.",
        "'019O1' is not a ZIP.",
    ]
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_A, CONTROL)
    person.write("1960-12-31")
    person.press(Qt.Key.Key_Return)
    person.until(lambda: len(faults.rows_model.rows) == 1)
    person.press(Qt.Key.Key_Delete, CONTROL)
    person.until(lambda: not faults.rows_model.rows)
    person.press(Qt.Key.Key_Return, CONTROL)
    assert [one.line for one in page.twins.twins.rows_model.rows] == [8]
    person.press(Qt.Key.Key_Delete, CONTROL)
    decided = [one.decisions for one in page.wizard.plan.sheets.values() if one.decisions]
    assert decided == [{8: Decision(Way.SKIP, ())}]
    person.press(Qt.Key.Key_Return, CONTROL)
    person.until(page.taking.take.isEnabled)
    person.press(Qt.Key.Key_Return, CONTROL)


def take_the_fees(person: Person, window: DeskWindow) -> None:
    """A fee file with its first day; the rents that follow, and why."""
    person.area(window, "rates")
    person.press(Qt.Key.Key_N, CONTROL)
    page = person.page(window, TakeFilePage)
    person.answer_files(write_fees(person.folder, today=TODAY))
    person.press(Qt.Key.Key_P, ALT)
    person.until(page.take_button.hasFocus)
    assert page.take_button.isEnabled()
    person.press(Qt.Key.Key_Space)
    person.page(window, EditionPage)
    person.area(window, "rates")
    rates = person.page(window, RatesPage)
    person.press(Qt.Key.Key_F, CONTROL)
    person.write("e0260")
    person.press(Qt.Key.Key_Return)
    person.until(lambda: len(rates.rents.rows_model.rows) == 3)
    person.press(Qt.Key.Key_F8)
    assert rates.why.isVisible()


def enter_the_papers(person: Person, window: DeskWindow) -> None:
    """A practitioner whose NPI is told to be wrong at once, a prescription, an authorization."""
    person.area(window, "practitioners")
    person.press(Qt.Key.Key_N, CONTROL)
    page = person.page(window, PractitionerPage)
    person.until(lambda: page.stored and page.form.current_key() == "npi")
    person.fill("1558598798")
    assert any("1558598798 is not a valid NPI" in one for one in texts(page))
    person.press(Qt.Key.Key_I, ALT)
    person.press(Qt.Key.Key_A, CONTROL)
    person.fill("1558598797", "", "Okafor")
    assert not any("is not a valid NPI" in one for one in texts(page))
    _save_and_close(person, window, page)
    day = f"{BEGUN:%m/%d/%Y}"
    _enter_paper(person, window, "prescriptions", "Alda", "e0260", "Okafor", day)
    _enter_paper(person, window, "authorizations", "Alda", "e0260", "PA7", "12", day)


def _enter_paper(person: Person, window: DeskWindow, key: str, *typed: str) -> None:
    """Ctrl+N, one field after the other, F12."""
    person.area(window, key)
    person.press(Qt.Key.Key_N, CONTROL)
    page = person.page(window, FormPage)
    person.until(lambda: page.stored and page.form.current_key() == "member_id")
    person.fill(*typed)
    person.until(
        lambda: all(
            isinstance(page.form.raws()[one], dict) for one in PICKED if one in page.form.entries
        )
    )
    _save_and_close(person, window, page)


def _save_and_close(person: Person, window: DeskWindow, page: FormPage) -> None:
    person.press(Qt.Key.Key_F12)
    person.until(lambda: page not in window.tabs.records)


def post_the_month(person: Person, window: DeskWindow) -> None:
    person.area(window, "month")
    page = person.page(window, MonthPage)
    person.until(page.post.isEnabled)
    person.press(Qt.Key.Key_F8)
    assert page.preview.why.shown is not None
    assert page.preview.why.shown.title == "Alda, Rose · E0260 RR KJ"
    person.press(Qt.Key.Key_Return, CONTROL)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: page.said.text().endswith("with 1 paper."))


def print_the_invoice(person: Person, window: DeskWindow, number: str) -> None:
    """Found by its number, saved as PDF, and read back."""
    person.search(number, finds=number)
    page = person.page(window, InvoicePage)
    person.until(lambda: page.sheet.paper.pages() == 1)
    target = person.folder / f"{number}.pdf"
    person.answer_files(target)
    person.press(Qt.Key.Key_S, CONTROL)
    person.until(target.exists)
    said = words(target.read_bytes())
    assert all(one in said for one in (number, FEE, MEMBER))


def post_again(person: Person, window: DeskWindow) -> None:
    """The run is undone by credit and posted again: no number is used twice."""
    person.area(window, "month")
    page = person.page(window, MonthPage)

    def listed() -> Sequence[InvoiceListed]:
        return page.invoices.list.rows_model.rows

    person.until(page.undo.isEnabled)
    person.press(Qt.Key.Key_Backspace, CONTROL)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: "taken back by credit" in page.said.text())
    person.until(page.post.isEnabled)
    person.press(Qt.Key.Key_Return, CONTROL)
    person.press(Qt.Key.Key_Return)
    person.until(lambda: page.said.text().endswith("with 1 paper."))
    stands = [("INV-000001", "INV-000002"), ("INV-000003", None)]
    person.until(lambda: [(one.invoice_no, one.credit_no) for one in listed()] == stands)
    assert len({one.total_cents for one in listed()}) == 1


def read_the_history(person: Person, window: DeskWindow) -> None:
    """It shows both postings, and who did them."""
    person.area(window, "history")
    model = person.page(window, HistoryPage).model
    told = ["Posted a month", "Took a month's posting back", "Posted a month"]

    def said() -> list[str]:
        rows = [[model.index(row, at).data() for at in (1, 2)] for row in range(model.rowCount())]
        return [what for who, what in rows if what in told and who == "Ana Owner"]

    person.until(lambda: said() == told)


def open_a_backup(person: Person, window: DeskWindow) -> None:
    """Backed up by hand, restored into another file, opened; the serial is found there."""
    person.search("file", finds="settings: file")
    page = person.page(window, FilesPage)
    made = len(page.backups.rows_model.rows)
    person.press(Qt.Key.Key_B, CONTROL)
    person.until(lambda: len(page.backups.rows_model.rows) > made)
    for _ in range(2 * len(page.findChildren(QWidget))):
        if page.backups.hasFocus():
            break
        person.press(Qt.Key.Key_Tab)
    person.answer_files(person.folder / "Again.dmedesk")
    person.press(Qt.Key.Key_Return)
    person.until(page.question.isVisible)
    person.press(Qt.Key.Key_Return)
    (wish,) = person.wishes
    person.close_all()
    again = person.sit_down(person.shops.open(wish.address))
    sign_in(person, again, "2468")
    person.search(SERIAL[-4:], finds=SERIAL)
    found = person.page(again, UnitPage)
    person.until(lambda: SERIAL in found.windowTitle())

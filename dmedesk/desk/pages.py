"""How each page of the desk is made. A page's modules are read when it is first gone to.

So the desk is there at once, and a shop that never looks at its rates never waits for them.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dmedesk.desk.status import ShopFacts
from dmedesk.desk.wishes import Leave
from dmedesk.kit.later import later
from dmedesk.kit.settings import Settings
from dmedesk.widgets.page import Page, Workplace
from dmedesk.widgets.wedge import Wedge

if TYPE_CHECKING:
    from dmedesk.assets.queries.listed import UnitListed
    from dmedesk.widgets.listing.spec import ListSource


def today(workplace: Workplace) -> Page:
    """What needs a hand now."""
    from dmedesk.desk.today import TodayPage

    return TodayPage(workplace)


def month(workplace: Workplace) -> Page:
    """The month: preview, post, undo."""
    from dmedesk.billing.screens.month import MonthPage

    return MonthPage(workplace)


def scrub(workplace: Workplace) -> Page:
    """What to look at before the month counts."""
    from dmedesk.billing.screens.scrub import ScrubPage

    return ScrubPage(workplace)


def month_end(workplace: Workplace) -> Page:
    """The month-end list, with what is open of each step."""
    from dmedesk.desk.month_end import MonthEndPage

    return MonthEndPage(workplace)


def invoices(workplace: Workplace) -> Page:
    """Every invoice of every month."""
    from dmedesk.billing.screens.listed import InvoicesPage

    return InvoicesPage(workplace)


def charges(workplace: Workplace) -> Page:
    """What is charged once, beside the months of rent."""
    from dmedesk.billing.screens.charges import ChargesPage

    return ChargesPage(workplace)


def payments(workplace: Workplace) -> Page:
    """The batches of payments."""
    from dmedesk.billing.screens.batches import PaymentsPage

    return PaymentsPage(workplace)


def denials(workplace: Workplace) -> Page:
    """What payers denied, reduced or paid short."""
    from dmedesk.billing.screens.denials import DenialsPage

    return DenialsPage(workplace)


def ageing(workplace: Workplace) -> Page:
    """What is owed, by age."""
    from dmedesk.billing.screens.ageing import AgeingPage

    return AgeingPage(workplace)


def deadlines(workplace: Workplace) -> Page:
    """The open lines with their clocks."""
    from dmedesk.billing.screens.deadlines import DeadlinesPage

    return DeadlinesPage(workplace)


def statements(workplace: Workplace) -> Page:
    """Who is to get a statement."""
    from dmedesk.billing.screens.statements import StatementsPage

    return StatementsPage(workplace)


def rentals(workplace: Workplace) -> Page:
    """The rentals with the strip of their months."""
    from dmedesk.billing.queries.strips import rental_strip
    from dmedesk.rentals.screens.rentals import RentalsPage

    return RentalsPage(workplace, rental_strip)


def repairs(workplace: Workplace) -> Page:
    """The repair bench."""
    from dmedesk.repairs.screens.repairs import RepairsPage

    return RepairsPage(workplace)


def slips(workplace: Workplace) -> Page:
    """The slip board, with the money that each slip holds."""
    from dmedesk.billing.queries.waiting import money_waiting
    from dmedesk.deliveries.queries.listed import SlipSource
    from dmedesk.deliveries.screens.slips import SlipsPage

    return SlipsPage(workplace, SlipSource(money_waiting, driver=lambda: workplace.owner))


def visits(workplace: Workplace) -> Page:
    """Signed slips typed as a pile."""
    from dmedesk.deliveries.screens.pile import PilePage

    return PilePage(workplace)


def units(workplace: Workplace) -> Page:
    """The units with who has them."""
    from dmedesk.assets.screens.units import UnitsPage

    def source() -> "ListSource[UnitListed]":
        from dmedesk.rentals.queries.units import UNITS

        return UNITS

    return UnitsPage(workplace, later(source))


def counts(workplace: Workplace) -> Page:
    """The counts of places."""
    from dmedesk.assets.screens.counts import CountsPage

    return CountsPage(workplace)


def routes(workplace: Workplace) -> Page:
    """The visits of a day by driver, and their batches."""
    from dmedesk.deliveries.screens.routes import RoutesPage

    return RoutesPage(workplace)


def bench(workplace: Workplace) -> Page:
    """The units that wait to be cleaned and checked."""
    from dmedesk.assets.screens.bench import BenchPage

    return BenchPage(workplace)


def receiving(workplace: Workplace) -> Page:
    """Units that came, many at once."""
    from dmedesk.assets.screens.receiving import ReceivingPage

    return ReceivingPage(workplace)


def transfers(workplace: Workplace) -> Page:
    """Units brought to another place, many at once."""
    from dmedesk.assets.screens.transfers import TransfersPage

    return TransfersPage(workplace)


def places(workplace: Workplace) -> Page:
    """The places with their units counted."""
    from dmedesk.assets.screens.places import PlacesPage

    return PlacesPage(workplace)


def received(workplace: Workplace) -> Page:
    """The scans of signed slips."""
    from dmedesk.deliveries.screens.received import PapersReceivedPage

    return PapersReceivedPage(workplace)


def maintenance(workplace: Workplace) -> Page:
    """What maintenance is due."""
    from dmedesk.assets.screens.maintenance import MaintenancePage

    return MaintenancePage(workplace)


def plans(workplace: Workplace) -> Page:
    """What the makers ask for."""
    from dmedesk.assets.screens.plans import PlansPage

    return PlansPage(workplace)


def products(workplace: Workplace) -> Page:
    """The products with their units counted."""
    from dmedesk.assets.queries.listed import PRODUCTS
    from dmedesk.catalog.screens.products import ProductsPage

    return ProductsPage(workplace, PRODUCTS)


def kits(workplace: Workplace) -> Page:
    """What goes out together."""
    from dmedesk.catalog.screens.kits import KitsPage

    return KitsPage(workplace)


def rates(workplace: Workplace) -> Page:
    """The rate book."""
    from dmedesk.catalog.screens.rates import RatesPage

    return RatesPage(workplace)


def members(workplace: Workplace) -> Page:
    """The members."""
    from dmedesk.members.screens.lists import MembersPage

    return MembersPage(workplace)


def practitioners(workplace: Workplace) -> Page:
    """The practitioners."""
    from dmedesk.members.screens.lists import PractitionersPage

    return PractitionersPage(workplace)


def payers(workplace: Workplace) -> Page:
    """The payers."""
    from dmedesk.members.screens.lists import PayersPage

    return PayersPage(workplace)


def recalls(workplace: Workplace) -> Page:
    """The recalls by stage, with their clocks."""
    from dmedesk.recalls.screens.queue import RecallsPage

    return RecallsPage(workplace)


def recall_units(workplace: Workplace) -> Page:
    """The units that keep recalls open."""
    from dmedesk.recalls.screens.queue import RecallUnitsPage

    return RecallUnitsPage(workplace)


def recall_letters(workplace: Workplace) -> Page:
    """The letters about recalls."""
    from dmedesk.recalls.screens.queue import RecallLettersPage

    return RecallLettersPage(workplace)


def reports(workplace: Workplace, *, titles: Mapping[str, str]) -> Page:
    """The gallery of reports, by their keys and titles."""
    from dmedesk.desk.reports import ReportsPage

    return ReportsPage(workplace, titles)


def report(workplace: Workplace, key: str) -> Page:
    """One report."""
    from dmedesk.desk.reports import report_of
    from dmedesk.widgets.report import ReportPage

    return ReportPage(workplace, report_of(key))


def scanner(workplace: Workplace, settings: Settings, wedge: Wedge) -> Page:
    """What tells the scanner from typing, and a field to try it."""
    from dmedesk.desk.scanner import ScannerPage

    return ScannerPage(workplace, settings, wedge)


def look(workplace: Workplace, settings: Settings) -> Page:
    """Light or dark, and the size of type."""
    from dmedesk.desk.look import LookPage

    return LookPage(workplace, settings)


def files(workplace: Workplace, settings: Settings, facts: ShopFacts, leave: Leave) -> Page:
    """The shop's file: backups, restoring, checking, the way out, other shops."""
    from dmedesk.desk.files import FilesPage

    return FilesPage(workplace, facts, settings, leave)


def company(workplace: Workplace) -> Page:
    """The letterhead by its versions."""
    from dmedesk.shop.screens.company import CompanyPage

    return CompanyPage(workplace)


def numbering(workplace: Workplace) -> Page:
    """What invoices and credits are numbered by."""
    from dmedesk.shop.screens.numbering import NumberingPage

    return NumberingPage(workplace)


def staff(workplace: Workplace) -> Page:
    """The people who work here."""
    from dmedesk.shop.screens.staff import StaffPage

    return StaffPage(workplace)


def rights(workplace: Workplace) -> Page:
    """What each role may do."""
    from dmedesk.shop.screens.rights import RightsPage

    return RightsPage(workplace)


def policies(workplace: Workplace) -> Page:
    """What the shop chose, from a day on."""
    from dmedesk.members.queries.stored import payer_ids
    from dmedesk.shop.screens.policies import PoliciesPage

    return PoliciesPage(workplace, payer_ids)


def texts(workplace: Workplace) -> Page:
    """What papers say in the shop's own words."""
    from dmedesk.shop.screens.texts import TextsPage

    return TextsPage(workplace)


def holidays(workplace: Workplace) -> Page:
    """The days on which nobody works."""
    from dmedesk.shop.screens.holidays import HolidaysPage

    return HolidaysPage(workplace)


def printing(workplace: Workplace) -> Page:
    """Which printer, tray and shift each kind of paper has here, and the test page."""
    from dmedesk.desk.printing import PrintingPage

    return PrintingPage(workplace)


def prints(workplace: Workplace) -> Page:
    """Every print of a stored paper."""
    from dmedesk.desk.prints import PrintsPage

    return PrintsPage(workplace)


def imports(workplace: Workplace) -> Page:
    """The import centre."""
    from dmedesk.moving.screens.centre import ImportPage

    return ImportPage(workplace)


def history(workplace: Workplace) -> Page:
    """Who did what, when."""
    from dmedesk.shop.screens.history import HistoryPage

    return HistoryPage(workplace)


def about(workplace: Workplace, facts: ShopFacts) -> Page:
    """The program, its parts and their licences, and the report."""
    from dmedesk.desk.about import AboutPage

    return AboutPage(workplace, facts)

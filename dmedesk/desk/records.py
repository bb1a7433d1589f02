"""The pages of records: which page shows a record of which kind."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import RecordPage, Workplace

RecordMaker: TypeAlias = Callable[[Workplace, RecordRef], RecordPage]


def record_makers() -> Mapping[str, RecordMaker]:
    """By kind (``member``), what makes the page of one; id 0 is a record still to be entered."""
    return _MAKERS


def _member(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.members.screens.member import MemberPage

    return MemberPage(workplace, ref)


def _practitioner(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.members.screens.practitioner import PractitionerPage

    return PractitionerPage(workplace, ref)


def _payer(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.members.screens.payer import PayerPage

    return PayerPage(workplace, ref)


def _prescription(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.papers.screens.records import PrescriptionPage

    return PrescriptionPage(workplace, ref)


def _authorization(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.papers.screens.records import AuthorizationPage

    return AuthorizationPage(workplace, ref)


def _order(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.papers.screens.order import OrderPage

    return OrderPage(workplace, ref)


def _paper(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.papers.screens.paper import PaperPage

    return PaperPage(workplace, ref)


def _pa_request(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.papers.screens.request import RequestPage

    return RequestPage(workplace, ref)


def _worksheet(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.papers.screens.worksheet import WorksheetPage

    return WorksheetPage(workplace, ref)


def _chain(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.papers.screens.chains import ChainPage

    return ChainPage(workplace, ref)


def _trial(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.papers.screens.trial import TrialPage

    return TrialPage(workplace, ref)


def _requirement(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.papers.screens.requirements import RequirementPage

    return RequirementPage(workplace, ref)


def _limit(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.papers.screens.limits import LimitPage

    return LimitPage(workplace, ref)


def _replacement(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.papers.screens.replacements import ReplacementPage

    return ReplacementPage(workplace, ref)


def _invoice(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.billing.screens.invoice import InvoicePage

    return InvoicePage(workplace, ref)


def _charge(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.billing.screens.charge import ChargePage

    return ChargePage(workplace, ref)


def _invoice_line(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.billing.screens.line import LinePage

    return LinePage(workplace, ref)


def _payment_batch(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.billing.screens.batch import BatchPage

    return BatchPage(workplace, ref)


def _account(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.billing.screens.account import AccountPage

    return AccountPage(workplace, ref)


def _binder(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.binder.screens.binder import BinderPage

    return BinderPage(workplace, ref)


def _rental(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.billing.queries.strips import rental_strip
    from dmedesk.billing.screens.why_month import why_month
    from dmedesk.rentals.screens.rental import RentalPage

    return RentalPage(workplace, ref, rental_strip, why_month)


def _purchase_option(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.billing.screens.option import OptionPage

    return OptionPage(workplace, ref)


def _asset(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.assets.screens.unit import UnitPage
    from dmedesk.desk.losses import RentedLosses
    from dmedesk.rentals.queries.units import UNITS

    return UnitPage(workplace, ref, UNITS, RentedLosses())


def _place(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.assets.screens.places import PlacePage

    return PlacePage(workplace, ref)


def _count(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.assets.screens.count import CountPage

    return CountPage(workplace, ref)


def _plan(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.assets.screens.plan import PlanPage

    return PlanPage(workplace, ref)


def _product(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.catalog.screens.product import ProductPage

    return ProductPage(workplace, ref)


def _kit(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.catalog.screens.kit import KitPage

    return KitPage(workplace, ref)


def _ticket(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.billing.queries.waiting import money_waiting
    from dmedesk.deliveries.screens.opening import NewSlipPage
    from dmedesk.deliveries.screens.ticket import TicketPage

    if not ref.id:
        return NewSlipPage(workplace, ref)
    return TicketPage(workplace, ref, money_waiting)


def _visit(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.deliveries.screens.visit import VisitPage

    return VisitPage(workplace, ref)


def _recall(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.recalls.screens.case import CasePage
    from dmedesk.recalls.screens.notice import NoticePage

    return CasePage(workplace, ref) if ref.id else NoticePage(workplace, ref)


def _notice(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.recalls.screens.notice import NoticePage

    return NoticePage(workplace, ref)


def _repair(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.billing.actions.repair_charging import charge_repair
    from dmedesk.billing.queries.repair_charges import count_uncharged
    from dmedesk.repairs.screens.entering import NewRepairPage
    from dmedesk.repairs.screens.repair import RepairBilling, RepairPage

    if not ref.id:
        return NewRepairPage(workplace, ref)
    return RepairPage(workplace, ref, RepairBilling(count_uncharged, charge_repair))


def _substitute(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.repairs.screens.finder import FinderPage

    return FinderPage(workplace, ref)


def _edition(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.catalog.screens.edition import edition_page

    return edition_page(workplace, ref)


def _fee(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.catalog.screens.fee import FeePage

    return FeePage(workplace, ref)


def _person(workplace: Workplace, ref: RecordRef) -> RecordPage:
    from dmedesk.shop.screens.person import PersonPage

    return PersonPage(workplace, ref)


_MAKERS: Mapping[str, RecordMaker] = {
    "invoice": _invoice,
    "charge": _charge,
    "invoice_line": _invoice_line,
    "payment": _payment_batch,
    "payment_batch": _payment_batch,
    "account": _account,
    "binder": _binder,
    "rental": _rental,
    "purchase_option": _purchase_option,
    "member": _member,
    "practitioner": _practitioner,
    "payer": _payer,
    "prescription": _prescription,
    "authorization": _authorization,
    "order": _order,
    "paper": _paper,
    "pa_request": _pa_request,
    "requirement": _requirement,
    "limit": _limit,
    "replacement": _replacement,
    "worksheet": _worksheet,
    "chain": _chain,
    "trial": _trial,
    "asset": _asset,
    "count": _count,
    "place": _place,
    "plan": _plan,
    "product": _product,
    "kit": _kit,
    "ticket": _ticket,
    "visit": _visit,
    "recall": _recall,
    "notice": _notice,
    "repair": _repair,
    "substitute": _substitute,
    "edition": _edition,
    "fee": _fee,
    "staff": _person,
}

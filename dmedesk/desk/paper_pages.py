"""How the pages of orders and papers are made; as ``pages``, read when they are first gone to."""

from dmedesk.widgets.page import Page, Workplace


def orders(workplace: Workplace) -> Page:
    """The orders."""
    from dmedesk.papers.screens.orders import OrdersPage

    return OrdersPage(workplace)


def prescriptions(workplace: Workplace) -> Page:
    """The prescriptions."""
    from dmedesk.papers.screens.lists import PrescriptionsPage

    return PrescriptionsPage(workplace)


def papers(workplace: Workplace) -> Page:
    """The papers beside prescriptions."""
    from dmedesk.papers.screens.papers import PapersPage

    return PapersPage(workplace)


def authorizations(workplace: Workplace) -> Page:
    """The prior authorizations."""
    from dmedesk.papers.screens.lists import AuthorizationsPage

    return AuthorizationsPage(workplace)


def pa_requests(workplace: Workplace) -> Page:
    """The requests for authorization."""
    from dmedesk.papers.screens.papers import RequestsPage

    return RequestsPage(workplace)


def worksheets(workplace: Workplace) -> Page:
    """The worksheets of individual consideration."""
    from dmedesk.papers.screens.worksheets import WorksheetsPage

    return WorksheetsPage(workplace)


def outstanding(workplace: Workplace) -> Page:
    """The papers that practitioners owe, of orders and of what is rented out."""
    from dmedesk.papers.screens.outstanding import OutstandingPage
    from dmedesk.rentals.queries.in_use import codes_in_use

    return OutstandingPage(workplace, codes_in_use)


def trials(workplace: Workplace) -> Page:
    """The trials."""
    from dmedesk.papers.screens.trials import TrialsPage

    return TrialsPage(workplace)


def chains(workplace: Workplace) -> Page:
    """The chains that payers ask for."""
    from dmedesk.papers.screens.chains import ChainsPage

    return ChainsPage(workplace)


def requirements(workplace: Workplace) -> Page:
    """What payers want on paper, as it was turned on."""
    from dmedesk.papers.screens.requirements import RequirementsPage

    return RequirementsPage(workplace)


def proposals(workplace: Workplace) -> Page:
    """What the texts have payers want."""
    from dmedesk.papers.screens.proposals import ProposalsPage

    return ProposalsPage(workplace)


def refills(workplace: Workplace) -> Page:
    """The supplies by when they end, and who was asked."""
    from dmedesk.papers.screens.refills import RefillsPage

    return RefillsPage(workplace)


def receipts(workplace: Workplace) -> Page:
    """What members received."""
    from dmedesk.papers.screens.receipts import ReceiptsPage

    return ReceiptsPage(workplace)


def replacements(workplace: Workplace) -> Page:
    """Why things are wanted before their time."""
    from dmedesk.papers.screens.replacements import ReplacementsPage

    return ReplacementsPage(workplace)


def limits(workplace: Workplace) -> Page:
    """Limits of frequency, as they were turned on."""
    from dmedesk.papers.screens.limits import LimitsPage

    return LimitsPage(workplace)


def limit_proposals(workplace: Workplace) -> Page:
    """The limits that texts and guides have."""
    from dmedesk.papers.screens.limits import LimitProposalsPage

    return LimitProposalsPage(workplace)

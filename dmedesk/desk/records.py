"""The pages of records: which page shows a record of which kind."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from dmedesk.kit.references import RecordRef
from dmedesk.widgets.page import RecordPage, Workplace

RecordMaker: TypeAlias = Callable[[Workplace, RecordRef], RecordPage]


def record_makers() -> Mapping[str, RecordMaker]:
    """By kind (``member``), what makes the page of one; id 0 is a record still to be entered."""
    return {
        "member": _member,
        "practitioner": _practitioner,
        "payer": _payer,
        "prescription": _prescription,
        "authorization": _authorization,
    }


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

"""An order is ready when every tick is set; what is missing has its reason and its source."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dmedesk.papers.rules import AuthorizationFact, PrescriptionFact
from dmedesk.papers.rules.readiness import LineFact, Need, OrderFact, checklist, is_ready
from dmedesk.papers.rules.requirements import PapersFact, RequirementFact, SupportFact
from dmedesk.papers.rules.scrub import SHARE_EXCUSED
from dmedesk.papers.rules.words import OrderTerms, PaperKind, RequirementKind, Service

ON = date(2026, 11, 29)
RX = PrescriptionFact(date(2026, 11, 1), date(2027, 11, 1), "1234567893")
LINE = LineFact(1, "E0260", "dme", OrderTerms.RENT, needs_pa=False, papers=PapersFact((RX,)))
ORDER = OrderFact("", has_payer=True, has_practitioner=True, lines=(LINE,))


def missing(order: OrderFact) -> list[tuple[str, Need]]:
    return [(check.what, check.need) for check in checklist(order, ON) if not check.is_met]


def test_an_order_with_its_prescription_is_ready() -> None:
    checks = checklist(ORDER, ON)
    assert is_ready(checks)
    assert [check.what for check in checks] == ["Member", "Payer", "Practitioner", "Prescription"]
    assert checks[-1].reason == "in force until 2027-11-01"


def test_everything_missing_is_told_at_once() -> None:
    bare = LINE._replace(papers=PapersFact(), needs_pa=True)
    order = OrderFact("died on 2026-11-01", has_payer=False, has_practitioner=False, lines=(bare,))
    assert missing(order) == [
        ("Member", Need.MEMBER),
        ("Payer", Need.PAYER),
        ("Practitioner", Need.PRACTITIONER),
        ("Prescription", Need.PRESCRIPTION),
        ("Prior authorization", Need.AUTHORIZATION),
    ]
    assert missing(replace(ORDER, lines=())) == [("Lines", Need.LINES)]


def test_a_wrong_npi_is_the_practitioners_matter() -> None:
    wrong = LINE._replace(papers=PapersFact((RX._replace(npi="1234567890"),)))
    assert missing(replace(ORDER, lines=(wrong,))) == [("Practitioner’s NPI", Need.PRACTITIONER)]


def test_an_authorization_covers_the_day() -> None:
    covers = AuthorizationFact(1, "PA1", ON, None)
    line = LINE._replace(needs_pa=True, papers=PapersFact((RX,), (), (covers,)))
    assert missing(replace(ORDER, lines=(line,))) == []
    later = covers._replace(from_on=date(2026, 11, 30))
    line = line._replace(papers=PapersFact((RX,), (), (later,)))
    assert missing(replace(ORDER, lines=(line,))) == [("Prior authorization", Need.AUTHORIZATION)]


def test_what_the_owner_turned_on_is_asked_for_by_rent_or_purchase() -> None:
    letter = SupportFact(PaperKind.ENCOUNTER, date(2026, 5, 28))
    wanted = RequirementFact(
        RequirementKind.ENCOUNTER, ON, service=Service.PURCHASE, number=6, citation="409.430"
    )
    line = LINE._replace(papers=PapersFact((RX,), (letter,)))
    order = replace(ORDER, lines=(line,), required=(wanted,))
    assert missing(order) == []
    bought = replace(order, lines=(line._replace(terms=OrderTerms.BUY),))
    assert [need for _what, need in missing(bought)] == [Need.ENCOUNTER]
    reason = checklist(bought, ON)[-1].reason
    assert reason == "not seen from 2026-05-29 to 2026-11-29, the start (409.430)"


def test_two_lines_of_one_code_are_asked_for_once() -> None:
    order = replace(ORDER, lines=(LINE, LINE._replace(place=2)))
    assert len(checklist(order, ON)) == len(checklist(ORDER, ON))


def test_a_written_order_that_is_incomplete_is_the_paper_to_enter() -> None:
    elements = RequirementFact(RequirementKind.ELEMENTS, ON, text="medicare")
    order = replace(ORDER, required=(elements, elements._replace(text="masshealth")))
    assert [need for _what, need in missing(order)] == [Need.WRITTEN_ORDER, Need.PRESCRIPTION]


CHAIR = LINE._replace(hcpcs="K0005", family="wheeled_mobility", terms=OrderTerms.BUY)
SHARED = replace(ORDER, lines=(CHAIR,), regime="masshealth", is_resident=True)


def shares(order: OrderFact) -> list[str]:
    return [check.reason for check in checklist(order, ON) if check.need is Need.SHARE]


def test_what_the_facility_of_a_resident_owes_is_told_with_its_clause_and_holds_nothing() -> None:
    owes = "the nursing facility owes $500.00 of the price"
    assert shares(SHARED) == [f"{owes}, {SHARE_EXCUSED} (130 CMR 409.415(A)(1)(a))"]
    assert is_ready(checklist(SHARED, ON))


@pytest.mark.parametrize(
    "other",
    [
        {"is_resident": False},
        {"regime": "medicare"},
        {"lines": (CHAIR._replace(terms=OrderTerms.RENT),)},
        {"lines": (CHAIR._replace(family="oxygen"),)},
    ],
    ids=["at home", "medicare", "rented", "no mobility"],
)
def test_no_share_is_told_otherwise(other: dict[str, Any]) -> None:
    assert shares(replace(SHARED, **other)) == []

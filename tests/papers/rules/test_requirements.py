"""What payers want once it is turned on: each rule below, on and above its line, by clause."""

from datetime import date
from typing import Any

import pytest

from dmedesk.papers.rules import AuthorizationFact, HoldCode, PrescriptionFact
from dmedesk.papers.rules.law import proposals
from dmedesk.papers.rules.requirements import (
    Occasion,
    PapersFact,
    RequirementFact,
    SupportFact,
    asking,
    hold_of,
    in_order,
    requirement_holds,
)
from dmedesk.papers.rules.words import PaperKind, RequirementKind, Service

NPI = "1234567893"
START = date(2026, 7, 5)


def day(text: str) -> date:
    return date.fromisoformat(text)


def rx(signed_on: str, expires_on: str | None = None, *elements: str) -> PrescriptionFact:
    last = day(expires_on) if expires_on else None
    return PrescriptionFact(day(signed_on), last, NPI, frozenset(elements))


def paper(
    kind: PaperKind, signed_on: str, expires_on: str | None = None, *elements: str
) -> SupportFact:
    last = day(expires_on) if expires_on else None
    return SupportFact(kind, day(signed_on), last, frozenset(elements))


def letter(signed_on: str, expires_on: str | None = None, *elements: str) -> SupportFact:
    return paper(PaperKind.LETTER, signed_on, expires_on, *elements)


def pa(asked_on: str | None, until_on: str = "2027-01-01") -> AuthorizationFact:
    asked = day(asked_on) if asked_on else None
    return AuthorizationFact(1, "PA1", day("2026-01-01"), day(until_on), None, asked)


def proposed(key: str, **more: Any) -> RequirementFact:
    """A shipped proposal, turned on for ever."""
    one = proposals()[key]
    said = {"number": one.number, "text": one.text, "citation": one.citation}
    return RequirementFact(one.kind, date(2000, 1, 1), **{**said, **more})


def code_of(
    requirement: RequirementFact,
    *,
    prescriptions: tuple[PrescriptionFact, ...] = (),
    supports: tuple[SupportFact, ...] = (),
    authorizations: tuple[AuthorizationFact, ...] = (),
    on: str = "2026-07-05",
    started_on: str = "2026-07-05",
    delivered_on: str | None = None,
) -> str | None:
    papers = PapersFact(prescriptions, supports, authorizations)
    delivered = day(delivered_on) if delivered_on else None
    hold = hold_of(requirement, papers, Occasion(day(on), day(started_on), delivered))
    return None if hold is None else hold.code.value


RX, LETTER = (rx("2020-01-01"),), (letter("2020-01-01"),)


@pytest.mark.parametrize(
    ("on", "prescriptions", "supports", "held"),
    [
        ("2024-09-30", RX, LETTER, False),
        ("2024-09-30", RX, (), True),
        ("2024-09-30", (), LETTER, True),
        ("2024-10-01", RX, (), False),
        ("2024-10-01", (), LETTER, False),
        ("2024-10-01", (), (), True),
        ("2024-10-02", (), (letter("2024-10-03"),), True),
        ("2026-07-05", (), (letter("2020-01-01", "2026-07-04"),), True),
        ("2026-07-05", (), (letter("2020-01-01", "2026-07-05"),), False),
    ],
)
def test_prescription_and_letter_until_the_text_of_2024_or_either_after(
    on: str,
    prescriptions: tuple[PrescriptionFact, ...],
    supports: tuple[SupportFact, ...],
    *,
    held: bool,
) -> None:
    """130 CMR 409.430(A), T23: and until 9/30/2024, or from 10/1/2024."""
    wanted = proposed("mh_necessity_papers")
    code = code_of(wanted, prescriptions=prescriptions, supports=supports, on=on)
    assert code == ("necessity_papers_missing" if held else None)


NINE = (
    *("patient_name", "order_date", "item", "prescriber_name", "prescriber_npi", "signature"),
    *("diagnosis", "settings", "length_of_need"),
)


def test_nine_elements_stand_on_prescription_or_letter_together() -> None:
    """130 CMR 409.416(B): one may sit in the other paper, as long as that is in force."""
    wanted = proposed("mh_elements")
    whole, short = rx("2026-01-01", None, *NINE), rx("2026-01-01", None, *NINE[:-1])
    beside = letter("2026-01-01", None, NINE[-1])
    ended = letter("2026-01-01", "2026-07-04", NINE[-1])
    assert code_of(wanted, prescriptions=(whole,)) is None
    assert code_of(wanted, prescriptions=(short,)) == "paper_incomplete"
    assert code_of(wanted, prescriptions=(short,), supports=(beside,)) is None
    assert code_of(wanted, prescriptions=(short,), supports=(ended,)) == "paper_incomplete"
    papers = PapersFact((short,))
    hold = hold_of(wanted, papers, Occasion(START, START))
    assert hold is not None
    assert hold.detail == "not on the papers: Length of need (130 CMR 409.416(B))"


def test_a_written_order_bears_name_or_number_and_name_or_npi() -> None:
    """Medicare, standard written order: either of each pair is enough; quantity only if any."""
    wanted = proposed("mc_elements")
    order = PaperKind.WRITTEN_ORDER
    least = ("patient_number", "order_date", "item", "prescriber_npi", "signature")
    assert code_of(wanted, supports=(paper(order, "2026-01-01", None, *least),)) is None
    for missing in least:
        less = tuple(one for one in least if one != missing)
        code = code_of(wanted, supports=(paper(order, "2026-01-01", None, *less),))
        assert code == "paper_incomplete"
    assert code_of(wanted, supports=(letter("2026-01-01", None, *least),)) == "paper_incomplete"


@pytest.mark.parametrize(
    ("signed_on", "held"),
    [("2026-04-05", True), ("2026-04-06", False), ("2026-07-05", False), ("2026-07-06", True)],
)
def test_oxygen_is_prescribed_within_90_days_before_the_first_service(
    signed_on: str, *, held: bool
) -> None:
    """130 CMR 427.408: 90 days before 5 July is 6 April."""
    code = code_of(proposed("mh_oxygen_in_time"), prescriptions=(rx(signed_on),), on="2026-10-05")
    assert code == ("prescription_not_in_time" if held else None)


@pytest.mark.parametrize(
    ("seen_on", "held"),
    [("2026-01-04", True), ("2026-01-05", False), ("2026-07-05", False), ("2026-07-06", True)],
)
def test_the_member_was_seen_within_six_months_before_the_start(
    seen_on: str, *, held: bool
) -> None:
    """130 CMR 409.430: face-to-face within six months before the start, whichever month is due."""
    seen = paper(PaperKind.ENCOUNTER, seen_on)
    code = code_of(proposed("mh_encounter"), supports=(seen,), on="2026-12-05")
    assert code == ("no_encounter" if held else None)


@pytest.mark.parametrize(
    ("asked_on", "held"),
    [
        ("2025-12-31", True),
        ("2026-01-01", False),
        ("2026-04-01", False),
        ("2026-04-02", True),
        (None, True),
    ],
)
def test_authorization_is_asked_for_within_90_calendar_days(
    asked_on: str | None, *, held: bool
) -> None:
    """130 CMR 409.418(E), T30: 90 calendar days after 1 January is 1 April; no roll on (T31)."""
    code = code_of(
        proposed("mh_request_in_time"),
        prescriptions=(rx("2026-01-01"),),
        authorizations=(pa(asked_on),),
    )
    assert code == ("request_not_in_time" if held else None)


@pytest.mark.parametrize(
    ("month", "on", "granted", "held"),
    [
        (None, "2026-11-05", (("2026-07-05", "2027-01-01"),), False),
        (3, "2026-09-05", (("2026-07-05", "2027-01-01"),), False),
        (4, "2026-10-05", (("2026-07-05", "2027-01-01"),), True),
        (4, "2026-10-05", (), True),
        (4, "2026-10-05", (("2026-07-05", "2026-10-05"), ("2026-10-06", None)), True),
        (4, "2026-10-05", (("2026-07-05", "2026-10-05"), ("2026-10-05", None)), False),
        (4, "2026-10-05", (("2026-07-05", "2027-01-01"), ("2026-09-20", None)), False),
        (4, "2026-10-05", (("2026-07-05", "2027-01-01"), ("2026-07-01", None)), True),
        (5, "2026-11-05", (("2026-10-05", "2026-11-05"),), True),
        (5, "2026-11-05", (("2026-10-05", "2026-11-06"),), False),
    ],
)
def test_after_the_trial_another_authorization_covers_the_month(
    month: int | None, on: str, granted: tuple[tuple[str, str | None], ...], *, held: bool
) -> None:
    """The guideline for insulin pumps, I: three months, and a separate authorization to go on."""
    own = [
        AuthorizationFact(n, f"PA{n}", day(first), day(until) if until else None)
        for n, (first, until) in enumerate(granted, 1)
    ]
    occasion = Occasion(day(on), START, START, month)
    hold = hold_of(proposed("mh_insulin_pump_second"), PapersFact((), (), own), occasion)
    assert (hold is not None) is held
    if hold is not None:
        assert hold.code is HoldCode.NO_SECOND_AUTHORIZATION


def test_without_an_authorization_its_request_is_no_matter() -> None:
    wanted = proposed("mh_request_in_time")
    assert code_of(wanted, prescriptions=(rx("2026-01-01"),)) is None
    assert code_of(wanted, authorizations=(pa("2026-01-01", "2026-07-05"),)) is None


@pytest.mark.parametrize(
    ("signed_on", "held"), [("2025-07-05", True), ("2025-07-06", False), ("2026-07-05", False)]
)
def test_a_prescription_counts_as_many_months_as_the_owner_says(
    signed_on: str, *, held: bool
) -> None:
    """130 CMR 409.416(C) was not read: the number is the owner's."""
    wanted = proposed("mh_prescription_age", number=12)
    code = code_of(wanted, prescriptions=(rx(signed_on),))
    assert code == ("prescription_too_old" if held else None)
    with pytest.raises(ValueError, match="needs its number"):
        code_of(proposed("mh_prescription_age"))


@pytest.mark.parametrize(
    ("order", "held"),
    [
        (None, True),
        (paper(PaperKind.WRITTEN_ORDER, "2026-08-01"), False),
        (paper(PaperKind.WRITTEN_ORDER, "2026-01-01", "2026-07-04"), True),
        (paper(PaperKind.WRITTEN_ORDER, "2026-01-01", "2026-07-05"), False),
        (paper(PaperKind.CMN, "2020-01-01"), True),
        (paper(PaperKind.DIF, "2020-01-01"), True),
    ],
)
def test_a_written_order_is_there_before_the_claim(
    order: SupportFact | None, *, held: bool
) -> None:
    """Medicare, from 1/1/2020; a CMN or DIF of old days is none."""
    code = code_of(proposed("mc_written_order"), supports=(order,) if order else ())
    assert code == ("no_written_order" if held else None)


@pytest.mark.parametrize(
    ("signed_on", "held"), [("2026-07-03", False), ("2026-07-04", False), ("2026-07-05", True)]
)
def test_a_listed_item_is_ordered_before_it_is_delivered(signed_on: str, *, held: bool) -> None:
    order = paper(PaperKind.WRITTEN_ORDER, signed_on)
    code = code_of(
        proposed("mc_order_before_delivery"), supports=(order,), delivered_on="2026-07-04"
    )
    assert code == ("written_order_after_delivery" if held else None)


@pytest.mark.parametrize(
    ("until_on", "held"), [("2026-07-04", True), ("2026-07-05", True), ("2026-07-06", False)]
)
def test_an_insulin_pump_always_needs_authorization(until_on: str, *, held: bool) -> None:
    """MassHealth guidelines for insulin pumps; the period ends before ``until_on``."""
    code = code_of(proposed("mh_insulin_pump"), authorizations=(pa(None, until_on),))
    assert code == ("authorization_required" if held else None)


def test_a_requirement_asks_for_its_payer_days_code_family_and_service_alone() -> None:
    encounter = RequirementKind.ENCOUNTER
    limited = RequirementFact(
        encounter, day("2026-07-01"), day("2026-08-01"), "E0260", "", Service.RENTAL, 6
    )
    of_family = RequirementFact(encounter, day("2026-07-01"), family="oxygen", number=6)

    def asks(
        one: RequirementFact, hcpcs: str = "E0260", on: str = "2026-07-01", **more: Any
    ) -> bool:
        said = {"family": "", "service": Service.RENTAL, **more}
        return bool(list(asking([one], hcpcs=hcpcs, day=day(on), **said)))

    assert asks(limited)
    assert asks(limited, on="2026-07-31")
    assert not asks(limited, on="2026-06-30")
    assert not asks(limited, on="2026-08-01")
    assert not asks(limited, "E0163")
    assert not asks(limited, service=Service.PURCHASE)
    assert asks(of_family, "E1390", family="oxygen", service=Service.PURCHASE)
    assert not asks(of_family, "E1390", family="respiratory")


def test_holds_stand_in_the_order_of_their_codes_each_once() -> None:
    both = [proposed(key) for key in ("mc_written_order", "mc_encounter", "mh_necessity_papers")]
    both = [
        one._replace(number=6) if one.kind is RequirementKind.ENCOUNTER else one for one in both
    ]
    twice = [*both, proposed("mh_encounter")]
    holds = requirement_holds(twice, PapersFact(), Occasion(START, START))
    codes = [
        HoldCode.NECESSITY_PAPERS_MISSING,
        HoldCode.NO_WRITTEN_ORDER,
        HoldCode.NO_ENCOUNTER,
    ]
    assert [hold.code for hold in holds] == codes
    assert in_order(reversed(holds)) == holds

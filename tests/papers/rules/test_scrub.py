"""Every rule of the scrub below, on and above its line, with its clause."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from dmedesk.papers.rules import AuthorizationFact, PrescriptionFact
from dmedesk.papers.rules.scrub import (
    BoughtFact,
    Found,
    LineFact,
    RunningFact,
    authorization_found,
    bought_found,
    company_found,
    day_found,
    death_found,
    duplicates_found,
    included_found,
    modifiers_found,
    papers_found,
    retention_found,
    share_found,
    share_owed,
)

FIRST, NEXT = date(2026, 10, 5), date(2026, 11, 5)
ONE_DAY = timedelta(days=1)
VALID = "1234567893"


def rent(number: str = "R1", **said: Any) -> LineFact:
    """October of a rented bed of MassHealth's."""
    line = LineFact("rental", number, 1, "masshealth", "E0260", FIRST, NEXT)
    return line._replace(**said)


def charge(kind: str = "supply", hcpcs: str = "A4615", **said: Any) -> LineFact:
    """A charge of the fifth of October to MassHealth."""
    line = LineFact(kind, "C-1", 1, "masshealth", hcpcs, FIRST, FIRST + ONE_DAY)
    return line._replace(**said)


def running(family: str = "oxygen", **said: Any) -> RunningFact:
    """A rental that began on the fifth of October and runs on."""
    return RunningFact("R9", "E1390", family, "S9", FIRST)._replace(**said)


def rules(found: Iterable[Found]) -> list[str]:
    return [one.rule for one in found]


def test_the_companys_npi_is_there_and_passes_its_check_digit() -> None:
    assert company_found(VALID) is None
    assert company_found("") == Found("company_npi", "the letterhead has no NPI")
    wrong = company_found("1234567890")
    assert wrong is not None
    assert wrong.detail == "not a valid NPI: 1234567890"


@pytest.mark.parametrize(
    ("received_on", "expected"),
    [
        (None, []),
        (FIRST - ONE_DAY, ["day_of_service"]),
        (FIRST, []),
        (FIRST + ONE_DAY, []),  # Such a line is held anyway, 322.03(10)(a).
    ],
)
def test_the_day_of_service_is_the_day_received(
    received_on: date | None, expected: list[str]
) -> None:
    assert rules(day_found(rent(received_on=received_on))) == expected


@pytest.mark.parametrize(
    ("died_on", "is_told"),
    [
        (None, False),
        (FIRST - ONE_DAY, False),
        (FIRST, True),
        (NEXT - ONE_DAY, True),
        (NEXT, False),
    ],
)
def test_a_death_within_the_month_is_told(died_on: date | None, is_told: bool) -> None:
    assert rules(death_found(rent(), died_on)) == ["member_died"] * is_told


@pytest.mark.parametrize(
    ("last_on", "is_told"),
    [
        (FIRST, True),
        (NEXT + timedelta(days=29), True),
        (NEXT + timedelta(days=30), False),
        (None, False),
    ],
)
def test_a_prescription_that_ends_is_told_thirty_days_before(
    last_on: date | None, is_told: bool
) -> None:
    orders = [PrescriptionFact(FIRST, last_on, VALID)]
    assert rules(papers_found(rent(), orders)) == ["paper_ends"] * is_told


def test_a_later_prescription_and_one_that_is_held_anyway_are_not_told() -> None:
    ending = PrescriptionFact(FIRST, FIRST, VALID)
    assert not rules(papers_found(rent(), [ending, PrescriptionFact(FIRST, None, VALID)]))
    assert not rules(papers_found(rent(), [PrescriptionFact(NEXT, NEXT, VALID)]))
    assert not rules(papers_found(rent(), []))


def _pa(until_on: date | None, number: int = 1, from_on: date = FIRST) -> AuthorizationFact:
    return AuthorizationFact(number, f"PA{number}", from_on, until_on)


@pytest.mark.parametrize(
    ("until_on", "left", "words"),
    [
        (None, 0, "this is the last month of PA1"),
        (None, 1, ""),
        (None, None, ""),
        (NEXT + timedelta(days=30), 3, "PA1 ends with 2026-12-04"),
        (NEXT + timedelta(days=31), 3, ""),
    ],
)
def test_an_authorization_that_ends_is_told(
    until_on: date | None, left: int | None, words: str
) -> None:
    found = list(authorization_found(rent(), [_pa(until_on)], left))
    assert [one.detail for one in found] == [words] * bool(words)


def test_the_next_authorization_is_there_in_time() -> None:
    both = [_pa(NEXT), _pa(None, 2, NEXT)]
    assert rules(authorization_found(rent(), [_pa(NEXT)], None)) == ["authorization_ends"]
    assert not rules(authorization_found(rent(), both, None))
    assert not rules(authorization_found(rent(), [], None))


@pytest.mark.parametrize(
    ("from_on", "until_on", "is_told"),
    [
        (FIRST - timedelta(days=30), FIRST, False),
        (FIRST - timedelta(days=30), FIRST + ONE_DAY, True),
        (NEXT - ONE_DAY, NEXT, True),
        (NEXT, NEXT + ONE_DAY, False),
    ],
)
def test_two_lines_of_a_member_and_code_have_no_day_in_common(
    from_on: date, until_on: date, is_told: bool
) -> None:
    other = rent("R2", from_on=from_on, until_on=until_on)
    found = list(duplicates_found(rent(), [rent(), other]))
    assert rules(found) == ["duplicate"] * is_told
    assert [one.other for one in found] == [("rental", "R2")] * is_told


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ({}, True),
        ({"member_id": 2}, False),
        ({"hcpcs": "E0255"}, False),
        ({"modifiers": ("LT",)}, True),
    ],
)
def test_another_member_or_code_is_no_duplicate(said: dict[str, Any], is_told: bool) -> None:
    assert rules(duplicates_found(rent(), [rent("R2", **said)])) == ["duplicate"] * is_told


def test_left_and_right_are_no_duplicate() -> None:
    left, right = charge(modifiers=("LT",)), charge(number="C-2", modifiers=("RT",))
    assert not rules(duplicates_found(left, [right]))
    assert rules(duplicates_found(left, [right._replace(modifiers=("LT",))])) == ["duplicate"]


@pytest.mark.parametrize(
    ("bought_on", "is_told"), [(FIRST - ONE_DAY, True), (FIRST, True), (FIRST + ONE_DAY, False)]
)
def test_what_was_bought_is_not_rented_from_that_day(bought_on: date, is_told: bool) -> None:
    bought = [BoughtFact("C-7", "E0260", bought_on)]
    assert rules(bought_found(rent(), bought, ())) == ["bought_and_rented"] * is_told
    assert not rules(bought_found(rent(hcpcs="E0255"), bought, ()))


@pytest.mark.parametrize(
    ("ended_on", "is_told"),
    [(None, True), (FIRST + ONE_DAY, True), (FIRST, False), (FIRST - ONE_DAY, False)],
)
def test_a_purchase_ends_the_rent_of_its_code(ended_on: date | None, is_told: bool) -> None:
    rents = [running(hcpcs="E0260", started_on=date(2026, 1, 5), ended_on=ended_on)]
    bought = charge("purchase", "E0260")
    assert rules(bought_found(bought, (), rents)) == ["bought_and_rented"] * is_told
    assert not rules(bought_found(charge("supply", "E0260"), (), rents))


# A charge, the rental beside it, and the rule with its clause.
INCLUDED = [
    (charge(), running(), ("rental_includes_parts", "101 CMR 322.03(3)(a)")),
    (charge(hcpcs="E0441"), running(), ("rental_includes_parts", "101 CMR 322.03(3)(a)")),
    (
        charge(hcpcs="A7037"),
        running("respiratory"),
        ("rental_includes_parts", "101 CMR 322.03(4)(b)1"),
    ),
    (
        charge(regime="medicare"),
        running(),
        ("rental_includes_parts", "42 U.S.C. 1395m(a)(5)"),
    ),
    (
        charge("repair", "K0739", serial="S9"),
        running("dme"),
        ("rental_includes_repair", "101 CMR 322.03(9)"),
    ),
    (
        charge("direct_service", "K0739", serial="S9"),
        running("dme"),
        ("rental_includes_repair", "101 CMR 322.03(9)"),
    ),
    (
        charge("purchase", "E1390", modifiers=("TW",)),
        running(),
        ("rental_includes_backup", "101 CMR 322.03(3)(a), (4)(b)1"),
    ),
]


@pytest.mark.parametrize(("line", "rent_", "expected"), INCLUDED, ids=range(len(INCLUDED)))
def test_what_the_rent_has_in_it_is_not_charged(
    line: LineFact, rent_: RunningFact, expected: tuple[str, str]
) -> None:
    found = list(included_found(line, [rent_]))
    assert [(one.rule, one.citation) for one in found] == [expected]
    assert found[0].other == ("rental", "R9")


@pytest.mark.parametrize(
    ("started_on", "ended_on", "is_told"),
    [
        (FIRST + ONE_DAY, None, False),
        (FIRST, None, True),
        (FIRST - ONE_DAY, FIRST + ONE_DAY, True),
        (FIRST - ONE_DAY, FIRST, False),
    ],
)
def test_it_is_in_the_rent_only_while_that_runs(
    started_on: date, ended_on: date | None, is_told: bool
) -> None:
    rents = [running(started_on=started_on, ended_on=ended_on)]
    assert rules(included_found(charge(), rents)) == ["rental_includes_parts"] * is_told


NOT_INCLUDED = [
    (charge(), running("dme")),  # The cannula of no oxygen.
    (charge(regime="private"), running()),
    (charge(hcpcs="E0441", regime="medicare"), running("respiratory")),
    (charge(hcpcs="A7037", regime="medicare"), running("respiratory")),
    (charge("repair", "K0739", serial="S1"), running("dme")),  # Another unit: the member's own.
    (charge("purchase", "E1390"), running()),
    (charge(from_on=date(2023, 7, 6)), running(started_on=date(2020, 1, 1))),
]


@pytest.mark.parametrize(("line", "rent_"), NOT_INCLUDED, ids=range(len(NOT_INCLUDED)))
def test_all_else_is_charged(line: LineFact, rent_: RunningFact) -> None:
    assert not rules(included_found(line, [rent_]))


def test_the_first_day_of_the_rates_counts() -> None:
    line = charge(from_on=date(2023, 7, 7))
    assert rules(included_found(line, [running(started_on=date(2020, 1, 1))]))


def test_delivery_is_in_every_rate() -> None:
    (found,) = included_found(charge(hcpcs="A9901"), ())
    assert (found.rule, found.citation) == ("rental_includes_delivery", "101 CMR 322.03(10)")
    assert not rules(included_found(rent(hcpcs="A9901"), ()))


MODIFIERS = [
    ("masshealth", "supply", "E0260", ("RA",), ["modifier_not_with_code"]),
    ("masshealth", "supply", "K0108", ("RA",), []),
    ("medicare", "purchase", "E0260", ("RA",), ["modifier_narrative"]),
    ("medicare", "supply", "A4615", ("RA",), ["modifier_not_for_this", "modifier_narrative"]),
    ("medicare", "supply", "A4615", ("KX",), []),
    ("medicare", "supply", "A4615", ("KX", "GA"), ["modifiers_not_together"]),
    ("medicare", "supply", "A4615", ("KX", "GZ"), ["modifiers_not_together"]),
    ("medicare", "supply", "A4615", ("KX", "GY"), ["modifiers_not_together"]),
    ("masshealth", "supply", "A4615", ("RR", "KJ", "KX", "LT"), []),
    ("masshealth", "supply", "A4615", ("RR", "KJ", "KX", "LT", "RT"), ["too_many_modifiers"]),
    ("masshealth", "supply", "A4615", ("LT", "LT"), ["modifier_twice"]),
    ("masshealth", "supply", "A4615", ("ZZ",), ["unknown_modifier"]),
    ("private", "supply", "A4615", ("ZZ",), []),
]


@pytest.mark.parametrize(("regime", "kind", "hcpcs", "modifiers", "expected"), MODIFIERS)
def test_modifiers_are_those_that_the_payer_takes(
    regime: str, kind: str, hcpcs: str, modifiers: tuple[str, ...], expected: list[str]
) -> None:
    found = list(modifiers_found(charge(kind, hcpcs, regime=regime, modifiers=modifiers)))
    assert rules(found) == expected
    assert all(one.citation for one in found)


@pytest.mark.parametrize(
    ("regime", "family", "kept_until", "clause"),
    [
        ("masshealth", "", date(2032, 10, 5), "450.205"),
        ("masshealth", "oxygen", date(2032, 10, 5), "450.205"),  # 4 years of 427.430 are less.
        ("medicare", "", date(2033, 10, 5), "424.57"),
    ],
)
def test_papers_are_kept_for_the_longest_span(
    regime: str, family: str, kept_until: date, clause: str
) -> None:
    line = charge(regime=regime, family=family)
    assert not rules(retention_found(line, kept_until - ONE_DAY))
    (found,) = retention_found(line, kept_until)
    assert clause in found.citation
    assert rules(retention_found(line, kept_until + ONE_DAY)) == ["retention"]
    assert not rules(retention_found(charge(regime="private"), date.max))


@pytest.mark.parametrize(
    ("price", "share"),
    [
        (499_99, (499_99, 0)),
        (500_00, (500_00, 0)),
        (500_01, (500_00, 1)),
        (3500_00, (500_00, 3000_00)),
    ],
)
def test_a_facility_owes_its_share_and_never_more_than_the_price(
    price: int, share: tuple[int, int]
) -> None:
    owed = share_owed(
        regime="masshealth",
        kind="purchase",
        family="wheeled_mobility",
        day=FIRST,
        price_cents=price,
    )
    assert owed is not None
    assert (owed.facility_cents, owed.rest_cents) == share
    assert owed.citation == "130 CMR 409.415(A)(1)(a)"


@pytest.mark.parametrize(
    "other",
    [
        {"regime": "medicare"},
        {"kind": "supply"},
        {"family": "oxygen"},
        {"has_discharge_plan": True},
        {"is_base_from_facility": True},
        {"day": date(1999, 12, 31)},
    ],
    ids=lambda one: next(iter(one)),
)
def test_no_share_is_owed_otherwise(other: dict[str, Any]) -> None:
    said: dict[str, Any] = {
        "regime": "masshealth",
        "kind": "purchase",
        "family": "wheeled_mobility",
        "day": FIRST,
        "price_cents": 3500_00,
    }
    assert share_owed(**{**said, **other}) is None


def test_the_share_is_told_of_a_resident_alone() -> None:
    chair = charge("purchase", "K0001", family="wheeled_mobility")
    (found,) = share_found(chair, lives_in_facility=True)
    assert found.detail == "the facility owes $500.00 toward it"
    assert not rules(share_found(chair, lives_in_facility=False))

"""The pure match: certain, possible or clear, each with its reason; a code alone proves nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmedesk.assets.rules import serial_key
from dmedesk.assets.rules.criteria import (
    Criterion,
    CriterionKind,
    Stand,
    criterion_findings,
    di_key,
    made_in,
    pattern_of,
    range_between,
    words_key,
)
from dmedesk.assets.rules.matching import Group, ModelFacts, Near, Notice, UnitFacts, match, near

K = CriterionKind
LIFT = ModelFacts("Liftwell", "PL-400", "LIFT", "Patient lift", "00012345678905")
NO_MODEL = LIFT._replace(model="", udi_di="")
STRANGER = ModelFacts("Other", "PL-400", "X", "Patient lift", "")


def notice(*rows: tuple[K, str] | tuple[K, str, str], firm: str = "Liftwell Inc.") -> Notice:
    """A notice of one group."""
    return Notice(firm, tuple(Criterion(1, *row) for row in rows))


def grade(said: Notice, product: ModelFacts, unit: UnitFacts) -> str:
    """How a unit is graded, in a word."""
    stand = match(said.groups(), product, unit).stand
    return "clear" if stand is None else stand.value


MODEL, RANGE = (K.MODEL, "pl 400"), (K.SERIAL_RANGE, "LW1000", "LW1999")
IN, OUT = UnitFacts("lw-1500"), UnitFacts("LW2500")


JANUARY = (K.MADE, "2025-01-01", "2025-01-31")


def made(first: str, last: str = "") -> UnitFacts:
    """A unit made on a day, or on some day between two."""
    return UnitFacts("1", made=(date.fromisoformat(first), date.fromisoformat(last or first)))


@pytest.mark.parametrize(
    ("said", "product", "unit", "expected"),
    [
        (notice(MODEL, RANGE), LIFT, IN, "certain"),
        (notice(MODEL, RANGE), LIFT, UnitFacts("LW0999"), "clear"),
        (notice(MODEL, RANGE), LIFT, UnitFacts("LW1000"), "certain"),
        (notice(MODEL, RANGE), LIFT, UnitFacts("LW1999"), "certain"),
        (notice(MODEL, RANGE), LIFT, UnitFacts("LW2000"), "clear"),
        (notice(MODEL, RANGE), LIFT, UnitFacts("LW01500"), "possible"),
        (notice(MODEL, RANGE), LIFT, UnitFacts("LX1500"), "clear"),
        (notice(MODEL, RANGE), NO_MODEL, IN, "possible"),
        (notice(MODEL, RANGE), STRANGER, IN, "possible"),
        (notice(MODEL, RANGE), STRANGER._replace(manufacturer=""), IN, "possible"),
        (notice(MODEL, RANGE), LIFT._replace(model="PL-500"), IN, "clear"),
        (notice(MODEL), LIFT, OUT, "certain"),
        (notice(MODEL), NO_MODEL, OUT, "possible"),
        (notice(RANGE), LIFT, IN, "possible"),
        (notice(RANGE), LIFT, OUT, "clear"),
        (notice(RANGE), ModelFacts("Other", "A", "A", "", ""), IN, "clear"),
        (notice(RANGE, firm=""), ModelFacts("Other", "A", "A", "", ""), IN, "possible"),
        (notice((K.DI, "12345678905")), LIFT, OUT, "certain"),
        (notice((K.DI, "12345678905")), LIFT, UnitFacts("1", udi_di="999"), "clear"),
        (notice((K.DI, "999"), MODEL), LIFT, OUT, "possible"),
        (notice((K.DI, "999")), NO_MODEL, OUT, "possible"),
        (notice(MODEL, (K.LOT, "A1")), LIFT, UnitFacts("1", lot="a1"), "certain"),
        (notice(MODEL, (K.LOT, "A1")), LIFT, UnitFacts("1", lot="B2"), "clear"),
        (notice(MODEL, (K.LOT, "A1")), LIFT, UnitFacts("1"), "possible"),
        (notice((K.LOT, "A1")), LIFT, UnitFacts("1"), "clear"),
        (notice(MODEL, (K.SERIAL_PATTERN, "7####")), LIFT, UnitFacts("7-1234"), "certain"),
        (notice(MODEL, (K.SERIAL_PATTERN, "7####")), LIFT, UnitFacts("7-12345"), "clear"),
        (notice(MODEL, (K.SERIAL_PATTERN, "LW@#*")), LIFT, UnitFacts("LWA1XX"), "certain"),
        (notice(MODEL, JANUARY), LIFT, made("2025-01-31"), "certain"),
        (notice(MODEL, JANUARY), LIFT, made("2025-02-01"), "clear"),
        (notice(MODEL, JANUARY), LIFT, made("2025-01-01", "2025-01-31"), "certain"),
        (notice(MODEL, JANUARY), LIFT, made("2025-02-01", "2025-02-28"), "clear"),
        (notice(MODEL, (K.MADE, "2025-01-15")), LIFT, made("2025-01-01", "2025-01-31"), "possible"),
        (notice(MODEL, (K.MADE, "2025-01-01")), LIFT, UnitFacts("1"), "possible"),
        (Notice("Liftwell", ()), LIFT, IN, "clear"),
    ],
)
def test_grades(said: Notice, product: ModelFacts, unit: UnitFacts, expected: str) -> None:
    assert grade(said, product, unit) == expected
    assert match(said.groups(), product, unit).reason


def test_while_codes_are_missing_models_alone_are_only_possible() -> None:
    said = Notice("Liftwell", (Criterion(1, *MODEL),), is_whole=False)
    assert grade(said, LIFT, OUT) == "possible"
    with_codes = Notice("Liftwell", (*said.criteria, Criterion(1, *RANGE)), is_whole=False)
    assert grade(with_codes, LIFT, OUT) == "possible"
    assert grade(with_codes, LIFT, IN) == "certain"


def test_codes_of_one_group_do_not_meet_models_of_another() -> None:
    said = Notice(
        "Liftwell",
        (
            Criterion(1, K.MODEL, "PL-400"),
            Criterion(1, K.SERIAL, "1"),
            Criterion(2, K.MODEL, "PL-500"),
            Criterion(2, K.SERIAL, "2"),
        ),
    )
    assert grade(said, LIFT, UnitFacts("1")) == "certain"
    assert grade(said, LIFT, UnitFacts("2")) == "clear"


def test_a_name_that_bears_the_model_is_near() -> None:
    group = Group.of("Liftwell", [Criterion(1, *MODEL)])
    product = ModelFacts("", "", "P", "Lift PL-400 with sling", "")
    assert near(group, product)[0] is Near.PERHAPS
    assert near(group, product._replace(description="Bed"))[0] is Near.OTHER


@pytest.mark.parametrize(
    ("first", "last", "is_range"),
    [
        ("LW1000", "LW1999", True),
        ("1000", "1999", True),
        ("LW 1000", "lw-1999", True),
        ("LW1000", "LX1999", False),
        ("LW1000", "LW19999", False),
        ("LW1999", "LW1000", False),
        ("LW1000", "LW1000", True),
        ("LW", "LX", False),
    ],
)
def test_the_ends_of_a_range_look_alike(first: str, last: str, is_range: bool) -> None:
    assert (range_between(first, last) is not None) is is_range


@pytest.mark.parametrize(
    ("criterion", "code"),
    [
        (Criterion(1, K.LOT, " "), "missing_value"),
        (Criterion(1, K.LOT, "A", "B"), "one_value"),
        (Criterion(1, K.SERIAL_RANGE, "A1"), "missing_value"),
        (Criterion(1, K.SERIAL_RANGE, "A1", "B2"), "bad_range"),
        (Criterion(1, K.MADE, "soon"), "bad_day"),
        (Criterion(1, K.MADE, "2025-02-01", "2025-01-01"), "bad_range"),
        (Criterion(1, K.SERIAL_PATTERN, "*?"), "bad_pattern"),
    ],
)
def test_what_is_wrong_with_a_criterion(criterion: Criterion, code: str) -> None:
    assert [one.code for one in criterion_findings(criterion)] == [code]


@pytest.mark.parametrize("kind", list(K))
def test_a_whole_criterion_has_no_fault(kind: K) -> None:
    whole = {
        K.SERIAL_RANGE: ("A1", "A9"),
        K.MADE: ("2025-01-01", ""),
        K.SERIAL_PATTERN: ("7####", ""),
    }
    assert criterion_findings(Criterion(1, kind, *whole.get(kind, ("A1", "")))) == []


def test_keys() -> None:
    assert di_key("0001-23 4") == "1234"
    assert words_key("The Liftwell, Inc.") == "liftwell"
    assert words_key("Inc.") == ""
    assert pattern_of("7-##").fullmatch("712")
    last = date(2025, 1, 31)
    assert made_in("(11)250131(10)A") == (last, last)
    assert made_in("(11)250100") == (date(2025, 1, 1), last)
    assert made_in("made 2025-01-31, lot A") == (last, last)
    assert made_in("(11)259931") is None
    assert made_in("(10)A") is None


_SIGNS = st.text("ABC019 -#", min_size=1, max_size=8)


@given(_SIGNS, _SIGNS)
def test_a_serial_that_is_named_is_met_and_no_other(named: str, other: str) -> None:
    if not serial_key(named) or not serial_key(other):
        return
    said = notice(MODEL, (K.SERIAL, named))
    assert grade(said, LIFT, UnitFacts(named)) == "certain"
    same = serial_key(named) == serial_key(other)
    assert grade(said, LIFT, UnitFacts(other)) == ("certain" if same else "clear")


@given(st.integers(0, 9999), st.integers(0, 9999), st.integers(0, 9999))
def test_a_range_means_what_lies_in_it(one: int, other: int, serial: int) -> None:
    low, high = sorted((one, other))
    said = notice(MODEL, (K.SERIAL_RANGE, f"A{low:04}", f"A{high:04}"))
    expected = "certain" if low <= serial <= high else "clear"
    assert grade(said, LIFT, UnitFacts(f"A{serial:04}")) == expected


@given(_SIGNS, st.sampled_from([NO_MODEL, STRANGER, ModelFacts("", "", "", "", "")]))
def test_without_the_same_product_nothing_is_certain(serial: str, product: ModelFacts) -> None:
    said = notice(MODEL, (K.SERIAL, serial), (K.SERIAL_PATTERN, "A*"), RANGE)
    assert match(said.groups(), product, UnitFacts(serial)).stand is not Stand.CERTAIN

"""Parameters by date: a changed number is a further entry, and old days keep the old one."""

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from dmedesk.rates import law as laws
from dmedesk.rates.law import (
    Editions,
    MassHealthLaw,
    MedicareLaw,
    compile_editions,
    default_readings,
    masshealth,
    medicare,
    read_parameters,
    reading_options,
)

DAY = timedelta(days=1)
CHANGE = date(2027, 1, 1)
CHANGED_VALUES: dict[str, Any] = {
    "nursing_facility_percentage": 80,
    "inexpensive_last_month": 12,
    "new_code_full_families": ["diabetic"],
    "direct_service_unit_minutes": 15,
    "direct_service_bands": [{"name": "all", "from_hours": 1, "to_hours": 40}],
    "markups": {"others": {"percentages": [50], "citation": "101 CMR 322.03(19)(b)4"}},
    "capped": {
        "first_percentage": 12,
        "later_percentage": 50,
        "first_months": 2,
        "last_month": 5,
        "modifiers": [["KH", 1], ["KI", 2], ["KJ", 5]],
    },
}


@pytest.fixture
def parameters() -> dict[str, Any]:
    return deepcopy(read_parameters("masshealth.toml"))


def compiled(parameters: dict[str, Any]) -> Editions[MassHealthLaw]:
    return compile_editions(parameters, MassHealthLaw, default_readings("masshealth"))


@pytest.mark.parametrize("name", CHANGED_VALUES)
def test_a_later_entry_holds_from_its_day(name: str, parameters: dict[str, Any]) -> None:
    entry = {"value": CHANGED_VALUES[name], "from": CHANGE, "unit": "", "citation": ""}
    parameters[name].append(entry)
    editions = compiled(parameters)
    before, on, after = (editions.on(CHANGE + days * DAY) for days in (-1, 0, 1))
    assert before == masshealth().on(CHANGE)
    assert on is after
    assert getattr(on, name) != getattr(before, name)
    unchanged = set(MassHealthLaw.__dataclass_fields__) - {name}
    assert all(getattr(on, field) == getattr(before, field) for field in unchanged)


def test_the_order_of_entries_in_the_file_decides_nothing(parameters: dict[str, Any]) -> None:
    entry = {"value": 80, "from": CHANGE, "unit": "", "citation": ""}
    parameters["nursing_facility_percentage"].insert(0, entry)
    editions = compiled(parameters)
    assert [law.nursing_facility_percentage for law in editions.laws] == [90, 80]


def test_months_are_compiled_with_their_modifiers(parameters: dict[str, Any]) -> None:
    """(13)(a): KH is month 1, KI 2 and 3, KJ 4 to 13; (18)(a): the first three pay 10%."""
    schedule = compiled(parameters).laws[0].capped
    assert [month.number for month in schedule.months] == list(range(1, 14))
    assert [month.row for month in schedule.months] == ["KH RR"] + 2 * ["KI RR"] + 10 * ["KJ RR"]
    assert [month.is_first for month in schedule.months] == 3 * [True] + 10 * [False]
    assert {month.modifiers[0] for month in schedule.months} == {"RR"}


@pytest.mark.parametrize("editions", [masshealth(), medicare()], ids=lambda held: held.name)
def test_the_first_edition_begins_on_its_day(editions: Editions[Any]) -> None:
    start = editions.starts[0]
    assert editions.on(start - DAY) is None
    assert editions.on(start) is editions.laws[0]
    assert editions.on(date.max) is editions.laws[-1]
    assert editions.on(date.min) is None


def test_the_editions_in_hand_begin_where_their_texts_say() -> None:
    """322.01(2); 42 USC 1395m(a)(7)(A)(i)(III) with the percentages of power wheelchairs."""
    assert masshealth().starts == (date(2023, 7, 7),)
    assert medicare().starts == (date(2011, 1, 1),)


def test_a_value_that_nobody_reads_is_refused(parameters: dict[str, Any]) -> None:
    parameters["nursing_home_percentage"] = parameters["nursing_facility_percentage"]
    with pytest.raises(ValueError, match=r"disagree about \['nursing_home_percentage'\]"):
        compiled(parameters)


def test_a_value_that_is_missing_is_refused(parameters: dict[str, Any]) -> None:
    del parameters["markups"]
    with pytest.raises(ValueError, match=r"disagree about \['markups'\]"):
        compiled(parameters)


def test_a_value_that_begins_too_late_is_refused(parameters: dict[str, Any]) -> None:
    parameters["used_percentage"][0]["from"] = CHANGE
    with pytest.raises(ValueError, match="used_percentage has no value on 2023-07-07"):
        compiled(parameters)


def test_an_unknown_key_of_a_schedule_is_refused(parameters: dict[str, Any]) -> None:
    parameters["capped"][0]["value"]["second_percentage"] = 5
    with pytest.raises(TypeError, match="second_percentage"):
        compiled(parameters)


def test_the_law_of_another_regime_is_refused() -> None:
    with pytest.raises(ValueError, match="disagree"):
        compile_editions(read_parameters("masshealth.toml"), MedicareLaw, {})


def test_a_law_is_compiled_once() -> None:
    assert laws.masshealth() is masshealth()
    assert masshealth().on(date(2024, 1, 1)) is masshealth().on(date(2026, 12, 31))


@pytest.mark.parametrize("regime", ["masshealth", "medicare"])
def test_every_reading_has_a_default_among_its_options(regime: str) -> None:
    options = reading_options()
    defaults = default_readings(regime)
    assert defaults.keys() == options.keys()
    assert all(defaults[name] in options[name] for name in options)


@pytest.mark.parametrize("name", sorted(read_parameters("readings.toml")))
def test_a_reading_says_which_sentence_is_in_doubt_and_why(name: str) -> None:
    reading = read_parameters("readings.toml")[name]
    assert reading.keys() == {"title", "options", "words", "default", "regulation", "why"}
    assert [*reading["words"]] == reading["options"]
    assert len(set(reading["options"])) >= 2
    assert reading["regulation"].startswith(("101 CMR 322.", "130 CMR 427."))
    assert reading["why"].endswith(".")

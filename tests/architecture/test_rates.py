"""The rate engine is law and arithmetic: no number of its own, nothing but the standard library."""

import tomllib

import pytest

from tests.architecture import checks
from tests.architecture.source import PACKAGE, Module, modules

RATES = modules("dmedesk/rates")

# Numbers and words that are arithmetic and form, not law. Each with its reason.
ARITHMETIC: dict[str, dict[object, str]] = {
    "dmedesk.rates.derivation": {
        2: "halves, for rounding half-up",
        100: "a percentage is so many hundredths",
    },
    "dmedesk.rates.explain": {
        2: "columns of the page",
        4: "columns of the page",
        12: "columns of the page",
        78: "columns of the page",
    },
    "dmedesk.rates.money": {
        2: "halves, for rounding half-up, and the two digits of a cent",
        3: "a cent's digits and one before the point",
        5: "a finite decimal's denominator has no factor but 2 and 5",
        10: "decimal digits",
        100: "cents in a dollar",
    },
    "dmedesk.rates.wording": {100: "a percentage is written as money is"},
}

# The one place that opens files, and only those beside it.
READS_PARAMETERS = frozenset({"dmedesk.rates.law"})


def _ids(module: Module) -> str:
    return module.name


@pytest.mark.parametrize("module", RATES, ids=_ids)
def test_no_legal_number_stands_in_python(module: Module) -> None:
    assert list(checks.legal_numbers(module, ARITHMETIC.get(module.name, {}))) == []


@pytest.mark.parametrize("module", RATES, ids=_ids)
def test_only_the_standard_library_is_imported(module: Module) -> None:
    assert list(checks.foreign_imports(module, "dmedesk.rates")) == []


@pytest.mark.parametrize("module", RATES, ids=_ids)
def test_no_clock_no_chance_no_file_but_the_parameters(module: Module) -> None:
    if module.name not in READS_PARAMETERS:
        assert list(checks.touches_of_the_world(module)) == []


def test_exceptions_name_modules_that_are_there() -> None:
    names = {module.name for module in RATES}
    assert names >= ARITHMETIC.keys()
    assert names >= READS_PARAMETERS


def test_every_parameter_has_a_value_a_unit_a_start_and_a_citation() -> None:
    found = []
    for name in ("masshealth.toml", "medicare.toml"):
        path = PACKAGE / "rates" / "parameters" / name
        parameters = tomllib.loads(path.read_text(encoding="utf-8"))
        parameters.pop("edition")
        for parameter, dated in parameters.items():
            found += [f"{name}: {parameter}" for entry in dated if not _complete(entry)]
    assert found == []


def _complete(entry: dict[str, object]) -> bool:
    return entry.keys() >= {"value", "unit", "from", "citation"}

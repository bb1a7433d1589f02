"""Each check finds what it is for, and lets pass what is fine: a check that never fails is none."""

from collections.abc import Callable, Iterator

import pytest

from tests.architecture import checks
from tests.architecture.source import Module, parse

Check = Callable[[Module], Iterator[str]]


def _foreign(module: Module) -> Iterator[str]:
    return checks.foreign_imports(module, "dmedesk.rates")


FOUND: list[tuple[Check, str]] = [
    (checks.legal_numbers, "rent = fee * 75 // 100"),
    (checks.legal_numbers, "last_month = 13"),
    (checks.legal_numbers, "share = 0.9"),
    (checks.legal_numbers, "markups = ('20', '25')"),
    (checks.legal_numbers, "says = '10% of the new purchase fee'"),
    (checks.legal_numbers, "says = 'months 4 to thirteen'"),
    (checks.legal_numbers, "says = 'plus $8.00'"),
    (checks.legal_numbers, "says = '1/30 of the month'"),
    (checks.legal_numbers, "begins = '2023-07-07'"),
    (_foreign, "import holidays"),
    (_foreign, "from dmedesk.kit.calendar import BusinessCalendar"),
    (checks.touches_of_the_world, "import os"),
    (checks.touches_of_the_world, "from pathlib import Path"),
    (checks.touches_of_the_world, "on = date.today()"),
    (checks.touches_of_the_world, "text = open('fees.csv')"),
    (checks.methods_of_tables, "class Asset:\n    def is_free(self): ..."),
    (checks.shapes_of_actions, "def post_month(work, month): ..."),
    (checks.shapes_of_actions, "def post_month(month, *, payer): ..."),
    (checks.commits, "def post_month(work):\n    work.session.commit()"),
    (checks.oversized, "def long():\n" + "    x = 1\n" * 40),
    (checks.oversized, "x = 1\n" * 401),
    (checks.bare_suppressions, "import os  # " + "noqa"),
    (checks.bare_suppressions, "x = 1  # " + "type: ignore"),
    (checks.bare_suppressions, "# " + "TODO: later"),
]

FINE: list[tuple[Check, str]] = [
    (checks.legal_numbers, '"""Months 1 to 3 pay 10% of the fee."""\nfirst = 1 + 0'),
    (checks.legal_numbers, "citation = '101 CMR 322.03(18)(a)2'"),
    (checks.legal_numbers, "last = steps[-1][3]"),
    (_foreign, "from fractions import Fraction\nfrom dmedesk.rates.money import share"),
    (checks.touches_of_the_world, "from datetime import date\non = date.fromisoformat(text)"),
    (checks.methods_of_tables, "class Asset:\n    serial: str\n\ndef free(): ..."),
    (checks.shapes_of_actions, "def post_month(work, *, month): ...\ndef _plan(a, b): ..."),
    (checks.commits, "def post_month(work):\n    work.session.flush()"),
    (checks.oversized, 'def short():\n    """' + "\n" * 60 + '"""\n' + "    x = 1\n" * 30),
    (checks.bare_suppressions, "import os  # " + "noqa: F401\nx = 1  # " + "type: ignore[misc]"),
]


@pytest.mark.parametrize(("check", "text"), FOUND)
def test_a_check_finds_what_it_is_for(check: Check, text: str) -> None:
    assert list(check(parse(text)))


@pytest.mark.parametrize(("check", "text"), FINE)
def test_a_check_lets_pass_what_is_fine(check: Check, text: str) -> None:
    assert list(check(parse(text))) == []


def test_allowed_numbers_pass_in_their_module_alone() -> None:
    module = parse("cents = dollars * 100")
    assert list(checks.legal_numbers(module, allowed=[100])) == []
    assert list(checks.legal_numbers(module)) != []

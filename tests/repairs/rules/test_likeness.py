"""Comparable is the same model, the same code, or as good by what is known; never less."""

from dataclasses import replace

import pytest

from dmedesk.repairs.rules.likeness import Model, closest_first, compare, features_of
from dmedesk.repairs.rules.words import Likeness

BED = Model(1, "E0260", "dme", "36 in", 350, frozenset({"rails"}))
OTHER = replace(BED, product_id=2)


@pytest.mark.parametrize(
    ("offered", "likeness"),
    [
        (replace(BED, size="", capacity_pounds=None), Likeness.SAME_MODEL),
        (OTHER, Likeness.SAME_CODE),
        (replace(OTHER, capacity_pounds=349), None),
        (replace(OTHER, capacity_pounds=351), Likeness.SAME_CODE),
        (replace(OTHER, size="42 in"), None),
        (replace(OTHER, size="36 IN"), Likeness.SAME_CODE),
        (replace(OTHER, features=frozenset({"trapeze"})), None),
        (replace(OTHER, features=frozenset({"rails", "trapeze"})), Likeness.SAME_CODE),
        (replace(OTHER, hcpcs="E0265"), Likeness.BY_TRAITS),
        (replace(OTHER, hcpcs="E0265", family="oxygen"), None),
        (replace(OTHER, hcpcs="E0265", size=""), None),
        (replace(OTHER, hcpcs="E0265", capacity_pounds=None), None),
        (replace(OTHER, hcpcs="E0265", features=frozenset()), None),
    ],
)
def test_what_is_comparable(offered: Model, likeness: Likeness | None) -> None:
    found = compare(BED, offered)
    assert (found.likeness if found else None) == likeness


def test_what_is_not_known_is_a_doubt_that_is_kept() -> None:
    found = compare(BED, Model(2, "E0260"))
    assert found is not None
    assert found.said == "the same code E0260; not known: size, weight capacity, features"


def test_the_reasons_are_said() -> None:
    found = compare(BED, replace(OTHER, capacity_pounds=450))
    assert found is not None
    assert found.said == "the same code E0260, size 36 in, bears 450 lb of 350 lb, has rails"


def test_the_closest_comes_first() -> None:
    pairs = [
        (serial, found)
        for serial, model in (
            ("D", replace(OTHER, hcpcs="E0265")),
            ("C", Model(3, "E0260")),
            ("B", OTHER),
            ("A", BED),
        )
        if (found := compare(BED, model)) is not None
    ]
    assert [serial for serial, _ in closest_first(pairs)] == ["A", "B", "C", "D"]


def test_features_are_read_between_commas() -> None:
    assert features_of(" Rails, TRAPEZE,,") == {"rails", "trapeze"}
    assert features_of(None) == frozenset()

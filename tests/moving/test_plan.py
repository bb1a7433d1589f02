"""A plan goes to JSON and back; what it learnt is used again where the headers are the same."""

import json

from hypothesis import given
from hypothesis import strategies as st

from dmedesk.moving.headers import Part, Source
from dmedesk.moving.plan import (
    Decision,
    ImportPlan,
    SheetPlan,
    Way,
    apply_recipe,
    as_json,
    folded,
    from_json,
    recipe_from_json,
    recipe_of,
)

NAMES = st.text(min_size=1, max_size=8)
SOURCES = st.builds(Source, st.integers(-1, 9), st.sampled_from(Part), st.text(max_size=5))
DECISIONS = st.builds(Decision, st.sampled_from(Way), st.tuples(NAMES))
SHEETS = st.builds(
    SheetPlan,
    kind=st.sampled_from(["", "members", "assets"]),
    header=st.integers(0, 9),
    sources=st.dictionaries(NAMES, SOURCES, max_size=3),
    meanings=st.dictionaries(NAMES, st.dictionaries(NAMES, NAMES, max_size=2), max_size=2),
    fixes=st.dictionaries(st.integers(1, 99), st.dictionaries(NAMES, NAMES), max_size=2),
    left_out=st.sets(st.integers(1, 99), max_size=3),
    decisions=st.dictionaries(st.integers(1, 99), DECISIONS, max_size=2),
)
PLANS = st.builds(
    ImportPlan,
    name=NAMES,
    paths=st.lists(NAMES, max_size=2),
    sheets=st.dictionaries(NAMES, SHEETS, max_size=2),
    entered=st.dictionaries(NAMES, st.lists(st.dictionaries(NAMES, NAMES), max_size=2), max_size=1),
)


@given(PLANS)
def test_there_and_back(plan: ImportPlan) -> None:
    assert from_json(json.loads(json.dumps(as_json(plan)))) == plan


def test_what_a_sheet_meant_is_used_again() -> None:
    headers = ("Serial #", "Item")
    first = SheetPlan("assets", 0, {"serial": Source(0)}, {"product_no": {"w/c": "WCS"}})
    recipe = recipe_from_json(json.loads(json.dumps(recipe_of(first, headers))))
    again = SheetPlan("assets", 0, {}, {"product_no": {"bed": "BED"}})
    assert apply_recipe(again, ("SERIAL NO", "item"), recipe)
    assert again.sources == {"serial": Source(0)}
    assert again.meanings == {"product_no": {"w/c": "WCS", "bed": "BED"}}
    other = SheetPlan("assets", 0, {"serial": Source(3)})
    assert not apply_recipe(other, ("Other",), recipe)
    assert other.sources == {"serial": Source(3)}
    assert other.meanings == {"product_no": {"w/c": "WCS"}}
    stranger = SheetPlan("members")
    apply_recipe(stranger, ("Other",), recipe)
    assert stranger.meanings == {}


def test_a_cell_is_remembered_without_case_and_spaces() -> None:
    assert folded("  W/C   STD ") == "w/c std"

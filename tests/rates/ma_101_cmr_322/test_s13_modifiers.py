"""322.03(13): what each payer allows of the modifiers of one line (worked cases P01 to P03)."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import dmedesk.rates
from dmedesk.rates import check_modifiers
from dmedesk.rates.question import Regime
from tests.rates.asking import cases_of

PARAMETERS = Path(dmedesk.rates.__file__).parent / "parameters" / "modifiers.toml"
FILE: dict[str, Any] = tomllib.loads(PARAMETERS.read_text("utf-8"))
ENTRIES: list[dict[str, Any]] = FILE["modifier"]
WORKED = {case["id"]: case for case in cases_of("not_expressible.toml")}


PAYERS: tuple[Regime, ...] = ("masshealth", "medicare")


def codes(regime: Regime, hcpcs: str, modifiers: Sequence[str]) -> list[str]:
    return [note.code for note in check_modifiers(regime, hcpcs, modifiers)]


def test_p01_kx_may_not_share_a_line_with_ga() -> None:
    assert WORKED["P01"]["given"] == "payer=MEDICARE;mods=RR KH KX GA"
    (note,) = check_modifiers("medicare", "E0260", ["RR", "KH", "KX", "GA"])
    assert note.code == "modifiers_not_together"
    assert note.message == "KX may not stand on a line with GA"


def test_p02_masshealth_confines_ra_to_one_code() -> None:
    assert WORKED["P02"]["given"] == "payer=MASSHEALTH;code=E0260;mods=NU RA"
    (note,) = check_modifiers("masshealth", "E0260", ["NU", "RA"])
    assert note.code == "modifier_not_with_code"
    assert note.citation == WORKED["P02"]["clause"]
    assert "K0108" in note.message


def test_p03_a_fifth_modifier_means_99_in_the_fourth_slot() -> None:
    assert WORKED["P03"]["given"] == "payer=MEDICARE;mod_count=5"
    (note,) = check_modifiers("medicare", "E0260", ["RR", "KH", "KX", "LT", "RB"])
    assert note.code == "too_many_modifiers"
    assert "99" in note.message
    assert "4 modifier slots" in note.message


@pytest.mark.parametrize("other", ["GA", "GZ", "GY"])
def test_kx_with_each_of_the_three(other: str) -> None:
    assert codes("medicare", "E0260", ["KX", other]) == ["modifiers_not_together"]
    assert codes("medicare", "E0260", [other, "KX"]) == ["modifiers_not_together"]
    assert codes("medicare", "E0260", [other]) == []
    assert "modifiers_not_together" not in codes("masshealth", "E0260", ["KX", other])


def test_kx_with_all_three_is_one_note() -> None:
    (note,) = check_modifiers("medicare", "E0260", ["KX", "GY", "GA", "GZ"])
    assert note.message == "KX may not stand on a line with GA or GZ or GY"


@pytest.mark.parametrize(
    ("regime", "hcpcs", "found"),
    [
        ("masshealth", "K0108", []),
        ("masshealth", "E0260", ["modifier_not_with_code"]),
        ("medicare", "K0108", []),
        ("medicare", "E0260", []),
    ],
)
def test_ra_by_payer_and_code(regime: Regime, hcpcs: str, found: list[str]) -> None:
    assert codes(regime, hcpcs, ["RA"]) == found


@pytest.mark.parametrize(
    ("modifiers", "found"),
    [
        ([], []),
        (["RR", "KH", "KX"], []),
        (["RR", "KH", "KX", "RB"], []),
        (["RR", "KH", "KX", "RB", "LT"], ["too_many_modifiers"]),
        (["RR", "RR"], ["modifier_twice"]),
        (["RR", "ZZ"], ["unknown_modifier"]),
        (["ZZ", "ZZ"], ["unknown_modifier", "unknown_modifier", "modifier_twice"]),
        (["rr"], ["unknown_modifier"]),
        ([""], ["unknown_modifier"]),
    ],
)
def test_slots_repeats_and_strangers(modifiers: list[str], found: list[str]) -> None:
    assert codes("medicare", "E0260", modifiers) == found


def test_a_note_cites_its_rule() -> None:
    notes = check_modifiers("medicare", "E0260", ["KX", "GA", "ZZ", "RR", "RR"])
    assert {note.code: note.citation for note in notes} == {
        "modifiers_not_together": "Noridian, modifiers",
        "too_many_modifiers": "Noridian, modifiers; 101 CMR 322.03(13)",
        "unknown_modifier": "101 CMR 322.03(13)",
        "modifier_twice": "101 CMR 322.03(13)",
    }


def test_everything_at_once() -> None:
    modifiers = ["RA", "RA", "ZZ", "NU", "KX"]
    assert codes("masshealth", "E0260", modifiers) == [
        *("modifier_not_with_code", "too_many_modifiers", "unknown_modifier", "modifier_twice")
    ]


@pytest.mark.parametrize("modifier", sorted({entry["code"] for entry in ENTRIES}))
def test_every_entry_is_allowed_to_its_payers_and_to_no_other(modifier: str) -> None:
    entries = [entry for entry in ENTRIES if entry["code"] == modifier]
    allowed = [payer for entry in entries for payer in entry["payers"]]
    assert len(allowed) == len(set(allowed)), "one meaning a payer"
    for payer in PAYERS:
        unknown = "unknown_modifier" in codes(payer, "K0108", [modifier])
        assert unknown == (payer not in allowed)


def test_an_entry_is_a_code_with_its_payers_its_words_and_its_source() -> None:
    for entry in ENTRIES:
        assert entry.keys() == {"code", "payers", "words", "citation"}
        assert re.fullmatch("[A-Z0-9]{2}", entry["code"])
        assert set(entry["payers"]) <= set(PAYERS)
        assert entry["words"]


def test_the_list_is_whole() -> None:
    """(13)(a) names three modifiers and (b) fifty-seven; each number stands there once."""
    citations = [entry["citation"] for entry in ENTRIES if "masshealth" in entry["payers"]]
    own = [citation for citation in citations if citation.startswith("101 CMR 322.03(13)")]
    assert sorted(own) == sorted(
        f"101 CMR 322.03(13)({part}){number}"
        for part, last in (("a", 3), ("b", 57))
        for number in range(1, last + 1)
    )


def test_what_the_engine_bills_is_allowed() -> None:
    for modifiers in (["RR", "KH"], ["RR", "KI"], ["RR", "KJ"], ["RR"], ["NU"], ["UE"], ["U5"]):
        assert codes("masshealth", "K0739", modifiers) == []
    for modifiers in (["RR", "KH"], ["RR", "KI"], ["RR", "KJ"], ["RR"], ["NU"], ["UE"]):
        assert codes("medicare", "E0260", modifiers) == []


def test_the_advice_for_a_fifth_modifier_can_be_followed() -> None:
    for payer in PAYERS:
        assert codes(payer, "K0108", ["RR", "KH", "RB", FILE["slots"]["overflow"]]) == []

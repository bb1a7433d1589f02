"""The fields of each method, and the facts in them."""

from dataclasses import fields
from datetime import date

import pytest

from dmedesk.deliveries.rules.proof import ProofFacts
from dmedesk.deliveries.rules.words import Method, Relationship, UnsignedReason
from dmedesk.deliveries.screens.proof_fields import by_field, facts_in, fields_for, values_of
from dmedesk.kit.findings import Finding, Severity

DAY = date(2026, 10, 5)
WHOLE = ProofFacts(
    Method.DIRECT,
    delivered_on=DAY,
    has_signature=True,
    signer="Nora",
    relationship=Relationship.SELF,
    signed_on=DAY,
    reason=UnsignedReason.INFECTION,
    driver_note="note",
    carrier="UPS",
    package_id="1Z",
    shipped_on=DAY,
    carrier_evidence="log",
    facility="Elm",
    received_by="Bo",
    discharged_on=DAY,
    delivered_by=("Dan Cole", "Eve Stone"),
)


@pytest.mark.parametrize("method", Method)
def test_facts_go_into_the_fields_and_come_out_the_same(method: Method) -> None:
    facts = facts_in(method, values_of(WHOLE))
    assert {name: getattr(facts, name) for name in ProofFacts.__slots__ if name != "method"} == {
        field.name: getattr(WHOLE, field.name) for field in fields(WHOLE) if field.name != "method"
    }
    assert facts.method is method


def test_nothing_typed_is_nothing_known() -> None:
    assert facts_in(Method.CARRIER, {}) == ProofFacts(Method.CARRIER)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Dan  Cole", ("Dan Cole",)),
        ("Dan; Eve , Bo", ("Dan", "Eve", "Bo")),
        (" , ", ()),
        (None, ()),
    ],
)
def test_whoever_went(typed: str | None, names: tuple[str, ...]) -> None:
    assert facts_in(Method.DIRECT, {"delivered_by": typed}).delivered_by == names


@pytest.mark.parametrize("method", Method)
def test_every_method_asks_for_its_day_and_no_field_twice(method: Method) -> None:
    keys = [field.key for field in fields_for(method)]
    assert "delivered_on" in keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("method", Method)
def test_no_two_fields_of_a_method_have_one_letter(method: Method) -> None:
    later = method is Method.UNSIGNED
    labels = [field.label for field in fields_for(method, signed_later=later)]
    letters = [label[label.index("&") + 1].casefold() for label in labels]
    assert len(set(letters)) == len(letters)


def test_a_note_with_a_signature_got_later_asks_for_both() -> None:
    keys = {field.key for field in fields_for(Method.UNSIGNED, signed_later=True)}
    assert {"reason", "driver_note", "signer", "relationship", "signed_on"} <= keys
    assert "signer" not in {field.key for field in fields_for(Method.UNSIGNED)}


def test_findings_stand_under_their_fields() -> None:
    def found(field: str) -> Finding:
        return Finding(Severity.STOP, "x", "y", field=field)

    shown = by_field([found("has_signature"), found("signer"), found("method")], ["signature"])
    assert [one.field for one in shown["signature"]] == ["has_signature"]
    assert [one.field for one in shown[""]] == ["signer", "method"]

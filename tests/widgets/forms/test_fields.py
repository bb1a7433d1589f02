"""Declarations: what a field is called, which fields a form has, what a choice offers."""

from enum import StrEnum

from dmedesk.widgets.forms.fields import FormField, Section, SubTable, fields_of, options_of


class Colour(StrEnum):
    RED = "red"


def test_a_name_has_no_mnemonic() -> None:
    assert FormField("last_name", "&Last name").name == "Last name"


def test_fields_come_in_order_from_every_section() -> None:
    a, b, c = (FormField(key, key) for key in "abc")
    pieces = (Section("", (a,)), SubTable("t", "T", (c,)), Section("", (b,)))
    assert list(fields_of(pieces)) == [a, b]


def test_options_are_stored_texts_and_words() -> None:
    assert options_of({Colour.RED: "Red", "blue": "Blue"}) == (("red", "Red"), ("blue", "Blue"))

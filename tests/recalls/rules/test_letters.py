"""A letter says first what to do, by when, and that it costs nothing."""

from dataclasses import replace
from datetime import date

from dmedesk.kit.postal import Address, Letterhead
from dmedesk.recalls.rules.letters import (
    LetterItem,
    LetterPaper,
    day_in_words,
    letter_text,
    share,
)

PAPER = LetterPaper(
    number="RLT-000001",
    recall_no="RCL-000001",
    supplier=Letterhead("Example Medical", ("1 Main St", "Salem, MA 01970"), "978-555-0100"),
    member=Address("Nora Rivera", ("2 Elm St", "Lynn, MA 01901")),
    written_on=date(2025, 11, 28),
    firm="Liftwell Inc.",
    words="Do not use the lift.\nCall us. We will bring you another one.",
    items=(LetterItem("Patient lift", "LW1500"),),
    due_on=date(2025, 12, 4),
)


def test_first_what_to_do_then_by_when() -> None:
    said = [one.text for one in letter_text(PAPER)]
    assert said[:6] == [
        "Dear Nora Rivera,",
        "Do this first",
        "Do not use the lift.",
        "Call us. We will bring you another one.",
        "By when",
        "We must be done by Thursday, December 4, 2025. Please do not wait.",
    ]
    assert "\N{BULLET} Patient lift, serial number LW1500" in said
    assert "You pay nothing for this. We do not bill it to your plan." in said


def test_without_a_day_and_without_a_telephone() -> None:
    bare = replace(PAPER, due_on=None, supplier=Letterhead("Example Medical"))
    said = [one.text for one in letter_text(bare)]
    assert "Please do this as soon as you can." in said
    assert "Write to Example Medical. We will help you." in said[-1]


def test_words_of_days_and_shares() -> None:
    assert day_in_words(date(2026, 1, 1)) == "Thursday, January 1, 2026"
    assert share(3, 4) == "3 of 4 (75%)"
    assert share(0, 0) == "none"

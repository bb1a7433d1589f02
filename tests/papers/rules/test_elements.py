"""What stands on a paper is kept as lines, and comes back; what a text misses is told."""

from dmedesk.papers.rules.elements import (
    elements_in,
    elements_kept,
    missing_elements,
    paper_values,
)
from dmedesk.papers.rules.law import element_texts


def test_elements_are_kept_in_the_order_of_the_forms() -> None:
    kept = elements_kept({"item": " Bed,\n semi-electric ", "signature": True, "goals": ""})
    assert kept == "signature: yes\nitem: Bed, semi-electric"
    assert elements_in(kept) == {"signature": "yes", "item": "Bed, semi-electric"}
    assert elements_kept({"signature": False, "item": None}) is None


def test_lines_of_no_element_are_left_out() -> None:
    assert elements_in("nonsense\nunknown: yes\nitem: Bed\nquantity: ") == {"item": "Bed"}
    assert elements_in(None) == {}


def test_what_is_not_told_of_stays_as_it_was() -> None:
    kept = "signature: yes\nitem: Bed"
    assert paper_values({"item": "Chair"}, kept=kept) == {"elements": "signature: yes\nitem: Chair"}
    assert paper_values({"signature": False}, kept=kept) == {"elements": "item: Bed"}
    assert paper_values({"hcpcs": " e0260 "}, kept=kept) == {"hcpcs": "E0260"}


def test_one_of_several_is_enough() -> None:
    text = element_texts()["medicare"]
    present = {"patient_number", "order_date", "item", "prescriber_name"}
    assert missing_elements(text, present) == ["Signature"]
    assert missing_elements(text, present - {"patient_number"}) == [
        "Patient’s name or Patient’s number",
        "Signature",
    ]

"""What the demo shop is made of: invented, but well formed."""

from dmedesk.demo.facts import facts, member_no, npi_of, serial_of
from dmedesk.members.rules import npi_is_valid


def test_every_practitioner_but_the_mistyped_one_has_a_valid_npi() -> None:
    practitioners = facts()["practitioners"]
    valid = [npi_is_valid(npi_of(one)) for one in practitioners]
    assert valid == [not one.get("mistyped", False) for one in practitioners]
    assert valid.count(False) == 1


def test_numbers_and_serials_do_not_repeat() -> None:
    assert len({member_no(number) for number in range(1, 61)}) == 60
    serials = {
        serial_of(product["product_no"], number)
        for product in facts()["products"]
        for number in range(1, product["units"] + 1)
    }
    assert len(serials) == sum(product["units"] for product in facts()["products"])


def test_made_up_fees_say_so() -> None:
    assert "made up" in facts()["masshealth"]["source"].lower()

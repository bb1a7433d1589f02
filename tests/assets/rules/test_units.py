"""The shape of serials is told, never enforced."""

import pytest

from dmedesk.assets.rules.units import odd_shape, shape_of, usual_shape

THREE = ["ab-1001", "AB-2044", "XY-0001"]


def test_a_shape_tells_letters_digits_and_all_else() -> None:
    assert shape_of("ab-10 01/x") == "AA-99 99/A"


@pytest.mark.parametrize(
    ("serials", "shape"), [(THREE, "AA-9999"), (THREE[:2], ""), ([*THREE, "1"], ""), ([], "")]
)
def test_enough_alike_make_a_usual_shape(serials: list[str], shape: str) -> None:
    assert usual_shape(serials) == shape


def test_a_serial_of_another_shape_is_told() -> None:
    assert odd_shape("AB-1002", THREE) == ""
    assert odd_shape("AB1002", THREE) == (
        "Look again: the other serials of this product look like AA-9999"
    )

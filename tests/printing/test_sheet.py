"""The pen: text where it was put, figures that end where they should, pictures in their box."""

import pytest

from dmedesk.kit.errors import Refused
from dmedesk.printing.sheet import Sheet
from dmedesk.printing.typeface import SMALL, STRONG, TEXT, TITLE
from tests.printing.papers import page_with, png
from tests.printing.reading import PageRead, opened, read

PICTURE = 3


def _line(page: PageRead) -> tuple[float, float, float]:
    """Left, right and bottom of all ink."""
    boxes = [letter.box for letter in page.letters]
    return (
        min(box.left for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def test_text_begins_at_x_and_stands_on_its_baseline() -> None:
    left, _, bottom = _line(page_with(lambda sheet: sheet.text(100, 200, "HIJKL", TEXT)))
    assert left == pytest.approx(101, abs=1)
    assert bottom == pytest.approx(200, abs=0.3)


def test_figures_end_at_x() -> None:
    _, right, _ = _line(page_with(lambda sheet: sheet.text_right(300, 200, "1,234.56", TEXT)))
    assert right == pytest.approx(299.6, abs=0.5)


def test_each_style_has_its_size() -> None:
    def draw(sheet: Sheet) -> None:
        for number, style in enumerate((SMALL, TEXT, STRONG, TITLE)):
            sheet.text(100, 100 + 30 * number, "x", style)

    assert [round(letter.size, 1) for letter in page_with(draw).letters] == [8.5, 10.5, 10.5, 18]


def test_standard_and_embedded_faces_take_turns_in_one_style() -> None:
    def draw(sheet: Sheet) -> None:
        for number, text in enumerate(("Rosa", "Łódź", "Núñez", "Dvořák")):
            sheet.text(100, 100 + 12 * number, text, TEXT)

    assert page_with(draw).text.split() == ["Rosa", "Łódź", "Núñez", "Dvořák"]


def test_a_rule_has_its_weight_also_after_another_on_the_next_page() -> None:
    sheet = Sheet(title="Test", author="Test")
    sheet.rule(50, 500, 100)
    sheet.rule(50, 500, 200, 0.8)
    sheet.next_page()
    sheet.rule(50, 500, 100, 0.8)
    first, second = read(sheet.finish())
    assert [round(one.weight, 1) for one in first.drawn] == [0.4, 0.8]
    assert [round(one.weight, 1) for one in second.drawn] == [0.8]
    assert first.drawn[0].box.top == pytest.approx(100, abs=0.3)


@pytest.mark.parametrize(
    ("dots", "size"), [((2000, 500), (100, 25)), ((30, 60), (20, 40)), ((4, 2), (80, 40))]
)
def test_a_picture_fills_its_box_as_far_as_its_shape_allows(
    dots: tuple[int, int], size: tuple[float, float]
) -> None:
    page = page_with(lambda sheet: sheet.picture(50, 60, png(*dots), 100, 40))
    (picture,) = [one.box for one in page.drawn if one.kind == PICTURE]
    assert (picture.left, picture.top) == pytest.approx((50, 60), abs=0.01)
    assert (picture.right - 50, picture.bottom - 60) == pytest.approx(size, abs=0.5)


def test_a_large_logo_does_not_make_a_large_paper() -> None:
    sheet = Sheet(title="Test", author="Test")
    sheet.picture(50, 60, png(3000, 3000), 115, 43)
    assert len(sheet.finish()) < 20_000


@pytest.mark.parametrize("picture", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\nbroken", png(9, 9)[:60]])
def test_what_is_no_picture_is_refused_with_a_remedy(picture: bytes) -> None:
    with pytest.raises(Refused, match="PNG or JPEG"):
        page_with(lambda sheet: sheet.picture(50, 60, picture, 100, 40))


def test_the_paper_names_itself_and_its_maker_but_no_moment() -> None:
    sheet = Sheet(title="Invoice 1", author="Example Medical")
    with opened(sheet.finish()) as document:
        said = document.get_metadata_dict()
    assert (said["Title"], said["Author"], said["Creator"]) == (
        "Invoice 1",
        "Example Medical",
        "DMEDesk",
    )
    assert said["CreationDate"].startswith("D:2000")


def test_strokes_are_drawn_as_curves_from_their_corner() -> None:
    stroke = [(0.0, 0.0), (20.0, 10.0), (40.0, 0.0), (60.0, 10.0)]
    page = page_with(lambda sheet: sheet.strokes(100, 200, [stroke, [(80.0, 5.0)]]))
    (drawn,) = page.drawn
    assert page.text.strip() == ""
    left, right = drawn.box.left, drawn.box.right
    assert left == pytest.approx(100, abs=2)
    assert right == pytest.approx(180, abs=2)

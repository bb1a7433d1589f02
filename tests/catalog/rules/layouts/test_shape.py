"""Layouts are told apart by their header, compared without case and spaces."""

import pytest

from dmedesk.catalog.rules.layouts.shape import layout_of, layouts, squeezed
from dmedesk.catalog.rules.payment_classes import areas
from dmedesk.catalog.rules.words import EditionKind
from dmedesk.kit.grid import Line


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.kind.value)
def test_every_layout_is_told_by_its_own_header(layout: object) -> None:
    (found,) = [one for one in layouts() if one == layout]
    header = Line(1, tuple(cell.lower() for cell in found.required))
    told = layout_of(header)
    assert told is not None
    assert told.kind is found.kind


def test_a_dmepos_file_has_114_columns() -> None:
    (dmepos,) = [one for one in layouts() if one.kind is EditionKind.CMS_DMEPOS]
    assert len(dmepos.required) == 114
    assert len(areas()) == len(set(areas())) == 53


def test_a_pen_file_has_110_columns() -> None:
    (pen,) = [one for one in layouts() if one.kind is EditionKind.CMS_PEN]
    assert len(pen.required) == 110


def test_case_and_spaces_do_not_count() -> None:
    assert squeezed("Al (nr)") == squeezed("AL(NR)") == "AL(NR)"
    assert layout_of(Line(1, ("hcpcs", "modifiers", "fee", "from_on"))) is None

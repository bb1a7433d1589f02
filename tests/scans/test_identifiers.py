"""The table of identifiers agrees with GS1's published one, where that is at hand."""

import json
import os
import re
from pathlib import Path

import pytest

from dmedesk.scans.identifiers import Form, identifiers

FOLDER = Path(os.environ.get("DMEDESK_TEST_DATA", "")) / "gs1_udi"


@pytest.mark.parametrize(
    ("identifier", "form"),
    [
        ("01", Form(14, 14, only_figures=True, is_day=False)),
        ("10", Form(1, 20, only_figures=False, is_day=False)),
        ("17", Form(6, 6, only_figures=True, is_day=True)),
        ("3103", Form(6, 6, only_figures=True, is_day=False)),
        ("99", Form(1, 90, only_figures=False, is_day=False)),
    ],
)
def test_what_follows_an_identifier(identifier: str, form: Form) -> None:
    assert identifiers()[identifier] == form


def test_no_identifier_is_the_beginning_of_another() -> None:
    known = identifiers()
    assert [one for one in known for n in (2, 3) if one[:n] != one and one[:n] in known] == []


def test_figures_and_signs() -> None:
    assert identifiers()["17"].allows("261231")
    assert not identifiers()["17"].allows("26\u0661231")
    assert identifiers()["10"].allows("A-b/1")
    assert not identifiers()["10"].allows("A b")


def test_the_published_table() -> None:
    if "DMEDESK_TEST_DATA" not in os.environ:
        pytest.skip("DMEDESK_TEST_DATA names no folder")
    published = json.loads((FOLDER / "gs1_application_identifiers.json").read_text("utf-8"))
    known = identifiers()
    # 03 is left out on purpose.
    assert {row["ai"] for row in published} - set(known) == {"03"}
    for row in published:
        form = re.fullmatch(r"N\d\+[NX](\d+)", row["format"])
        if form and row["ai"] in known:
            assert known[row["ai"]].least == known[row["ai"]].most == int(form[1]), row["ai"]

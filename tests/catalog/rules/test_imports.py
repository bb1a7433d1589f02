"""Options of ``fees import`` as people write them, and what to tell about a file."""

from datetime import date

import pytest

from dmedesk.catalog.rules.editions import Edition
from dmedesk.catalog.rules.imports import (
    FileFormat,
    ImportOptions,
    first_day,
    notes_on,
    options_of,
    refuse_first_day,
)
from dmedesk.catalog.rules.layouts.reading import Published
from dmedesk.catalog.rules.words import AreaChoice, EditionKind
from dmedesk.kit.errors import Refused

JANUARY, APRIL = date(2025, 1, 1), date(2025, 4, 1)
DMEPOS = EditionKind.CMS_DMEPOS


def test_options_are_taken_as_people_write_them() -> None:
    options = options_of(file_format="cms-dmepos", state="ma", area="by-zip", from_on=JANUARY)
    assert options == ImportOptions(FileFormat.CMS_DMEPOS, "MA", AreaChoice.BY_ZIP, JANUARY)
    defaults = options_of(file_format=None, state="MA", area="non-rural", from_on=None)
    assert defaults == ImportOptions()


def test_every_bad_option_is_told() -> None:
    with pytest.raises(Refused) as refusal:
        options_of(file_format="pdf", state="XX", area="everywhere", from_on=None)
    assert {one.code for one in refusal.value.findings} == {"bad_format", "bad_state", "bad_area"}
    assert "by-zip" in str(refusal.value)


def test_the_first_day_is_as_told_else_the_files_own() -> None:
    dated, undated = Published(DMEPOS, "", JANUARY), Published(DMEPOS, "", None)
    assert first_day(dated, ImportOptions(), "a.csv") == JANUARY
    assert first_day(dated, ImportOptions(from_on=APRIL), "a.csv") == APRIL
    assert first_day(undated, ImportOptions(from_on=APRIL), "a.csv") == APRIL
    with pytest.raises(Refused, match="--from"):
        first_day(undated, ImportOptions(), "a.csv")


def test_rows_with_days_of_their_own_take_no_first_day() -> None:
    refuse_first_day(ImportOptions(), "fees.csv")
    with pytest.raises(Refused, match="Leave In force from empty"):
        refuse_first_day(ImportOptions(from_on=JANUARY), "fees.csv")


def _codes(
    dated_on: date | None,
    taken: Edition,
    *others: Edition,
) -> list[str]:
    published = Published(taken.kind, "", dated_on)
    current = {one.kind: one for one in others}
    return [one.code for one in notes_on(published, taken, current, "a.csv")]


def test_another_first_day_than_the_files_own_is_noted() -> None:
    taken = Edition(1, DMEPOS, APRIL, AreaChoice.NON_RURAL)
    assert _codes(JANUARY, taken) == ["another_first_day"]
    assert _codes(APRIL, taken) == []
    assert _codes(None, taken) == []


def test_pricing_by_zip_tells_what_it_lacks() -> None:
    taken = Edition(9, DMEPOS, APRIL, AreaChoice.BY_ZIP)
    kinds = (
        EditionKind.CMS_RURAL_ZIP,
        EditionKind.CMS_FORMER_CBA_ZIP,
        EditionKind.CMS_FORMER_CBA,
    )
    older = [Edition(number, kind, JANUARY, None) for number, kind in enumerate(kinds)]
    same = [Edition(number, kind, APRIL, None) for number, kind in enumerate(kinds)]
    assert _codes(None, taken) == ["missing_for_zip"]
    assert _codes(None, taken, *older) == ["older_for_zip"]
    assert _codes(None, taken, *same) == []
    assert _codes(None, taken, older[0], *same[1:2]) == ["missing_for_zip", "older_for_zip"]
    assert _codes(None, Edition(9, EditionKind.CMS_RURAL_ZIP, APRIL, None)) == []

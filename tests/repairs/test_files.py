"""What a row of a repair's files is known by is always said."""

import pytest

from dmedesk.kit.records import RecordFile
from dmedesk.repairs.files import (
    MODEL_TRAITS,
    REPAIR_LINES,
    REPAIR_LOANS,
    REPAIR_STEPS,
    REPAIRS,
    SUBSTITUTE_CHARGES,
)

FILES = (MODEL_TRAITS, REPAIRS, REPAIR_STEPS, REPAIR_LINES, REPAIR_LOANS, SUBSTITUTE_CHARGES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_must_be_said_is_part_of_what_a_row_is_known_by(file: RecordFile) -> None:
    required = {column.name for column in file.columns if column.required}
    assert set(file.key) <= required

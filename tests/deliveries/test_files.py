"""The files of tickets read what they write; a unit is known by its serial in any spelling."""

import pytest

from dmedesk.deliveries.files import PROOFS, TICKET_LINES, TICKETS
from dmedesk.kit.records import RecordFile


@pytest.mark.parametrize("file", [TICKETS, TICKET_LINES, PROOFS], ids=lambda file: file.name)
def test_what_must_be_said_is_part_of_what_a_row_is_known_by(file: RecordFile) -> None:
    required = {column.name for column in file.columns if column.required}
    assert set(file.key) <= required


def test_serials_are_compared_in_their_plain_form() -> None:
    (serial,) = [column for column in TICKET_LINES.columns if column.name == "serial"]
    assert serial.read("sn-00 12") == "SN0012"

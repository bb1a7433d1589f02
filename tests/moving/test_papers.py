"""The folder of papers beside the files: every byte as it was stored."""

from hashlib import sha256
from pathlib import Path

import pytest

from dmedesk.kit.errors import WorldError
from dmedesk.moving.papers import paper_content, paper_place

CONTENT = b"%PDF paper"
PAPER = {"invoice_no": "INV-000001", "sha256": sha256(CONTENT).hexdigest()}


def test_a_paper_lies_under_its_number() -> None:
    assert paper_place("INV-000001") == "papers/INV-000001.pdf"


def test_a_paper_that_changed_after_it_was_looked_at_is_not_taken(tmp_path: Path) -> None:
    place = tmp_path / paper_place("INV-000001")
    with pytest.raises(WorldError, match="changed meanwhile"):
        paper_content(tmp_path, PAPER)
    place.parent.mkdir()
    place.write_bytes(CONTENT)
    assert paper_content(tmp_path, PAPER) == CONTENT
    place.write_bytes(CONTENT[:-1])
    with pytest.raises(WorldError, match="changed meanwhile"):
        paper_content(tmp_path, PAPER)

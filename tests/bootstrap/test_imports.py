"""What the command takes back is what the desk would."""

from pathlib import Path

import pytest

from dmedesk.bootstrap.commands import found, take_folder
from dmedesk.bootstrap.imports import imports_taken, take_import_back
from dmedesk.kit.errors import Refused
from tests.moving.shops import SOUND, write


def test_an_import_is_taken_back_once(tmp_path: Path) -> None:
    shop = str(tmp_path / "shop.dmedesk")
    found(shop, name="Example Medical")
    take_folder(shop, folder=write(tmp_path / "in", SOUND), dry_run=False)
    (batch,) = imports_taken(shop)
    assert take_import_back(shop, number=batch.id).removed > 10
    with pytest.raises(Refused, match="taken back already"):
        take_import_back(shop, number=batch.id)
    with pytest.raises(Refused, match="no import 9"):
        take_import_back(shop, number=9)

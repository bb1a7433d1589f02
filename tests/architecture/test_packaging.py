"""The packages' descriptions agree with the program and with each other."""

import configparser
import re
import tomllib
from xml.etree import ElementTree as ET

from dmedesk.cli import SHOP_ENDING
from tests.architecture.source import ROOT

LINUX = ROOT / "packaging" / "linux"
MIME_TYPE = "application/vnd.dmedesk.shop"


def test_the_desktop_entry_opens_the_program_on_a_file() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(LINUX / "dmedesk.desktop", encoding="utf-8")
    said = entry["Desktop Entry"]
    assert said["exec"] == "dmedesk %f"
    assert said["mimetype"] == f"{MIME_TYPE};"
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert "dmedesk" in scripts


def test_every_system_knows_a_shop_by_its_ending() -> None:
    types = ET.parse(LINUX / "dmedesk.xml").getroot()  # noqa: S314 - our own file
    (told,) = types
    assert told.get("type") == MIME_TYPE
    assert [one.get("pattern") for one in told if one.tag.endswith("glob")] == [f"*{SHOP_ENDING}"]
    installer = (ROOT / "packaging/windows/dmedesk.nsi").read_text(encoding="utf-8")
    assert f'\\{SHOP_ENDING}" "" "DMEDesk.Shop"' in installer
    spec = (ROOT / "packaging/dmedesk.spec").read_text(encoding="utf-8")
    assert f'"CFBundleTypeExtensions": ["{SHOP_ENDING[1:]}"]' in spec


def test_the_software_centre_is_told_the_version_when_built() -> None:
    about = ET.parse(LINUX / "org.dmedesk.DMEDesk.metainfo.xml").getroot()  # noqa: S314
    assert [one.get("version") for one in about.iter("release")] == ["@VERSION@"]
    assert about.findtext("launchable") == "dmedesk.desktop"


def test_the_installer_takes_away_only_what_it_brought() -> None:
    installer = (ROOT / "packaging/windows/dmedesk.nsi").read_text(encoding="utf-8")
    _, _, removal = installer.partition('Section "Uninstall"')
    removed = re.findall(r'RMDir (?:/r )?"([^"]+)"', removal)
    assert removed == [r"$INSTDIR\_internal", "$INSTDIR"], "a folder of the user's own would go too"
    assert 'RMDir "$INSTDIR"' in removal, "only where it is empty"
    assert "RequestExecutionLevel user" in installer


def test_the_package_for_debian_asks_for_what_the_checkout_installs() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    found = re.search(r"^QT_LIBRARIES := (.+)$", makefile, flags=re.MULTILINE)
    assert found
    build = (ROOT / "packaging/build.py").read_text(encoding="utf-8")
    assert [name for name in found[1].split() if f'"{name}"' not in build] == []

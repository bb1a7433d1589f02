"""Every area has its pages, every page one key, and all of them can be made."""

from dmedesk.desk.areas import areas_of
from dmedesk.kit.settings import user_settings
from dmedesk.widgets.page import Workplace


def test_no_two_pages_have_one_key(workplace: Workplace) -> None:
    areas = areas_of(workplace, user_settings())
    keys = [kind.key for area in areas for kind in area.pages]
    assert sorted(keys) == sorted(set(keys))
    assert all(area.pages for area in areas)

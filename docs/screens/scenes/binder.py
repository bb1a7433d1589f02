"""The audit binder: what goes in and what is missing, and the binder that was made."""

from docs.screens.house import House
from docs.screens.studio import LONG, Example, Studio

_WHOSE = "SELECT min(member_id) FROM repairs WHERE member_id IS NOT NULL"


def binder(studio: Studio) -> None:
    """A member's binder that was made."""
    page = studio.open("binder")
    page.make_now()
    studio.take("binder-made", wait=LONG)
    studio.window.tabs.close_shown()


HOUSE = House(scenes={"binder-made": binder}, records={"binder": Example(_WHOSE, page="members")})

"""The scenes of the pictures, a module a house.

**To add a scene**: write ``def name(studio: Studio) -> None`` in the module of its house (or a new
module with a ``HOUSE`` of its own, entered in ``HOUSES`` below). ``studio.go_to("units")`` shows a
page, ``studio.open("asset")`` the good example of a kind of record, ``studio.take("units-hot")``
takes the picture. Enter it in its house's ``scenes`` under the beginning of its pictures' names
(several, with spaces between). A page in the left bar needs no scene: each is taken as it opens,
under its key. A new kind of record needs an ``Example`` in ``records``. What the demo shop does not
hold, a house adds in its ``fill``. A scene leaves the desk as it found it: no question open, no
record's tab; it may change the shop, since pages and records are all taken before it.

**To take only some**: ``python -m docs.screens.take units record-asset`` takes the pictures whose
names begin so; ``--look light`` in one look only.
"""

from docs.screens.house import House
from docs.screens.scenes import (
    binder,
    desk,
    members,
    money,
    papers,
    recalls,
    rentals,
    repairs,
    settings,
    slips,
    trials,
    units,
)

HOUSES: tuple[House, ...] = (
    desk.HOUSE,
    members.HOUSE,
    papers.HOUSE,
    trials.HOUSE,
    units.HOUSE,
    slips.HOUSE,
    rentals.HOUSE,
    repairs.HOUSE,
    recalls.HOUSE,
    binder.HOUSE,
    money.HOUSE,
    settings.HOUSE,
)
"""In the order in which they are taken."""

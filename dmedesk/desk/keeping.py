"""The doors through which pages keep files, drafts and views, each read when it is first used."""

from datetime import date
from functools import partial

from dmedesk.kit.attachments import AttachmentDoor
from dmedesk.kit.drafts import DraftDoor
from dmedesk.kit.later import later
from dmedesk.kit.listing import ListDoor
from dmedesk.kit.prints import PrintDoor


def attachments(today: date) -> AttachmentDoor:
    """Photos and papers; a file may be as large as the shop allows today."""

    def door() -> AttachmentDoor:
        from dmedesk.shop.queries.policies import attachment_megabytes
        from dmedesk.store.attachments import Attachments

        return Attachments(partial(attachment_megabytes, on=today))

    return later(door)


def drafts(user: str) -> DraftDoor:
    """What a person typed and has not saved."""

    def door() -> DraftDoor:
        from dmedesk.store.drafts import Drafts

        return Drafts(user)

    return later(door)


def lists() -> ListDoor:
    """Saved views, and lists on paper."""

    def door() -> ListDoor:
        from dmedesk.desk.lists import Lists

        return Lists()

    return later(door)


def prints() -> PrintDoor:
    """How often a paper was printed."""

    def door() -> PrintDoor:
        from dmedesk.store.prints import Prints

        return Prints()

    return later(door)

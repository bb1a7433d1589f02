"""What the search can do besides finding records: go to a page, begin a record, post the month."""

from collections.abc import Callable, Mapping
from functools import partial

from dmedesk.desk.areas import Area, PageKind
from dmedesk.desk.palette import SearchField
from dmedesk.desk.recent import Recent
from dmedesk.desk.results import Command
from dmedesk.desk.window import DeskWindow
from dmedesk.widgets.page import Workplace

# Kinds of records by the word for one, and further words that somebody may look for.
_KINDS: Mapping[str, tuple[str, str]] = {
    "member": ("member", "add enter person"),
    "practitioner": ("practitioner", "add enter prescriber npi"),
    "payer": ("payer", "add enter plan"),
    "product": ("product", "add enter model"),
    "kit": ("kit", "add enter set"),
    "asset": ("unit", "add enter serial receive"),
    "count": ("count", "begin stock inventory"),
    "place": ("place", "add enter shelf room warehouse van"),
    "plan": ("maintenance plan", "add enter service interval"),
    "order": ("order", "add enter referral intake"),
    "prescription": ("prescription", "add enter order written"),
    "authorization": ("authorization", "add enter pa prior granted"),
    "paper": ("paper", "add enter letter necessity written order encounter"),
    "pa_request": ("PA request", "add enter prior authorization ask"),
    "worksheet": ("worksheet", "individual consideration price markup acquisition cost"),
    "trial": ("trial", "add enter pump criteria months"),
    "requirement": ("requirement", "add enter hold paper needed"),
    "limit": ("limit", "add enter frequency quantity how often"),
    "replacement": ("reason for early replacement", "add enter lost stolen broken"),
    "chain": ("chain of criteria", "add enter trial steps"),
    "ticket": ("slip", "add enter delivery pickup exchange ticket visit"),
    "rental": ("rental", "add enter rent"),
    "charge": ("charge", "add enter purchase supply repair sale invoice"),
    "payment_batch": ("batch of payments", "open enter check remittance deposit"),
    "repair": ("repair", "report a fault broken loaner substitute"),
    "recall": ("recall", "open enter notice fda manufacturer"),
}

# What else people call a page by its key.
_ALSO: Mapping[str, str] = {
    "settings.company": "letterhead logo address phone npi",
    "settings.files": "backup restore copy check repair file demo remove another shop export",
    "settings.import": "spreadsheet excel csv take over move in undo",
    "settings.look": "dark light theme size type large font",
    "settings.policies": "rules choices readings days",
    "settings.printing": "printer tray offset test page ruler",
    "settings.prints": "reprint copies",
    "settings.rights": "roles permissions who may",
    "settings.scanner": "barcode reader gun",
    "settings.staff": "users people pin password sign in",
    "settings.texts": "words letter wording",
    "settings.holidays": "calendar closed days business",
    "rates": "fees prices schedule codes hcpcs",
    "bench": "clean check inspection return",
    "received": "scan signed slips upload",
    "visits": "sign signature record proof delivered",
    "month_end": "checklist close list",
    "history": "audit log who changed",
    "ageing": "owed collections receivables overdue",
    "limits": "frequency quantity how often",
    "trials": "pump criteria months",
    "chains": "criteria steps trial",
    "recalls": "notice fda manufacturer field action",
    "outstanding": "missing papers request letter doctor",
}


def search_with_commands(
    workplace: Workplace,
    window: Callable[[], DeskWindow],
    recent: Recent,
    *,
    knows: Callable[[str], bool],
) -> SearchField:
    """The search of a desk whose window is still to be made; ``knows`` as the search has it."""

    def commands() -> list[Command]:
        found = commands_of(window(), workplace)
        if workplace.may_write:
            rebuild = Command("Rebuild the search", field.indexer.rebuild, "index find repair")
            found.append(rebuild)
        return found

    field = SearchField(workplace, commands, recent=recent.refs, knows=knows)
    return field


def commands_of(window: DeskWindow, workplace: Workplace) -> list[Command]:
    """Every command of this desk as it is now, new records first."""
    from dmedesk.kit.guide import guide_pages
    from dmedesk.kit.tours import tours

    made: list[Command] = []
    if workplace.may_write:
        for kind, (word, more) in _KINDS.items():
            if window.tabs.knows(kind):
                act = partial(workplace.navigator.enter_new, kind)
                made.append(Command(f"New {word}", act, more))
    for place, area in enumerate(window.areas):
        for at, page in enumerate(area.pages):
            keys = f"Ctrl+{(place + 1) % 10}" if at == 0 and place < 10 else ""
            go = partial(window.go_to, page.key)
            more = f"open show {_ALSO.get(page.key, '')}".rstrip()
            made.append(Command(f"Go to {_said(area, page)}", go, more, keys, page.title))
            if page.key == "month":
                made.append(Command("Post month", go, "bill invoices run preview billing"))
    made.append(Command("Show the keys", window.show_keys, "map help shortcuts", "Shift+F1"))
    made.append(Command("Open the guide", window.show_guide, "help manual how", "F1"))
    for told in guide_pages():
        read = partial(window.show_guide_page, told)
        made.append(Command(f"Guide: {told.title}", read, "help how read manual"))
    for tour in tours():
        begin = partial(window.begin_tour, tour.name)
        made.append(Command(f"Tour: {tour.title}", begin, "guided learn show help"))
    made.append(Command("Lock the desk", window.lock, "sign out leave", "Ctrl+L"))
    return made


def _said(area: Area, page: PageKind) -> str:
    """A page by its name, behind its area's where that is another."""
    where = area.title.replace("&", "")
    is_same = len(area.pages) == 1 or where == page.title
    return (page.title if is_same else f"{where}: {page.title}").lower()

"""The list of products: what the shop carries, what it usually charges, how many it has."""

from dmedesk.catalog.queries.listed import ProductListed
from dmedesk.catalog.rules.products import CLASS_WORDS, FAMILY_WORDS
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.listing.spec import ListSource
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import money


def charge(cents: int | None) -> str:
    """A usual charge; a sign and a word where there is none."""
    return "‖ none" if cents is None else money(cents)


def _class(row: ProductListed) -> str:
    return "" if row.payment_class is None else CLASS_WORDS[row.payment_class]


def _family(row: ProductListed) -> str:
    return "" if row.family is None else FAMILY_WORDS[row.family]


COLUMNS: tuple[ListColumn[ProductListed], ...] = (
    ListColumn("product_no", "Number", lambda row: row.product_no, width=110),
    ListColumn("description", "Name", lambda row: row.description, width=220, wide=True),
    ListColumn("model", "Maker and model", lambda row: row.model, width=150, spare=2),
    ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=72),
    ListColumn(
        "usual_rental_cents",
        "A month",
        lambda row: charge(row.usual_rental_cents),
        FilterKind.MONEY,
        width=92,
        figures=True,
        tone=lambda row: Tone.WAITING if row.usual_rental_cents is None else Tone.INK,
        is_summed=False,
    ),
    ListColumn(
        "usual_purchase_cents",
        "To buy",
        lambda row: charge(row.usual_purchase_cents),
        FilterKind.MONEY,
        width=96,
        figures=True,
        spare=3,
        tone=lambda row: Tone.SOFT if row.usual_purchase_cents is None else Tone.INK,
        is_summed=False,
    ),
    ListColumn(
        "payment_class",
        "Class",
        _class,
        FilterKind.CHOICE,
        width=130,
        spare=1,
        options=tuple((one.value, word) for one, word in CLASS_WORDS.items()),
    ),
    ListColumn(
        "family",
        "Family",
        _family,
        FilterKind.CHOICE,
        width=110,
        options=tuple((one.value, word) for one, word in FAMILY_WORDS.items()),
        shown=False,
    ),
    ListColumn(
        "units",
        "Units",
        lambda row: f"{row.units:,}",
        FilterKind.NUMBER,
        width=64,
        figures=True,
        spare=4,
        is_summed=True,
    ),
    ListColumn(
        "ready",
        "In stock",
        lambda row: f"{row.ready:,}",
        FilterKind.NUMBER,
        width=76,
        figures=True,
        tone=lambda row: Tone.WAITING if row.units and not row.ready else Tone.INK,
        is_summed=True,
    ),
)


def facts_of(row: ProductListed) -> list[Fact]:
    """The preview's lines."""
    priceless = row.usual_rental_cents is None
    found = [
        Fact("Code", row.hcpcs),
        Fact("A month", charge(row.usual_rental_cents), Tone.WAITING if priceless else Tone.INK),
        Fact("To buy", charge(row.usual_purchase_cents)),
        Fact("Units", f"{row.units:,}, {row.ready:,} in stock"),
    ]
    told = (("Maker and model", row.model), ("Class", _class(row)), ("Family", _family(row)))
    return [*found, *(Fact(name, text) for name, text in told if text)]


class ProductsPage(ListPage[ProductListed]):
    """Every product. ``source`` reads the list: units are counted by a house above this one."""

    def __init__(self, workplace: Workplace, source: ListSource[ProductListed]) -> None:
        spec = ListSpec(
            key="products",
            title="&Products",
            picture="tag",
            kind="product",
            one="product",
            query=source,
            columns=COLUMNS,
            name=lambda row: row.description,
            facts=facts_of,
            empty="No products yet. Enter the first one (Ctrl+N), or import them from files.",
            chips=(
                Chip("priceless", "No usual charge"),
                Chip("used_up", "None in stock"),
                Chip("unitless", "Without units"),
            ),
            new="New pr&oduct",
        )
        super().__init__(workplace, spec)

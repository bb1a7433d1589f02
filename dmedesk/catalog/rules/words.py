"""The words of the rate book: stored as stable lower-case text, and the same in the files."""

from enum import StrEnum


class FeeRegime(StrEnum):
    """Whose fees a row belongs to. Private payers pay the usual charge and have none."""

    MASSHEALTH = "masshealth"
    MEDICARE = "medicare"


class EditionKind(StrEnum):
    """What was imported: a file that CMS publishes, or rows in this program's own form."""

    CMS_DMEPOS = "cms_dmepos"
    CMS_PEN = "cms_pen"
    CMS_MAIL_ORDER = "cms_mail_order"
    CMS_FORMER_CBA = "cms_former_cba"
    CMS_RURAL_ZIP = "cms_rural_zip"
    CMS_FORMER_CBA_ZIP = "cms_former_cba_zip"
    DMEDESK = "dmedesk"


class AreaChoice(StrEnum):
    """Which price of a CMS file counts: one column for all members, or each member's own by ZIP."""

    NON_RURAL = "non_rural"
    RURAL = "rural"
    BY_ZIP = "by_zip"


class PricingArea(StrEnum):
    """Where a published fee holds. ``any`` is the whole country (mail order)."""

    ANY = "any"
    NON_RURAL = "non_rural"
    RURAL = "rural"
    FORMER_CBA = "former_cba"


class FeeState(StrEnum):
    """What stands in the fee's place. An amount of 0.00, I.C. and blank are three things."""

    AMOUNT = "amount"
    INDIVIDUAL_CONSIDERATION = "individual_consideration"
    BLANK = "blank"


class PaymentClass(StrEnum):
    """How rent is paid (contract ``price.md``)."""

    CAPPED = "capped"
    CAPPED_POWER_WHEELCHAIR = "capped_power_wheelchair"
    INEXPENSIVE = "inexpensive"
    MONTHLY = "monthly"
    PURCHASE_ONLY = "purchase_only"


class Family(StrEnum):
    """The product family, which decides mark-ups, shares and factors (contract ``price.md``)."""

    DME = "dme"
    SUPPLY = "supply"
    OXYGEN = "oxygen"
    RESPIRATORY = "respiratory"
    INFUSION = "infusion"
    ENTERAL = "enteral"
    WHEELED_MOBILITY = "wheeled_mobility"
    PATIENT_LIFT = "patient_lift"
    TRACHEOSTOMY_CUSTOM = "tracheostomy_custom"
    DIABETIC = "diabetic"
    DRUG = "drug"
    VENTILATOR = "ventilator"
    SAFETY_BED = "safety_bed"
    SPEECH_DEVICE = "speech_device"
    ELEVATING_LEG_REST = "elevating_leg_rest"

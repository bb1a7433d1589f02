"""Orders and papers: prescriptions and authorizations."""

from docs.screens.house import House
from docs.screens.studio import Example

HOUSE = House(
    records={
        "prescription": Example("SELECT min(id) FROM prescriptions"),
        "authorization": Example("SELECT min(id) FROM authorizations"),
    },
)

from .bank import Bank, Item, ItemImport, ItemVersion
from .contest import Audience, Commitment, Contest, Part, PartScore, Trial
from .entries import Entry, Mark, Start
from .judging import Appeal, Disqualification, DroppedItem, Suspicion
from .people import Contact, Entrant, HeadCount
from .rounds import Certificate, Publication, Round, RoundEvent, RoundSecret, Winner

__all__ = [
    "Appeal",
    "Audience",
    "Bank",
    "Certificate",
    "Commitment",
    "Contact",
    "Contest",
    "Disqualification",
    "DroppedItem",
    "Entrant",
    "Entry",
    "HeadCount",
    "Item",
    "ItemImport",
    "ItemVersion",
    "Mark",
    "Part",
    "PartScore",
    "Publication",
    "Round",
    "RoundEvent",
    "RoundSecret",
    "Start",
    "Suspicion",
    "Trial",
    "Winner",
]

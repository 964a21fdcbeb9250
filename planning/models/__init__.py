"""What hosts wish and regions share; rounds, proposals, drafts and releases: a plan asked for, made and announced."""

from .draft import Draft, Step
from .release import Release, ReleaseChange
from .round import Proposal, Round
from .sharing import PlaceOffer, PlaceRequest
from .wish import Wish

__all__ = [
    "Draft",
    "PlaceOffer",
    "PlaceRequest",
    "Proposal",
    "Release",
    "ReleaseChange",
    "Round",
    "Step",
    "Wish",
]

"""Person, User, Region, Programme, Body, Membership and the reviewer pool."""

from .body import Body
from .invitation import Invitation
from .membership import Membership
from .person import Person
from .pool import Absence, Interest, Profile, Training
from .region import Programme, Region
from .tie import BodyTie
from .user import User

__all__ = [
    "Absence",
    "Body",
    "BodyTie",
    "Interest",
    "Invitation",
    "Membership",
    "Person",
    "Profile",
    "Programme",
    "Region",
    "Training",
    "User",
]

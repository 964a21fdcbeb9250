"""Facts of this floor: what the region learns across challenges: passages, practice, annual reports."""

from .annual import AnnualEdition, AnnualReport
from .passage import Passage
from .practice import Exchange, Practice
from .taken_home import TakenHome

__all__ = ["AnnualEdition", "AnnualReport", "Exchange", "Passage", "Practice", "TakenHome"]

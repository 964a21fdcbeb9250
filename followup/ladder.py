"""The duties of this floor."""

from .ladder_of_indicators import INDICATORS
from .ladder_of_plans import PLANS

DUTIES = (*INDICATORS, *PLANS)

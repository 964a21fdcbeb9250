"""Reading what a plan needs to know and what it says."""

from .wishes import waiting_for

__all__ = ["waiting_for"]

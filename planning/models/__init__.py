"""Round, Proposal, Draft, Step, Release: a plan asked for, worked on and announced."""

from .draft import Draft, Step
from .release import Release, ReleaseChange
from .round import Proposal, Round

__all__ = ["Draft", "Proposal", "Release", "ReleaseChange", "Round", "Step"]

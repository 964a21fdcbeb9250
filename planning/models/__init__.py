"""Wish, Round, Proposal, Draft, Step, Release: a plan wished for, asked for, worked on and announced."""

from .draft import Draft, Step
from .release import Release, ReleaseChange
from .round import Proposal, Round
from .wish import Wish

__all__ = ["Draft", "Proposal", "Release", "ReleaseChange", "Round", "Step", "Wish"]

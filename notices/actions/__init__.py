"""Saying something to somebody, and everything that follows."""

from .queueing import queue

__all__ = ["queue"]

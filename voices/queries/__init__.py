"""Rows for one page, and what waits for somebody."""

from .waiting import MATTERS

__all__ = ["MATTERS"]

"""Rows for one page, one noun a file, and what waits for somebody."""

from .waiting import MATTERS

__all__ = ["MATTERS"]

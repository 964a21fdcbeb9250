"""Rows across floors for the pages of this floor, one module a noun, and what waits for somebody on it."""

from .practice import waiting_for

__all__ = ["waiting_for"]

"""Rows for one page, one noun a file."""

"""Changing what is planned: drafts, proposals, releases, and what hosts wish."""

"""Changing what is planned: drafts, proposals, releases, what hosts wish, and what regions share."""

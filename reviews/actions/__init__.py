"""Doing it, and all that follows: one file a noun (`actions.documents.upload(...)`)."""

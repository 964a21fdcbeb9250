"""Doing it, and all that follows: one file a noun (`logins.invite(...)`, `pool.edit_person(...)`)."""

"""Proposing a timetable: a problem in, a placement out. Pure Python, no Django; workers alone search."""

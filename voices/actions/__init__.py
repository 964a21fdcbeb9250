"""Doing it: surveys, answers, closing, points before the visit, commitments."""

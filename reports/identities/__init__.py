"""The identity engine: words of a text that may give somebody away. Pure Python, no Django.

`find(text, known)` looks for the people known by name, surname, initials and misspelling, for any address or
number that points at one person, for posts one person holds, for phrases that single somebody out, for groups
too small to be named, and for six words in a row of the `quotes`.
"""

from .people import Known
from .searching import Hit, Search, find

__all__ = ["Hit", "Known", "Search", "find"]

"""One sample request for every route, one module a floor.

Each module holds SAMPLES: {"namespace:url_name": function(world) -> dict} with

- `kwargs`: what the address needs; `query`: its query string, if any
- `post`: data of a write that succeeds when it is allowed, or function(person) -> data; None for a page that
  only answers GET
- `only`: the cast key whose thing it is, where nobody else's exists for others: allowed, they get 404
- `own`: the cast key whose own thing it is, for cells marked "own only"
- `states`: the states in which the thing can exist at all, when fewer than the table allows
- `headers`: function(person) -> headers, and `content_type`, of an address for programs; `method` if not post
- `signed_out`: what whoever is not signed in gets, when that is not the way to sign in
- `get`: the status of an allowed GET when it is not 200
"""

from importlib import import_module
from pathlib import Path


def all_samples():
    """Return every sample of every floor."""
    found = {}
    for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        found.update(import_module(f"{__name__}.{file.stem}").SAMPLES)
    return found

"""The page to sign in as one of the cast: not there unless DEMO is on. Home is for everybody."""

SAMPLES = {"demo": lambda world: {"kwargs": {}, "get": 404}}

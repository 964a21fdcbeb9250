"""Home for everybody, and the page to sign in as one of the cast: not there unless DEMO is on."""

SAMPLES = {
    "home": lambda world: {"kwargs": {}},
    "demo": lambda world: {"kwargs": {}, "get": 404},
}

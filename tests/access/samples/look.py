"""Pages of words for everybody, and the gallery, which is not there unless DEBUG is on."""

SAMPLES = {
    "accessibility": lambda world: {"kwargs": {}},
    "privacy": lambda world: {"kwargs": {}},
    "icon": lambda world: {"kwargs": {}, "get": 302},
    "healthz": lambda world: {"kwargs": {}},
    "readyz": lambda world: {"kwargs": {}},
    "metrics": lambda world: {"kwargs": {}, "get": 404},
    "gallery": lambda world: {"kwargs": {}, "get": 404},
    "gallery_capture": lambda world: {"kwargs": {}, "get": 404},
}

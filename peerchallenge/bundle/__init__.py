"""One challenge as a JSON file: what its report says, and never what anybody said in confidence.

`schema.json` is the format; docs/bundle.md explains it.
"""

FORMAT = "peer-challenge-bundle"
VERSION = 1

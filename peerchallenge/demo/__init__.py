"""The demo region: invented people in real places, one challenge at every state. Never with real data.

`content/` holds the words, `manage.py demo` loads them. Everything the demo makes hangs from one
region, known by its reference; wiping removes that region and nothing else.
"""

# A reference no region can be given by chance: it holds letters that new ones leave out.
REGION_REF = "demo-region"
# What every login of the demo signs in with; set only while DEMO is on.
PASSWORD = "open-to-everybody"  # noqa: S105 -- a demo's password is public, and docs/operations.md names it
# The challenge that `--at` speaks of, and the one on site on the day the content is written for.
MAIN = "calderdale"

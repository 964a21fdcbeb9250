"""A page as the server drew it: what it is built of, and the faults that need no browser to be seen."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([\w:-]+)(?:=\"([^\"]*)\")?")
UNSEEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>", re.DOTALL)
HEADING = re.compile(r"h[1-6]")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
SAYING = ("class", "type", "role", "scope")  # attributes whose values say what an element is
NAVIGATION = re.compile(r"<nav class=\"(?:main|sub)-navigation[^\"]*\".*?</nav>", re.DOTALL)


@dataclass(frozen=True)
class Drawn:
    """One answer: which page it is, who asked, and what came."""

    name: str
    reader: str | None
    address: str
    status: int
    html: str
    policy: str  # the content policy it came with

    def __str__(self):
        return f"{self.name} as {self.reader} ({self.status})"

    @cached_property
    def tags(self):
        """Return (closes, tag, attributes, stands alone) of every tag in order."""
        found = TAG.findall(UNSEEN.sub("", self.html))
        return [
            (bool(slash), name, dict(ATTRIBUTE.findall(rest)), name in VOID or rest.endswith("/"))
            for slash, name, rest in found
        ]

    @cached_property
    def parts(self):
        """Return every kind of element the page holds, each with what it lies in; words and rows do not count."""
        found, above = set(), [""]
        for closes, name, attributes, alone in self.tags:
            if closes:
                above.pop()
                continue
            said = [f"{key}={attributes[key]}" for key in SAYING if key in attributes]
            said += sorted(key for key in attributes if key.startswith("aria-"))
            path = f"{above[-1]}/{name}[{' '.join(said)}]"
            found.add(path)
            if not alone:
                above.append(path)
        return frozenset(found)

    @property
    def title(self):
        """Return the words of the window's title."""
        found = TITLE.search(self.html)
        return " ".join(found[1].split()) if found else ""

    def faults(self):
        """Yield what is wrong before anybody looks: headings, title and names of elements."""
        ids = Counter(attributes["id"] for closes, _, attributes, _ in self.tags if not closes and "id" in attributes)
        if twice := sorted(key for key, count in ids.items() if count > 1):
            yield f"ids used twice: {twice}"
        if (headings := sum(name == "h1" and not closes for closes, name, *_ in self.tags)) != 1:
            yield f"{headings} headings of the first level"
        levels = [int(name[1]) for closes, name, *_ in self.tags if not closes and HEADING.fullmatch(name)]
        if skipped := [f"h{low} after h{high}" for high, low in pairwise(levels) if low > high + 1]:
            yield f"headings skip a level: {skipped}"
        for navigation in NAVIGATION.findall(self.html):
            links = re.findall(r"href=\"([^\"]*)\"", navigation)
            if len(links) != len(set(links)):
                yield "a navigation leads to one page twice"
        if self.title.split(" – ")[0] in ("", "Error:"):
            yield "no title of its own"

"""What a machine can say about a page: axe's violations, and a body that scrolls sideways."""

from pathlib import Path

import axe_playwright_python

SCRIPT = Path(axe_playwright_python.__file__).parent / "axe.min.js"
WIDTHS = (1280, 320)
ASK = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def look_at(page):
    """Return what is wrong with the page that is open, at both widths."""
    found = []
    page.evaluate(SCRIPT.read_text())
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} px {wrong}" for wrong in page.evaluate(ASK)]
    if (wider := page.evaluate(WIDER)) > 0:
        found.append(f"320 px scrolls sideways by {wider}")
    return found

"""What a person does with a page: go somewhere, fill a form in, send it, read what comes back."""

from django.urls import reverse

from tests.browser.eye import ASK, HEIGHT, OPENED, SCRIPT, WIDTHS


class Hand:
    """One person at one window, about one challenge."""

    def __init__(self, page, world=None):
        self.page, self.world = page, world

    def goes_to(self, name, **kwargs):
        """Open a page of the challenge, or of anything else when told of what; return its status."""
        if not kwargs and self.world is not None:
            kwargs = {"ref": self.world.challenge.ref}
        return self.page.goto(reverse(name, kwargs=kwargs)).status

    def goes_on_to(self, name, **more):
        """Open a page of a part of the challenge."""
        return self.goes_to(name, ref=self.world.challenge.ref, **more)

    def fills_in(self, **fields):
        """Fill fields in by name: text, choices and ticks (True)."""
        for name, value in fields.items():
            field = self.page.locator(f"main [name='{name}']")
            kind = field.first.evaluate("field => field.type")
            if kind in ("radio", "checkbox"):
                chosen = field if value is True else self.page.locator(f"main [name='{name}'][value='{value}']")
                chosen.first.check(force=True)
            elif kind.startswith("select"):
                field.select_option(value)
            elif kind == "file":
                field.set_input_files(value)
            else:
                field.fill(str(value))
        return self

    def sends(self, label=None):
        """Press the form's button, or the one that says so."""
        buttons = self.page.locator("main form[method=post] button:not([type=button])")
        button = buttons.filter(has_text=label) if label else buttons
        with self.page.expect_navigation():
            button.last.click()
        return self

    def finds_wrong(self):
        """Return what axe finds wrong with the page, everything on it opened, at both widths."""
        size, found = self.page.viewport_size, []
        self.page.evaluate(SCRIPT.read_text())
        self.page.evaluate(OPENED)
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            found += [f"{self.page.url} {width} px: {one}" for one in self.page.evaluate(ASK)]
        self.page.set_viewport_size(size)
        return found

    def reads(self):
        """Return the words of the page's main part."""
        return self.page.locator("main").inner_text()

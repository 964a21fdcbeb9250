"""Which devices of the team are ready to write without signal."""

from reviews import shell
from reviews.queries.devices import readiness

from .base import Page


class Devices(Page):
    """Every device of the team, and who has none."""

    permission = "reviews.see_devices"
    template_name = "reviews/devices.html"

    def context(self):
        found = readiness(self.challenge, shell.version(), self.at)
        return {**super().context(), "devices": found, "newest": shell.version()}

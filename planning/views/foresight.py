"""What a draft will run into, before it does."""

from people.views.base import PageView
from planning.foresight import demand, risks

from .base import OfDraft


class Risks(OfDraft, PageView):
    """People who may not be able to come after all, and places nobody is left for, as the draft last looked."""

    template_name = "planning/risks.html"

    def context(self):
        sketch = self.judged.sketch
        return {
            **super().context(),
            "risks": risks(self.judged),
            "demand": demand(self.judged.problem, sketch),
            "places": sum(visit.empty for visit in sketch if not visit.fixed),
        }

"""Emerging views: one per person, line of enquiry and day, written before seeing the others'."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from reviews.guard import Stale, hold
from reviews.models import EmergingView, LineOfEnquiry
from reviews.vault import Vault, writing_vault

from .notes import refuse_names


@dataclass(frozen=True)
class Typed:
    """What somebody thinks of one line; `seen` is the revision they started from, 0 when there was none."""

    line: LineOfEnquiry
    leans: str
    confidence: str
    text: str
    seen: int


class StaleView(Stale):
    """Another device of the same person was quicker with one of the lines."""

    def __init__(self, sentence: str, line: LineOfEnquiry, revision: int) -> None:
        super().__init__(sentence, revision)
        self.line = line


@transaction.atomic
def write_views(
    *, challenge: Challenge, day: date, views: Iterable[Typed], by: Person, at: datetime
) -> list[EmergingView]:
    """Keep one's own views of a day, all or none. The same words sent twice are kept once.

    Whoever had written all of theirs may have seen the others': which way a view leant before stays beside it.
    Raises StaleView when one of them was changed elsewhere since.
    """
    fresh = hold(challenge, "reviews.write_view")
    vault = writing_vault(fresh)
    known = {view.line_id: view for view in EmergingView.objects.filter(challenge=fresh, author=by, day=day)}
    if not LineOfEnquiry.objects.filter(challenge=fresh).exclude(pk__in=known).exists():
        for view in known.values():
            view.leant_first = view.leant_first or view.leans
    return [_keep(fresh, day, typed, known.get(typed.line.pk), vault, by) for typed in views]


def _keep(  # noqa: PLR0917 -- one view of the loop above, with all it hangs on
    challenge: Challenge, day: date, typed: Typed, known: EmergingView | None, vault: Vault, by: Person
) -> EmergingView:
    if known and (known.leans, known.confidence, known.text(vault)) == (typed.leans, typed.confidence, typed.text):
        return known
    if known and known.revision != typed.seen:
        raise StaleView(
            f"You changed your view of line {typed.line.number} elsewhere in the meantime. Kept now is "
            f"“{known.get_leans_display().lower()}: {known.text(vault)}”. What you typed is still below: change it, "
            "or save again to put it in place of that.",
            typed.line,
            known.revision,
        )
    refuse_names(challenge, typed.text, field=f"text_{typed.line.ref}")
    view = known or EmergingView(challenge=challenge, line=typed.line, author=by, day=day, revision=0)
    view.leans, view.confidence = typed.leans, typed.confidence
    if view.leant_first == view.leans:
        view.leant_first = ""
    view.seal(vault, typed.text)
    view.revision += 1
    view.save(force_insert=known is None)
    return view

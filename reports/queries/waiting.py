"""What waits for somebody between the last day on site and publication."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.urls import reverse

from cycles.kinds import written
from cycles.models import Challenge, HostBody, State
from cycles.policy import Policy
from cycles.waiting import Matter, Mine, Tally
from people.roles import Role
from people.rules import memberships_of
from people.waiting import Waiting
from reports.models import (
    AccuracyComment,
    AccuracyRound,
    Edition,
    Presentation,
    ReportSection,
    SignOff,
    Withholding,
)
from reports.models.edition import PUBLISHED
from reviews.models import Finding

from .signing import keys_of

# A coordinator is told of the publication clock this long before it runs out.
CLOCK_SHOWN = timedelta(weeks=2)


def publish_by(challenge: Challenge, policy: Policy) -> date:
    """Return the day by which the report must be public: the clock counts from the last day on site."""
    return challenge.visit.ends_on + timedelta(weeks=policy["publish_weeks"])


def _public_by(mine: Mine) -> date:
    return publish_by(mine.challenge, Policy({"publish_weeks": mine.challenge.publish_weeks}))


def _line(mine: Mine, what: str, page: str, due: date | None) -> Waiting:
    """Write one line that leads to a page of this floor."""
    return Waiting(what, str(mine.challenge.host), reverse(f"reports:{page}", args=[mine.challenge.ref]), due)


def _frozen(_user: Any, _today: date) -> dict[str, Tally]:
    return {"frozen": Tally(Presentation.objects.exclude(frozen_at=None))}


def _freeze(mine: Mine) -> Iterator[Waiting]:
    """The presentation, on the last day."""
    last_day = mine.challenge.visit.ends_on
    if mine.today >= last_day and not mine.count("frozen"):
        yield _line(mine, "Freeze the presentation", "draft_presentation", last_day)


def _written(_user: Any, _today: date) -> dict[str, Tally]:
    return {
        "written": Tally(ReportSection.objects.exclude(text=""), "report__challenge"),
        "agreed": Tally(Finding.objects.filter(status=Finding.Status.AGREED)),
    }


def _write(mine: Mine) -> Iterator[Waiting]:
    """Sections still empty, then the sending."""
    sections, kind = len(keys_of(mine.challenge)), written(mine.challenge.shape.kind)
    empty = sections - mine.count("written")
    if empty > 0 and mine.may("reports.draft_report"):
        are = "is" if empty == 1 else "are"
        yield _line(mine, f"Write the {kind}: {empty} of {sections} sections {are} empty", "report", None)
    elif empty <= 0 and mine.count("agreed") and mine.may("reports.send_to_host"):
        yield _line(mine, "Send the draft to the host", "send_to_host", _public_by(mine))


def _commented(_user: Any, _today: date) -> dict[str, Tally]:
    return {
        "round": Tally(AccuracyRound.objects.filter(closed_at=None), "report__challenge", "due_on"),
        "undecided": Tally(AccuracyComment.objects.filter(decision=""), "report__challenge"),
    }


def _check_facts(mine: Mine) -> Iterator[Waiting]:
    """The host's days for comments; comments without a decision; once both are over, the signature."""
    due, waits = mine.earliest("round"), mine.count("undecided")
    if due and mine.today <= due and mine.may("reports.comment"):
        yield _line(mine, "Check the facts of the draft report", "read_draft", due)
    if waits and mine.may("reports.decide_comment"):
        what = f"Decide on {waits} comment{'' if waits == 1 else 's'} of the host"
        yield _line(mine, what, "comments", _public_by(mine))
    elif not waits and (due is None or due < mine.today) and mine.may("reports.sign"):
        yield _line(mine, "Sign the report", "sign", _public_by(mine))


def _not_agreed() -> Any:
    agreed = SignOff.objects.filter(report__challenge=OuterRef("challenge"), body=OuterRef("body"))
    return HostBody.objects.filter(~Exists(agreed))


def _own_agreement(user: Any, _today: date) -> dict[str, Tally]:
    acted_for = [m.body_id for m in memberships_of(user) if m.body_id]
    return {"mine to agree": Tally(_not_agreed().filter(body__in=acted_for))}


def _agree(mine: Mine) -> Iterator[Waiting]:
    """The agreement of the bodies somebody acts for."""
    if mine.count("mine to agree"):
        yield _line(mine, "Agree to publication", "agree_to_publish", _public_by(mine))


def _needed(_user: Any, _today: date) -> dict[str, Tally]:
    ready = Edition.objects.of(PUBLISHED).filter(status=Edition.Status.READY, tree_sha256=F("report__tree_sha256"))
    return {"to agree": Tally(_not_agreed()), "editions": Tally(ready, "report__challenge")}


def _publish(mine: Mine) -> Iterator[Waiting]:
    """Publication, when nothing is missing; otherwise the clock."""
    if not mine.count("to agree") and mine.count("editions") >= len(PUBLISHED):
        yield _line(mine, "Publish the report", "publish", _public_by(mine))
    else:
        yield from _clock(mine)


def _withheld(_user: Any, _today: date) -> dict[str, Tally]:
    later = Withholding.objects.filter(report=OuterRef("report"), pk__gt=OuterRef("pk"))
    return {"withheld": Tally(Withholding.objects.filter(~Exists(later)), "report__challenge", "review_on")}


def _look_again(mine: Mine) -> Iterator[Waiting]:
    """The day on which a withheld report is looked at again."""
    yield _line(mine, "Look again at whether to publish", "report", mine.earliest("withheld"))


def _clock(mine: Mine) -> Iterator[Waiting]:
    """The coordinator's warning that the report should soon be public, or should be by now."""
    public_by = _public_by(mine)
    if Role.COORDINATOR in mine.roles and mine.today >= public_by - CLOCK_SHOWN:
        page = reverse("cycles:challenge", args=[mine.challenge.ref])
        yield Waiting("See that the report is published in time", str(mine.challenge.host), page, public_by)


CHECKING = ("reports.comment", "reports.decide_comment", "reports.sign")
MATTERS = (
    Matter(_freeze, (State.ON_SITE, State.DRAFTING), ("reports.freeze_presentation",), _frozen),
    Matter(_write, (State.DRAFTING,), ("reports.draft_report", "reports.send_to_host"), _written),
    Matter(_check_facts, (State.ACCURACY,), CHECKING, _commented),
    Matter(_clock, (State.DRAFTING, State.ACCURACY)),
    Matter(_agree, (State.FINAL, State.WITHHELD), ("reports.agree_to_publish",), _own_agreement),
    Matter(_publish, (State.FINAL,), ("reports.publish",), _needed),
    Matter(_look_again, (State.WITHHELD,), ("reports.publish",), _withheld),
)

"""What waits for somebody between the last day on site and publication."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from cycles.models import Challenge, HostBody, Postponement, ProgrammeSetting, Seat, State
from cycles.policy import Policy
from cycles.rules import ROLE_OF_SEAT
from people import roles
from people.rules import ROLE_OF, memberships_of, programmes_where
from people.waiting import Waiting
from reports.models import AccuracyComment, Edition, Presentation, ReportSection, SignOff, Withholding
from reviews.models import Finding

MOST = 50
UNTIL_PUBLIC = (State.ON_SITE, State.DRAFTING, State.ACCURACY, State.FINAL, State.WITHHELD)
# A coordinator is told of the publication clock this long before it runs out.
CLOCK_SHOWN = timedelta(weeks=2)


def publish_by(challenge: Challenge, policy: Policy) -> date:
    """Return the day by which the report must be public: the clock counts from the last day on site."""
    return challenge.visit.ends_on + timedelta(weeks=policy["publish_weeks"])


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return what somebody has to write, send, check, decide, sign, agree to or publish (two queries)."""
    challenges = list(_challenges(user))
    policies = _policies(challenges)
    found: list[Waiting] = []
    for challenge in challenges:
        line = _Lines(challenge, _asker(user, challenge), publish_by(challenge, policies(challenge)), today)
        found += line.all()
    return found


def _policies(challenges: list[Challenge]) -> Callable[[Challenge], Policy]:
    """Return what gives a challenge its programme's publication rule, from one query."""
    programmes = {challenge.cycle.programme_id for challenge in challenges}
    rows = ProgrammeSetting.objects.filter(programme__in=programmes, key="publish_weeks") if programmes else []
    weeks = {row.programme_id: row.value for row in rows}
    return lambda challenge: Policy({"publish_weeks": weeks.get(challenge.cycle.programme_id)})


def how_many(rows: QuerySet, by: str) -> Coalesce:
    """Return the number of rows that belong to the challenge of the outer query."""
    counted = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(how_many=Count("pk"))
    return Coalesce(Subquery(counted.values("how_many")), 0)


def _challenges(user: Any) -> QuerySet[Challenge]:
    """Return challenges between site and publication that somebody has a part in, with all that is asked of them."""
    acted_for = [m.body_id for m in memberships_of(user) if m.body_id]
    hosts = HostBody.objects.filter(challenge=OuterRef("pk"))
    agreed = SignOff.objects.filter(report__challenge=OuterRef("challenge"), body=OuterRef("body"))
    mine = Seat.objects.accepted().filter(challenge=OuterRef("pk"), person=user.person_id)
    ready = Edition.objects.filter(status=Edition.Status.READY, tree_sha256=F("report__tree_sha256"))
    withheld = Withholding.objects.filter(report__challenge=OuterRef("pk")).order_by("-pk")
    return (
        Challenge.objects.with_host()
        .filter(state__in=UNTIL_PUBLIC)
        .annotate(
            my_role=Subquery(mine.values("role")[:1]),
            is_host=Exists(hosts.filter(body__in=acted_for)),
            is_paused=Exists(Postponement.objects.filter(challenge=OuterRef("pk"), resumed_at=None)),
            is_frozen=Exists(Presentation.objects.filter(challenge=OuterRef("pk")).exclude(frozen_at=None)),
            has_finding=Exists(Finding.objects.filter(challenge=OuterRef("pk"), status=Finding.Status.AGREED)),
            written=how_many(ReportSection.objects.exclude(text=""), "report__challenge"),
            undecided=how_many(AccuracyComment.objects.filter(decision=""), "report__challenge"),
            ready=how_many(ready, "report__challenge"),
            comments_due_on=F("report__comments_due_on"),
            i_must_agree=Exists(hosts.filter(~Exists(agreed), body__in=acted_for)),
            all_agreed=~Exists(hosts.filter(~Exists(agreed))),
            review_on=Subquery(withheld.values("review_on")[:1]),
        )
        .filter(
            Q(cycle__programme__in=programmes_where(user, "reports.publish"))
            | Q(my_role__isnull=False)
            | Q(is_host=True),
            is_paused=False,
        )
        .order_by("visit__ends_on", "pk")[:MOST]
    )


def _asker(user: Any, challenge: Challenge) -> Callable[[str], bool]:
    """Return what answers whether somebody holds a permission here, without asking the database again."""
    held = {
        ROLE_OF[m.role]
        for m in memberships_of(user)
        if m.programme_id == challenge.cycle.programme_id and (m.body_id is None or challenge.is_host)
    }
    if challenge.my_role:
        held.add(ROLE_OF_SEAT[challenge.my_role])
    return lambda permission: roles.decide(permission, frozenset(held), state=challenge.code) is not None


class _Lines:
    """The lines of one challenge for one person."""

    def __init__(self, challenge: Challenge, may: Callable[[str], bool], public_by: date, today: date) -> None:
        self.challenge = challenge
        self.may = may
        self.public_by = public_by
        self.today = today

    def all(self) -> list[Waiting]:
        """Return what this person has to do about this challenge now."""
        steps = {
            State.ON_SITE: [self.freeze],
            State.DRAFTING: [self.freeze, self.write, self.clock],
            State.ACCURACY: [self.check_facts, self.decide, self.clock],
            State.FINAL: [self.agree, self.publish],
            State.WITHHELD: [self.agree, self.look_again],
        }
        return [line for step in steps[State(self.challenge.state)] for line in step()]

    def line(self, what: str, page: str, due: date | None) -> Waiting:
        """Write one line that leads to a page of this floor."""
        return Waiting(what, str(self.challenge.host), reverse(f"reports:{page}", args=[self.challenge.ref]), due)

    def freeze(self) -> Iterator[Waiting]:
        """The presentation, on the last day."""
        last_day = self.challenge.visit.ends_on
        if self.today >= last_day and not self.challenge.is_frozen and self.may("reports.freeze_presentation"):
            yield self.line("Freeze the presentation", "draft_presentation", last_day)

    def write(self) -> Iterator[Waiting]:
        """Sections still empty, then the sending."""
        empty = len(ReportSection.Key) - self.challenge.written
        if empty > 0 and self.may("reports.draft_report"):
            yield self.line(f"Write the report: {empty} of {len(ReportSection.Key)} sections are empty", "report", None)
        elif empty <= 0 and self.challenge.has_finding and self.may("reports.send_to_host"):
            yield self.line("Send the draft to the host", "send_to_host", self.public_by)

    def check_facts(self) -> Iterator[Waiting]:
        """The host's days for comments."""
        due = self.challenge.comments_due_on
        if due and self.today <= due and self.may("reports.comment"):
            yield self.line("Check the facts of the draft report", "read_draft", due)

    def decide(self) -> Iterator[Waiting]:
        """Comments without a decision; once there is none and the host's days are over, the signature."""
        waits, due = self.challenge.undecided, self.challenge.comments_due_on
        if waits and self.may("reports.decide_comment"):
            yield self.line(
                f"Decide on {waits} comment{'' if waits == 1 else 's'} of the host", "comments", self.public_by
            )
        elif not waits and due and due < self.today and self.may("reports.sign"):
            yield self.line("Sign the report", "sign", self.public_by)

    def agree(self) -> Iterator[Waiting]:
        """The agreement of the bodies somebody acts for."""
        if self.challenge.i_must_agree and self.may("reports.agree_to_publish"):
            yield self.line("Agree to publication", "agree_to_publish", self.public_by)

    def publish(self) -> Iterator[Waiting]:
        """Publication, when nothing is missing; otherwise the clock."""
        if not self.may("reports.publish"):
            return
        if self.challenge.all_agreed and self.challenge.ready >= len(Edition.Form):
            yield self.line("Publish the report", "publish", self.public_by)
        else:
            yield from self.clock()

    def look_again(self) -> Iterator[Waiting]:
        """The day on which a withheld report is looked at again."""
        if self.may("reports.publish"):
            yield self.line("Look again at whether to publish", "report", self.challenge.review_on)

    def clock(self) -> Iterator[Waiting]:
        """The coordinator's warning that the report should soon be public, or should be by now."""
        led = self.challenge.my_role is None and not self.challenge.is_host
        if led and self.today >= self.public_by - CLOCK_SHOWN:
            page = reverse("cycles:challenge", args=[self.challenge.ref])
            yield Waiting("See that the report is published in time", str(self.challenge.host), page, self.public_by)

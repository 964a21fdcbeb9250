"""Publishing: each host body agrees, one action makes it public, an election stops it without exception."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from cycles import history
from cycles.models import Challenge, ClosedPeriod, State
from notices.actions import queue
from people.models import Body, Membership, Person
from people.refusal import Refusal
from reports.document import from_json
from reports.models import Edition, Publication, Report, SignOff, Withholding
from reports.models.edition import PUBLISHED

from .drafting import report_of
from .editions import is_whole
from .identity import refuse_unless_looked_through

READY_TO_PUBLISH = (State.FINAL, State.WITHHELD)
READERS = (Membership.Role.COORDINATOR, Membership.Role.GOVERNANCE_READER)
CORRECTION_READERS = (*READERS, Membership.Role.HOST_SPONSOR, Membership.Role.HOST_ORGANISER)


def pre_election(challenge: Challenge, day: date) -> ClosedPeriod | None:
    """Return the pre-election period of any host body that covers a day, if there is one."""
    bodies = [side.body for side in challenge.host_bodies.select_related("body__accountable")]
    bodies += [body.accountable for body in bodies if body.accountable]
    return (
        ClosedPeriod.objects.for_bodies(bodies)
        .filter(kind=ClosedPeriod.Kind.POLL)
        .touching(day, day)
        .order_by("ends_on")
        .last()
    )


def refuse_before_election(challenge: Challenge, at: datetime) -> None:
    """Refuse in the pre-election period of any host body. There is no override."""
    period = pre_election(challenge, timezone.localdate(at))
    if period:
        raise Refusal(
            f"Nothing may be published before the election: {period.label} ends on {period.ends_on:%-d %B %Y}. "
            "Publish after that day."
        )


def _signed(challenge: Challenge) -> Report:
    """Return the signed report of a challenge, or refuse."""
    report = Report.objects.filter(challenge=challenge).exclude(signed_at=None).first()
    if report is None:
        raise Refusal("There is no signed report of this challenge, so nothing can be published.")
    return report


@transaction.atomic
def agree_to_publish(*, challenge: Challenge, body: Body, by: Person, at: datetime) -> SignOff:
    """Record that one host body agrees. Agreeing twice changes nothing."""
    fresh = history.lock(challenge)
    if fresh.state not in READY_TO_PUBLISH:
        raise Refusal("The report is not waiting to be published, so there is nothing to agree to now.")
    sign_off, new = SignOff.objects.get_or_create(
        report=_signed(fresh), body=body, defaults={"signed_by": by, "signed_at": at}
    )
    if new:
        history.note_event(
            challenge=fresh, what="agree_to_publish", sentence=f"{body} agrees to publication", by=by, at=at
        )
    return sign_off


@transaction.atomic
def publish(*, challenge: Challenge, by: Person, at: datetime) -> Publication:
    """Make the signed report public: all of it or nothing.

    Raises Refusal when a host body has not agreed, an edition is not ready, or a host body is in
    its pre-election period. The last has no override.
    """
    fresh = history.lock(challenge)
    refuse_before_election(fresh, at)
    if fresh.state not in READY_TO_PUBLISH:
        raise Refusal(
            f"This is no longer possible: the challenge is now “{fresh.get_state_display().lower()}”. "
            "Nothing was changed."
        )
    report = _signed(fresh)
    _all_agreed(fresh, report)
    editions = editions_to_publish(report, report.signed_tree, report.tree_sha256)
    fresh = history.advance(challenge=fresh, move="publish", by=by, at=at)
    publication = Publication.objects.create(
        report=report,
        slug=free_slug(fresh),
        published_at=at,
        published_by=by,
        pdf=editions["report", "pdf"],
        html=editions["report", "html"],
    )
    tell_those_who_wait(fresh, publication, at)
    return publication


def _all_agreed(challenge: Challenge, report: Report) -> None:
    signed = set(report.sign_offs.values_list("body_id", flat=True))
    missing = [str(side.body) for side in challenge.host_bodies.select_related("body") if side.body_id not in signed]
    if missing:
        raise Refusal(f"Not every host body has agreed yet: {', '.join(sorted(missing))}. Publish when all have.")


def editions_to_publish(report: Report, tree: dict, tree_sha256: str) -> dict[tuple[str, str], Edition]:
    """Return the ready editions of a signed tree by (what, form), each found whole in its storage.

    Refuses when the words are no longer those that were signed.
    """
    if from_json(tree).sha256() != tree_sha256:
        raise Refusal("The words are not those that were signed. Tell your administrator. Nothing was published.")
    editions = report.editions.of(PUBLISHED).filter(tree_sha256=tree_sha256)
    made = {(edition.what, edition.form): edition for edition in editions}
    if any(edition.status == Edition.Status.FAILED for edition in made.values()):
        raise Refusal("An edition could not be made. The report page says why; make it again, then publish.")
    if set(made) != set(PUBLISHED) or any(not edition.is_ready for edition in made.values()):
        raise Refusal("The editions are still being made. Wait until the report page says they are ready.")
    for edition in made.values():
        if not is_whole(edition):
            raise Refusal(
                f"The stored {edition} is not what was made: its file is missing or damaged. "
                "Tell your administrator. Nothing was published."
            )
    refuse_unless_looked_through(report, tree_sha256, list(made.values()))
    return made


def free_slug(challenge: Challenge) -> str:
    """Return body-topic-year, with a number when it has ever been used."""
    base = slugify(f"{challenge.host}-{challenge.topic}-{challenge.visit.ends_on.year}")[:110]
    slug, count = base, 1
    while Publication.objects.filter(slug=slug).exists():
        count += 1
        slug = f"{base}-{count}"
    return slug


def tell_those_who_wait(challenge: Challenge, publication: Publication, at: datetime, *, version: int = 1) -> None:
    """Queue the news for the team, the coordinators and the governance readers; of a correction, for the hosts too."""
    team = [seat.person for seat in challenge.seats.accepted().select_related("person")]
    offices = Membership.objects.filter(
        programme=challenge.cycle.programme,
        role__in=CORRECTION_READERS if version > 1 else READERS,
    ).in_force()
    hosts = set(challenge.host_bodies.values_list("body_id", flat=True))
    others = [m.person for m in offices.select_related("person") if m.body_id is None or m.body_id in hosts]
    for person in {person.pk: person for person in [*team, *others]}.values():
        queue(
            recipient=person,
            programme=challenge.cycle.programme,
            kind="published" if version == 1 else "corrected",
            about=challenge.ref if version == 1 else f"{challenge.ref}:{version}",
            subject=f"{'Published' if version == 1 else 'Corrected'}: peer challenge of {challenge.host}",
            body=f"The report on {challenge.topic} is public{'' if version == 1 else ' in a corrected version'}:\n\n"
            f"{{origin}}/reports/{publication.slug}/\n",
            at=at,
        )


def stand_beside(*, publication: Publication, called: str, address: str) -> None:
    """Let the public page of a report lead to something that stands beside it. Saying it twice says it once."""
    if publication.beside.get(called) != address:
        publication.beside = {**publication.beside, called: address}
        publication.save(update_fields=["beside"])


@transaction.atomic
def withhold(*, challenge: Challenge, reason: str, review_on: date, by: Person, at: datetime) -> Challenge:
    """Decide not to publish yet, with a reason and a day to look again."""
    if review_on <= timezone.localdate(at):
        raise Refusal("Choose a day in the future on which you will look at this again.", field="review_on")
    fresh = history.lock(challenge)
    if fresh.state == State.FINAL:
        fresh = history.advance(challenge=fresh, move="withhold", by=by, at=at, sentence="Publication withheld")
    elif fresh.state == State.WITHHELD:
        history.note_event(challenge=fresh, what="withhold", sentence="Still withheld, reviewed", by=by, at=at)
    else:
        raise Refusal("The report is not waiting to be published, so it cannot be withheld now.")
    report = report_of(fresh)
    Withholding.objects.create(report=report, reason=reason, review_on=review_on, withheld_by=by, withheld_at=at)
    return fresh


@transaction.atomic
def withdraw_publication(*, publication: Publication, reason: str, by: Person, at: datetime) -> Publication:
    """Take a report off the register. Its address stays used and says so."""
    challenge = history.lock(publication.report.challenge)
    fresh = Publication.objects.select_for_update().get(pk=publication.pk)
    if fresh.withdrawn_at:
        raise Refusal("This report is already off the register. Nothing was changed.")
    fresh.withdrawn_at, fresh.withdrawn_by, fresh.withdrawn_reason = at, by, reason
    fresh.save()
    history.note_event(
        challenge=challenge, what="withdraw_publication", sentence="Report withdrawn from the register", by=by, at=at
    )
    return fresh

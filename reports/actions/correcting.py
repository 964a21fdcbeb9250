"""Correcting a published report: the lead puts words right and signs, the coordinator publishes the new version."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cycles import history
from cycles.models import Challenge
from notices.actions import queue
from people.models import Membership, Person
from people.refusal import Refusal
from reports.correcting import corrected, places
from reports.document import from_json
from reports.models import Correction, Publication, Report
from reports.models.edition import AT_SIGNING
from reports.pdf import unprintable
from reviews.guard import hold

from .editions import ask_for_editions
from .identity import ask_for_check
from .publishing import editions_to_publish, refuse_before_election, tell_those_who_wait


def current_tree(report: Report) -> dict:
    """Return the tree that is public now: the signed one, or that of the last published correction.

    Refuses when it is no longer what was signed.
    """
    last = report.corrections.exclude(published_at=None).order_by("-number").first()
    tree, sha256 = (last.tree, last.tree_sha256) if last else (report.signed_tree, report.tree_sha256)
    if from_json(tree).sha256() != sha256:
        raise Refusal("The words are not those that were signed. Tell your administrator. Nothing was changed.")
    return tree


def begun(report: Report) -> Correction | None:
    """Return the correction that is being made, if there is one."""
    return report.corrections.filter(published_at=None).first()


def _public(challenge: Challenge, permission: str) -> Publication:
    """Return what is on the register of a challenge, locked, or refuse."""
    fresh = hold(challenge, permission)
    publication = Publication.objects.select_for_update().filter(report__challenge=fresh).first()
    if publication is None or publication.withdrawn_at:
        raise Refusal("This report is not on the register, so it cannot be corrected. Nothing was changed.")
    publication.report.challenge = fresh
    return publication


@transaction.atomic
def change_words(*, challenge: Challenge, place: str, now: str, by: Person, at: datetime) -> Correction:
    """Keep how one place of the report should read; the words as they were take the change back.

    Nothing is public before the lead signs and the coordinator publishes.
    """
    report = _public(challenge, "reports.correct_report").report
    correction = begun(report)
    if correction and correction.signed_at:
        raise Refusal("The correction is signed and waits to be published. Nothing more can be changed in it.")
    was = {one.name: one.words for one in places(current_tree(report))}.get(place)
    if was is None:
        raise Refusal("There are no such words in the report. Choose them from the list.")
    if correction is None:
        count = report.corrections.count()
        correction = Correction(report=report, number=count + 2, begun_at=at)
    others = [change for change in correction.changes if change["place"] != place]
    correction.changes = others if now == was else [*others, {"place": place, "was": was, "now": now}]
    correction.save()
    return correction


@transaction.atomic
def sign_correction(
    *, challenge: Challenge, reason: str, by: Person, at: datetime, names: Iterable[str] = ()
) -> Correction:
    """Freeze the corrected words with the reason that is printed, and ask for their editions.

    The identity check is run over all of it again, for `names` too: they are kept until it has run and no longer.
    Raises Refusal while a hit is open.
    """
    names = list(names)
    report = _public(challenge, "reports.correct_report").report
    correction = begun(report)
    if correction is None or not correction.changes:
        raise Refusal("Nothing has been put right yet. Change some words, then sign.")
    if correction.signed_at:
        raise Refusal("The correction is already signed. Nothing was changed.")
    document = corrected(
        current_tree(report), correction.changes, number=correction.number, reason=reason, on=timezone.localdate(at)
    )
    from .looking import open_words  # noqa: PLC0415 -- the engine's lists are loaded by those who use them

    if waiting := open_words(report, document, names):
        words = ", ".join(f"“{words}”" for words in waiting[:5])
        raise Refusal(f"The identity check found words that may give somebody away: {words}. Change them, then sign.")
    if strange := unprintable(document):
        raise Refusal(f"The PDF cannot show these characters: {' '.join(strange[:10])}. Take them out, then sign.")
    correction.reason, correction.tree, correction.tree_sha256 = reason, document.to_json(), document.sha256()
    correction.signed_at, correction.signed_by = at, by
    correction.save()
    ask_for_editions(report=report, pairs=AT_SIGNING, document=document, at=at)
    ask_for_check(report=report, document=document, content=document.sha256(), by=None, at=at, names=names)
    for person in Person.objects.filter(pk__in=_coordinators(report.challenge)):
        queue(
            recipient=person,
            programme=report.challenge.cycle.programme,
            kind="correction_signed",
            about=f"{report.challenge.ref}:{correction.number}",
            subject=f"A correction waits to be published: peer challenge of {report.challenge.host}",
            body="The lead challenger has corrected the published report and signed. It waits for you:\n\n"
            f"{{origin}}/challenges/{report.challenge.ref}/publish-correction/\n",
            at=at,
        )
    history.note_event(
        challenge=report.challenge, what="sign_correction", sentence="Correction of the report signed", by=by, at=at
    )
    return correction


def _coordinators(challenge: Challenge) -> QuerySet:
    coordinates = {"programme": challenge.cycle.programme_id, "role": Membership.Role.COORDINATOR}
    return Membership.objects.filter(**coordinates).in_force().values("person")


@transaction.atomic
def drop_correction(*, challenge: Challenge, by: Person, at: datetime) -> None:
    """Leave the published report as it is. A signed correction can be dropped until it is published."""
    report = _public(challenge, "reports.correct_report").report
    correction = begun(report)
    if correction is None:
        raise Refusal("No correction is being made. Nothing was changed.")
    correction.delete()


@transaction.atomic
def publish_correction(*, challenge: Challenge, by: Person, at: datetime) -> Publication:
    """Put the signed correction in the place of the version before: all of it or nothing.

    Raises Refusal in a pre-election period, without exception, and while an edition is not ready.
    """
    publication = _public(challenge, "reports.publish_correction")
    report = publication.report
    refuse_before_election(report.challenge, at)
    correction = begun(report)
    if correction is None or not correction.signed_at:
        raise Refusal("There is no signed correction. Nothing was changed.")
    editions = editions_to_publish(report, correction.tree, correction.tree_sha256)
    publication.html, publication.pdf = editions["report", "html"], editions["report", "pdf"]
    publication.corrected_at = at
    publication.save()
    correction.published_at, correction.published_by = at, by
    correction.save()
    history.note_event(
        challenge=report.challenge,
        what="publish_correction",
        sentence=f"Version {correction.number} of the report published",
        by=by,
        at=at,
    )
    tell_those_who_wait(report.challenge, publication, at, version=correction.number)
    return publication

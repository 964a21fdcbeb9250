"""A report brought, by the real actions, as far as a test needs it."""

from datetime import timedelta

import pytest

from cycles.models import State
from people.refusal import Refusal
from reports.actions import accuracy, drafting, editions, publishing
from reports.actions.signing import sign
from reports.models import Edition, ReportSection
from reviews.models import Finding, LineOfEnquiry
from tests.world import NOW

from .passing import pass_both, pass_check

LATER = NOW + timedelta(days=30)
STRENGTH = "Young people are known well by the people who work with them."
DEVELOPMENT = "Planning for adult life begins too late."


def find(world):
    """Agree one strength and one area for development, as the team has done by now."""
    challenge = world.challenge
    line = LineOfEnquiry.objects.create(challenge=challenge, number=1, question="Do families know?")
    themes = list(world.cycle.framework.themes.order_by("number"))
    made = {"challenge": challenge, "line": line, "drafted_by": world.petra, "status": "agreed"}
    made |= {"notes_for": 3, "kinds": 2, "groups": 2}
    world.findings = [
        Finding.objects.create(kind="development", text=DEVELOPMENT, theme=themes[0], order=1, **made),
        Finding.objects.create(kind="strength", text=STRENGTH, so_what="Keep it.", theme=themes[0], order=2, **made),
    ]
    return world


def write(world):
    """Write every section and one recommendation, in drafting."""
    find(world)
    for key, label in ReportSection.Key.choices:
        drafting.write_section(
            challenge=world.challenge, key=key, text=f"{label} of it.", version=0, by=world.mina, at=NOW
        )
    world.recommendation = drafting.recommend(
        challenge=world.challenge,
        text="Open the record at 14.",
        actor="host",
        timescale="six",
        findings=world.findings[:1],
        by=world.mina,
        at=NOW,
    )
    return world


def send(world):
    """Send the written draft to the host."""
    write(world)
    world.challenge = accuracy.send_to_host(challenge=world.challenge, by=world.mina, at=NOW)
    world.report = world.challenge.report
    return world


def comment(world, text="There are six, not five.", anchor="summary-1"):
    """Let the host comment on a line."""
    return accuracy.comment(
        challenge=world.challenge, anchor=anchor, kind="fact", text=text, proof="", by=world.ben, at=NOW
    )


def signed(world):
    """Let the lead sign."""
    send(world)
    pass_both(world.report, world.rana)
    world.challenge = sign(challenge=world.challenge, by=world.tom, at=LATER)
    world.report.refresh_from_db()
    return world


def made(world, forms=("html", "pdf")):
    """Let a worker make the editions."""
    signed(world)
    for edition in world.report.editions.filter(form__in=forms):
        editions.make_edition(edition_id=edition.pk, at=LATER)
    return world


def stored(world):
    """Have both editions ready with bytes of no meaning: quick, where a test does not read them."""
    return store(signed(world))


def store(world):
    """Have every edition of a signed report ready with bytes of no meaning."""
    import hashlib

    from django.core.files.base import ContentFile

    for edition in world.report.editions.all():
        content = f"{edition.form} of {world.report.tree_sha256}".encode()
        edition.sha256, edition.size = hashlib.sha256(content).hexdigest(), len(content)
        edition.status, edition.progress, edition.made_at = Edition.Status.READY, 100, LATER
        edition.storage.save(edition.stored_name, ContentFile(content))
        edition.save()
    pass_check(world.report, editions=world.report.editions.all())
    return world


def agree(world):
    """Let the host body agree to a stored report."""
    stored(world)
    publishing.agree_to_publish(challenge=world.challenge, body=world.host, by=world.carys, at=LATER)
    return world


def publish(world):
    """Publish an agreed report."""
    agree(world)
    world.publication = publishing.publish(challenge=world.challenge, by=world.rana, at=LATER)
    world.challenge.refresh_from_db()
    assert world.challenge.state == State.PUBLISHED
    return world


def refusal_of(action, **named):
    """Return the sentence an action refuses with."""
    with pytest.raises(Refusal) as refused:
        action(**named)
    return refused.value.sentence

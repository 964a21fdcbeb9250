"""What is learnt across challenges, in the world with one of everything in it."""

from django.core.files.base import ContentFile

from learning.actions import passages
from learning.models import AnnualEdition, AnnualReport, Practice, TakenHome
from reviews.models import Finding
from tests.world import NOW


def put_learning(world):
    """Give the texts that search reads a word to be found by, and take down what is published."""
    Finding.objects.filter(challenge=world.challenge).update(so_what="CANARYFINDING like lanterns")
    passages.keep_in_step()
    written = {"text": "CANARYTAKEN", "written_at": NOW}
    TakenHome.objects.create(challenge=world.challenge, person=world.petra, body=world.petra.home, **written)
    if hasattr(world, "publication"):
        theme = world.cycle.framework.themes.get(number=1)
        Finding.objects.filter(pk=world.finding.pk).update(theme=theme)
        said = {"words": "CANARYPRACTICE with lanterns", "offered_by": world.carys, "offered_at": NOW}
        world.practice = Practice.objects.create(finding=world.finding, **said)
    made = {"tree": {"sections": []}, "tree_sha256": "0" * 64, "made_on": NOW.date(), "made_by": world.rana}
    world.annual = AnnualReport.objects.create(cycle=world.cycle, **made)
    ready = {"status": "ready", "sha256": "0" * 64, "asked_at": NOW, "made_at": NOW}
    edition = AnnualEdition.objects.create(annual=world.annual, form="html", **ready)
    edition.storage.save(edition.stored_name, ContentFile(b"<p>A year of challenges.</p>"))

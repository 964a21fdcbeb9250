"""One region with a published report and 20 on the register, and a sign-in for the sponsor. Prints where to look."""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerchallenge.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- after django.setup()
from django.test import Client  # noqa: E402 -- after django.setup()

from bench.sample import report  # noqa: E402 -- after django.setup()
from cycles.models import Challenge, HostBody, State  # noqa: E402 -- after django.setup()
from people.models import Body  # noqa: E402 -- after django.setup()
from reports.actions import editions  # noqa: E402 -- after django.setup()
from reports.models import Publication, Report  # noqa: E402 -- after django.setup()
from tests import world as worlds  # noqa: E402 -- after django.setup()
from tests.reports.passing import pass_check  # noqa: E402 -- after django.setup()
from tests.world import NOW  # noqa: E402 -- after django.setup()


def published(world, challenge, slug, document):
    """Put a report of the sample's words on the register; its editions are really made."""
    made = Report.objects.create(
        challenge=challenge,
        signed_tree=document.to_json(),
        tree_sha256=document.sha256(),
        signed_at=NOW,
        signed_by=world.tom,
    )
    drawn = {form: editions.ask_for_edition(report=made, form=form, document=document, at=NOW) for form in FORMS}
    for form, edition in drawn.items():
        drawn[form] = editions.make_edition(edition_id=edition.pk, at=NOW)
    pass_check(made)
    return Publication.objects.create(
        report=made, slug=slug, published_at=NOW, published_by=world.rana, pdf=drawn["pdf"], html=drawn["html"]
    )


FORMS = ("pdf", "html")


def main():
    """Seed and say where."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    world = worlds.build(State.PUBLISHED)
    first = published(world, world.challenge, "calderdale-transitions-2027", report(2))
    for number in range(19):
        host = Body.objects.create(region=world.region, name=f"Place {number}")
        other = Challenge.objects.create(
            cycle=world.cycle,
            visit=world.challenge.visit,
            shape=world.shape,
            host=host,
            topic="Early help",
            state=State.PUBLISHED,
        )
        HostBody.objects.create(challenge=other, body=host)
        row = Report.objects.create(challenge=other)
        pass_check(row, tree_sha256=first.pdf.tree_sha256)
        Publication.objects.create(
            report=row,
            slug=f"place-{number}",
            published_at=NOW,
            published_by=world.rana,
            pdf=first.pdf,
            html=first.html,
        )
    client = Client()
    client.force_login(world.carys.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = next(iter(client.cookies.values()))
    print(json.dumps({"ref": world.challenge.ref, "slug": first.slug, "cookie": f"{cookie.key}={cookie.value}"}))


if __name__ == "__main__":
    main()

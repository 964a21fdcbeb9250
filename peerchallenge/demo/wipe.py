"""Taking the demo away again: its rows, files and keys, and nothing of anybody else's."""

from django.db import transaction
from django.db.models import ProtectedError

from cycles.models import Challenge, Cycle, Event, Seat, Visit
from followup.models import ActionPlan, PlanEntry, PublishedValue
from learning.models import AnnualEdition
from notices.models import Delivery, Duty, Letterhead, Message
from people.models import Body, Membership, Person, Region, User
from people.refusal import Refusal
from planning.models import Release
from reports.models import Edition, Publication, Report
from reviews.models import DocumentVersion, Finding
from reviews.vault import forget_challenge

from . import REGION_REF


def demo_region() -> Region | None:
    """Return the demo's region if it is here."""
    return Region.objects.filter(ref=REGION_REF).first()


def others_data() -> str:
    """Return what is here that is not the demo's, in words; empty when there is nothing."""
    regions = list(Region.objects.exclude(ref=REGION_REF).order_by("name").values_list("name", flat=True))
    if regions:
        return f"the region{'s' if len(regions) > 1 else ''} {', '.join(regions)}"
    if demo_region() is None and Person.objects.exists():
        return f"{Person.objects.count()} people"
    return ""


def wipe_demo() -> None:
    """Remove the demo region with all that hangs from it.

    Raises Refusal when something that is not the demo's leans on it: nothing is removed then.
    """
    region = demo_region()
    if region is None:
        return
    challenges = list(Challenge.objects.filter(cycle__programme__region=region))
    files = list(DocumentVersion.objects.filter(document__challenge__in=challenges))
    editions = list(Edition.objects.filter(report__challenge__in=challenges).exclude(sha256=""))
    annual = list(AnnualEdition.objects.filter(annual__cycle__programme__region=region).exclude(sha256=""))
    try:
        with transaction.atomic():
            _remove_rows(region, challenges)
    except ProtectedError as error:
        leaning = {type(thing).__name__.lower() for thing in error.protected_objects}
        raise Refusal(
            f"Something that is not the demo's leans on it ({', '.join(sorted(leaning))}). Nothing was removed."
        ) from None
    for version in files:
        version.file.delete(save=False)
    for edition in annual:
        edition.storage.delete(edition.stored_name)
    for edition in editions:
        if not Edition.objects.filter(sha256=edition.sha256).exists():
            edition.storage.delete(edition.stored_name)
    for challenge in challenges:
        forget_challenge(challenge)


def _remove_rows(region: Region, challenges: list[Challenge]) -> None:
    """Remove rows in an order in which nothing protects what goes."""
    visits = {challenge.visit_id for challenge in challenges}
    Duty.objects.filter(programme__region=region).delete()
    people = Person.objects.filter(home__region=region)
    # Written once, so taken away in bulk, before the editions and people they point to.
    PlanEntry.objects.filter(plan__challenge__in=challenges).delete()
    ActionPlan.objects.filter(challenge__in=challenges).delete()
    PublishedValue.objects.filter(body__region=region).delete()
    Publication.objects.filter(report__challenge__in=challenges).delete()
    Report.objects.filter(challenge__in=challenges).delete()
    Finding.objects.filter(challenge__in=challenges).delete()
    Event.objects.filter(challenge__in=challenges).delete()
    Letterhead.objects.filter(region=region).delete()
    mails = Message.objects.filter(programme__region=region)
    Delivery.objects.filter(mail__in=mails.exclude(mail="").values("mail")).delete()
    mails.delete()
    Seat.objects.filter(challenge__in=challenges).delete()
    Challenge.objects.filter(pk__in=[challenge.pk for challenge in challenges]).delete()
    Visit.objects.filter(pk__in=visits).delete()
    Release.objects.filter(cycle__programme__region=region).delete()
    Cycle.objects.filter(programme__region=region).delete()
    Membership.objects.filter(programme__region=region).delete()
    mine = list(people.values_list("pk", flat=True))
    User.objects.filter(person__in=mine).delete()
    Person.objects.filter(pk__in=mine).update(home=None)
    Person.objects.filter(home__region=region).update(home=None)
    Person.objects.filter(pk__in=mine).delete()
    region.programmes.all().delete()
    bodies = Body.objects.filter(region=region)
    bodies.update(accountable=None, successor=None)
    bodies.delete()
    region.delete()

"""The process that `test_killed.py` starts: makes one edition again and again, killed at each step."""

import hashlib
import json
import os
import signal
import time
from datetime import timedelta
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerchallenge.settings")
django.setup()

from django.core.files.base import ContentFile  # noqa: E402 -- after django.setup()
from django.core.management import call_command  # noqa: E402 -- after django.setup()
from django.db import connections  # noqa: E402 -- after django.setup()
from django.utils.module_loading import import_string  # noqa: E402 -- after django.setup()

from cycles.models import State  # noqa: E402 -- after django.setup()
from reports import pdf  # noqa: E402 -- after django.setup()
from reports.actions import editions  # noqa: E402 -- after django.setup()
from reports.document import from_json  # noqa: E402 -- after django.setup()
from reports.models import Edition  # noqa: E402 -- after django.setup()
from tests import world as worlds  # noqa: E402 -- after django.setup()
from tests.reports import scene  # noqa: E402 -- after django.setup()
from tests.reports.kill_publishing import kills_while_publishing  # noqa: E402 -- after django.setup()

SWEPT_AT = scene.LATER + timedelta(hours=1)
UNMADE = {"status": "queued", "sha256": "", "made_at": None, "tries": 0, "progress": 0, "step": "", "problem": ""}


def kill_at(step):
    """Make this process die just before or just after the function that the step names."""
    when, dotted = step.split()
    place, name = dotted.rsplit(".", 1)
    try:
        owner = import_module(place)
    except ModuleNotFoundError:
        owner = import_string(place)
    whole = getattr(owner, name)
    worker = os.getpid()

    def die():
        os.kill(worker, signal.SIGKILL)
        time.sleep(60)  # the process that draws ends with its worker

    def fatal(*given, **named):
        if when == "before":
            die()
        whole(*given, **named)
        return die()

    setattr(owner, name, fatal)


def in_a_fork(work):
    """Do the work in a child and return the signal that ended it.

    Always there, because the PDF checker's own threads would not come along into a later child.
    """
    connections.close_all()
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def work_until(step, edition_id):
    """Let a worker make the edition and die at the step; return the signal that ended it."""

    def work():
        kill_at(step)
        editions.make_edition(edition_id=edition_id, at=scene.LATER)

    return in_a_fork(work)


def sweep():
    """Do what the periodic task does, an hour later."""

    def work():
        for edition_id in editions.stalled(SWEPT_AT):
            editions.make_edition(edition_id=edition_id, at=SWEPT_AT)

    in_a_fork(work)


def seen(pk):
    """Return an edition's status and whether its stored bytes are whole."""
    edition = Edition.objects.get(pk=pk)
    return [edition.status, bool(edition.sha256) and editions.is_whole(edition)]


def strays(kept):
    """Return the names of stored files that no ready edition has."""
    _, names = kept.storage.listdir("") if kept.storage.exists("") else ([], [])
    return sorted(set(names) - {edition.stored_name for edition in Edition.objects.filter(status="ready")})


def anew(pk):
    """Put the edition back to the moment it was asked for, its file gone."""
    edition = Edition.objects.get(pk=pk)
    if edition.sha256:
        edition.storage.delete(edition.stored_name)
    Edition.objects.filter(pk=pk).update(**UNMADE)
    return Edition.objects.get(pk=pk)


def main():
    """Kill at every step, then leave half a file, then kill every try."""
    call_command("migrate", verbosity=0)
    world = scene.signed(worlds.build(State.DRAFTING))
    document = from_json(world.report.signed_tree)
    pk = {edition.form: edition.pk for edition in world.report.editions.filter(what="report")}
    content = {"html": pdf.body_html(document).encode(), "pdf": pdf.print_pdf(pdf.edition_html(document))}
    outcome = {}
    for form, step in json.loads(os.environ["KILL_STEPS"]):
        Edition.objects.exclude(form=form).update(status="failed")
        edition = anew(pk[form])
        # A file already there with other bytes is what makes the worker delete before it saves.
        edition.sha256 = hashlib.sha256(content[form]).hexdigest()
        edition.storage.save(edition.stored_name, ContentFile(b"half"))
        ended = work_until(step, edition.pk)
        after_kill = seen(edition.pk)
        sweep()
        outcome[f"{form} {step}"] = {
            "signal": ended,
            "after_kill": after_kill,
            "swept": seen(edition.pk),
            "strays": strays(edition),
        }
        anew(edition.pk)
    outcome["half a file"] = half_a_file(pk["pdf"], content["pdf"])
    outcome["always killed"] = always_killed(pk["html"])
    outcome["publishing"] = kills_while_publishing(world, int(os.environ["KILLS"]), in_a_fork)
    print(json.dumps(outcome))  # noqa: T201 -- this is how it answers


def half_a_file(pk, content):
    """Leave half the bytes under the right name before anybody begins."""
    edition = anew(pk)
    edition.sha256 = hashlib.sha256(content).hexdigest()
    edition.storage.save(edition.stored_name, ContentFile(content[: len(content) // 2]))
    before = seen(pk)
    sweep()
    return {"before": before, "swept": seen(pk), "strays": strays(edition)}


def always_killed(pk):
    """Kill every worker that begins; the next one gives up."""
    anew(pk)
    kills = 0
    while work_until("before reports.pdf.body_html", pk) == signal.SIGKILL:
        kills += 1
    edition = Edition.objects.get(pk=pk)
    return {"kills": kills, "status": edition.status, "problem": edition.problem}


if __name__ == "__main__":
    main()

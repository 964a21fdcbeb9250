"""Two people at the same button: one wins, the other reads a sentence. And a broker that is not there."""

import pytest
from django.db import connection
from django.urls import reverse

from cycles.models import Event, State
from reports.actions import drafting, publishing, rounds, unsaved
from reports.actions.signing import sign
from reports.models import Edition, Publication, Report, UnsavedText, Wording
from reports.models.edition import AT_SIGNING
from tests import world as worlds
from tests.cycles.test_cycle_races import race
from tests.reports import scene
from tests.reports import test_correcting as corrected
from tests.reports.passing import pass_both
from tests.reports.scene import LATER
from tests.soak import on_two_connections
from tests.world import NOW

GONE = "This is no longer possible: the challenge is now “{}”. Nothing was changed."


@pytest.fixture
def committed(clock):
    """The world, committed for other connections to see."""
    if connection.vendor != "postgresql":
        pytest.skip("races need two connections to PostgreSQL")
    return worlds.build(State.DRAFTING)


class TestRaces:
    pytestmark = on_two_connections

    def test_a_report_is_published_once(self, committed):
        world = scene.agree(committed)

        def publish():
            publishing.publish(challenge=world.challenge, by=world.rana, at=LATER)

        assert race(publish, publish) == ["", GONE.format("published")]
        assert Publication.objects.count() == 1
        assert Event.objects.filter(what="publish").count() == 1

    def test_a_correction_is_published_once(self, committed):
        world = scene.publish(committed)
        corrected.change(world)
        corrected.sign(world)
        corrected.make(world)
        lost = race(lambda: corrected.publish(world), lambda: corrected.publish(world))
        assert lost == ["", "There is no signed correction. Nothing was changed."]
        assert Event.objects.filter(what="publish_correction").count() == 1

    def test_a_report_is_published_or_withheld_but_not_both(self, committed):
        world = scene.agree(committed)
        world.challenge.refresh_from_db()

        def publish():
            publishing.publish(challenge=world.challenge, by=world.rana, at=LATER)

        def withhold():
            publishing.withhold(
                challenge=world.challenge,
                reason="Wait.",
                review_on=scene.LATER.date().replace(month=9),
                by=world.rana,
                at=LATER,
            )

        lost = race(publish, withhold)
        world.challenge.refresh_from_db()
        # Withheld first, the report may still be published; published first, it can no longer be withheld.
        assert (world.challenge.state, Publication.objects.count()) == (State.PUBLISHED, 1)
        assert lost in (["", ""], ["", "The report is not waiting to be published, so it cannot be withheld now."])

    def test_a_report_is_signed_once(self, committed):
        world = scene.send(committed)
        pass_both(world.report, world.rana)

        def press():
            sign(challenge=world.challenge, by=world.tom, at=LATER)

        assert race(press, press) == ["", GONE.format("final")]
        assert Edition.objects.count() == len(AT_SIGNING)

    def test_two_bodies_agreeing_at_once_both_agree_once(self, committed):
        world = scene.stored(committed)

        def agree():
            publishing.agree_to_publish(challenge=world.challenge, body=world.host, by=world.carys, at=LATER)

        assert race(agree, agree) == ["", ""]
        assert world.report.sign_offs.count() == 1

    def test_two_writers_of_one_section_do_not_overwrite_each_other(self, committed):
        world = scene.find(committed)

        def write(text):
            return lambda: drafting.write_section(
                challenge=world.challenge, key="summary", text=text, version=0, by=world.mina, at=NOW
            )

        won, lost = race(write("One."), write("Two."))
        assert won == ""
        assert lost.startswith("Mina saved this at 12:00 on 10 February, while you were writing.")
        assert Report.objects.get().sections.get().version == 1

    def test_two_writers_of_different_sections_never_meet(self, committed):
        world = scene.find(committed)

        def write(key):
            return lambda: drafting.write_section(
                challenge=world.challenge, key=key, text="One.", version=0, by=world.mina, at=NOW
            )

        assert race(write("summary"), write("thanks")) == ["", ""]
        assert Wording.objects.count() == 2

    def test_a_comment_comes_before_the_end_of_its_round_or_not_at_all(self, committed):
        world = scene.send(committed)

        def finish():
            rounds.finish_checking(challenge=world.challenge, by=world.carys, at=NOW)

        lost = race(lambda: scene.comment(world), finish)
        assert lost[0] == ""
        assert world.report.comments.count() == (0 if lost[1] else 1)
        assert lost[1] == "" or lost[1].startswith("The accuracy check is over. Your comment was not sent")
        assert world.report.latest_round().ended == "checked"

    def test_a_round_is_extended_or_finished_once(self, committed):
        world = scene.send(committed)

        def extend():
            rounds.extend_round(challenge=world.challenge, days=2, reason="More.", by=world.mina, at=NOW)

        won, lost = race(extend, extend)
        assert (won, lost.startswith("This round has been extended already")) == ("", True)

    def test_two_windows_of_one_person_keep_both_texts(self, committed):
        world = scene.find(committed)

        def keep(window):
            typed = {"step": 1, "version": 0, "fields": {"text": [window]}}
            return lambda: unsaved.keep_unsaved(
                challenge=world.challenge, place="summary", window=window * 12, by=world.petra, at=NOW, **typed
            )

        assert race(keep("a"), keep("b")) == ["", ""]
        assert race(keep("a"), keep("a")) == ["", ""]
        assert UnsavedText.objects.count() == 2


@pytest.fixture
def no_broker(settings):
    """Point the queue at a port where nothing answers."""
    from peerchallenge.celery import app

    kept = app.conf.broker_url, app.conf.broker_transport_options
    impatient = {"socket_connect_timeout": 1, **settings.BROKER_GIVES_UP}
    app.conf.broker_url, app.conf.broker_transport_options = "redis://127.0.0.1:1/0", impatient
    app.pool.force_close_all()
    app._pool = app.amqp._producer_pool = None
    yield
    app.conf.broker_url, app.conf.broker_transport_options = kept
    app._pool = app.amqp._producer_pool = None


def test_signing_with_the_broker_down_keeps_the_editions_waiting_for_the_sweep(
    world_at, signed_in, no_broker, clock, django_capture_on_commit_callbacks
):
    world = scene.send(world_at(State.DRAFTING))
    pass_both(world.report, world.rana)
    clock.move_to(LATER)  # the host's days are over
    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in(world.tom).post(reverse("reports:sign", args=[world.challenge.ref]))
    assert answer.status_code == 302
    assert set(Edition.objects.values_list("status", flat=True)) == {"queued"}
    page = signed_in(world.tom).get(reverse("reports:report", args=[world.challenge.ref]))
    assert page.text.count("You can leave this page: the work goes on.") == 6

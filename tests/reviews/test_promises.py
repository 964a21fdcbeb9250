"""Notes go on the day that was promised: after a notice, unless they are held, early by two, dead or alive."""

import shutil
from datetime import timedelta

import pytest
from django.core import serializers
from django.db import IntegrityError, transaction
from django.urls import reverse

from cycles.models import Event, State
from notices.models import Message
from people.refusal import Refusal
from reviews.actions import early, promises
from reviews.actions.destruction import MODELS, SEALED, destroy_notes, due_on, left_of
from reviews.keeping import kind_of, kinds
from reviews.models import Destruction, EarlyDestruction, EvidenceNote, Finding
from reviews.vault import KeyMissing, key_path, vault_of, writing_vault
from tests.access.full import full_world
from tests.dying import dying
from tests.soak import SOAK
from tests.world import NOW

DAY = timedelta(days=1)


def ended(state=State.PUBLISHED, ago=200):
    """Build a challenge whose report became final so many days ago; the rule is six months."""
    world = full_world(state)
    Event.objects.create(
        challenge=world.challenge,
        what="sign",
        sentence="A move",
        at=NOW - timedelta(days=ago),
        from_state="accuracy",
        to_state=State.CANCELLED if state == State.CANCELLED else State.FINAL,
    )
    return world


@pytest.fixture
def over(db, clock):
    """A challenge whose notes are overdue."""
    return ended()


def told(kind):
    return sorted(Message.objects.filter(kind=kind).values_list("recipient__name", flat=True))


def test_a_notice_comes_first_and_each_is_told_once(over):
    night = promises.keep_promises(at=NOW)
    again = promises.keep_promises(at=NOW + timedelta(hours=3))
    assert (night["told"], again["waiting"]) == (4, 4)
    assert told("destruction_notice") == ["Idris", "Rana", "Tom"]
    assert over.challenge.notes.count() == 3
    assert promises.keep_promises(at=NOW + DAY)["destroyed"] == 4
    assert left_of(over.challenge) == {}
    assert told("notes_destroyed") == ["Idris", "Rana", "Tom"]
    record = Destruction.objects.get()
    assert set(record.verified) == {"key", "mails", *SEALED}
    assert Finding.objects.get(pk=over.finding.pk).notes_for == 2
    assert promises.keep_promises(at=NOW + 2 * DAY) == {"kept": 4}
    assert Message.objects.count() == 6


@pytest.mark.parametrize(("ago", "what"), [(160, "waiting"), (178, "told")])
def test_the_notice_comes_some_days_ahead(db, clock, ago, what):
    world = ended(ago=ago)
    assert promises.keep_promises(at=NOW) == {what: 4}
    assert promises.keep_promises(at=NOW + DAY)["destroyed"] == 0
    night = NOW + (due_on(world.challenge) - NOW.date()) * 1
    promises.keep_promises(at=night - DAY)
    assert world.challenge.notes.count() == 3
    assert promises.keep_promises(at=night)["destroyed"] == 4


def test_after_cancelling_two_weeks_are_kept(db, clock):
    world = ended(State.CANCELLED, ago=13)
    promises.keep_promises(at=NOW)
    assert due_on(world.challenge) == (NOW + DAY).date()
    assert promises.keep_promises(at=NOW + DAY)["destroyed"] == 4


def test_a_legal_hold_stops_every_way_and_lifting_gives_notice_again(over):
    challenge = over.challenge
    promises.keep_promises(at=NOW)
    promises.set_hold(challenge=challenge, reason="A request under way.", by=over.idris, at=NOW)
    assert promises.keep_promises(at=NOW + DAY)["waiting"] == 4
    for refused in (
        lambda: destroy_notes(challenge=challenge, rule="six months", by=None, at=NOW),
        lambda: early.ask_early(challenge=challenge, reason="Now.", by=over.tom, at=NOW),
    ):
        with pytest.raises(Refusal, match="legal hold"):
            refused()
    with pytest.raises(Refusal, match="already"):
        promises.set_hold(challenge=challenge, reason="Again.", by=over.idris, at=NOW)
    promises.lift_hold(challenge=challenge, reason="It is answered.", by=over.idris, at=NOW + DAY)
    with pytest.raises(Refusal, match="no legal hold any more"):
        promises.lift_hold(challenge=challenge, reason="Again.", by=over.idris, at=NOW)
    assert promises.keep_promises(at=NOW + DAY)["told"] == 4
    assert promises.keep_promises(at=NOW + 2 * DAY)["destroyed"] == 4
    with pytest.raises(Refusal, match="too late"):
        promises.set_hold(challenge=challenge, reason="Too late.", by=over.idris, at=NOW)


@pytest.mark.parametrize(("asks", "confirms"), [("tom", "rana"), ("rana", "tom")])
def test_early_takes_lead_and_coordinator_one_each(db, clock, asks, confirms):
    world = ended(ago=2)
    challenge, first, second = world.challenge, getattr(world, asks), getattr(world, confirms)
    early.ask_early(challenge=challenge, reason="A leak is feared.", by=first, at=NOW)
    with pytest.raises(Refusal, match="already been asked"):
        early.ask_early(challenge=challenge, reason="Again.", by=second, at=NOW)
    with pytest.raises(Refusal, match="It takes two"):
        early.confirm_early(challenge=challenge, by=first, at=NOW)
    with pytest.raises(Refusal, match="Only the lead"):
        early.confirm_early(challenge=challenge, by=world.idris, at=NOW)
    assert challenge.notes.count() == 3
    assert told("early_destruction_asked") == sorted({"Idris", "Rana", "Tom"} - {first.name})
    early.confirm_early(challenge=challenge, by=second, at=NOW)
    assert Destruction.objects.get().finished_at == NOW
    assert left_of(challenge) == {}
    with pytest.raises(Refusal, match="destroyed already, or being destroyed"):
        early.ask_early(challenge=challenge, reason="Again.", by=first, at=NOW)
    assert kind_of("documents").left_of(challenge) != {}
    everything = [kept.name for kept in kinds()]
    early.ask_early(challenge=challenge, what=everything, reason="All of it.", by=first, at=NOW)
    early.confirm_early(challenge=challenge, by=second, at=NOW)
    assert all(kept.left_of(challenge) == {} for kept in kinds())
    with pytest.raises(Refusal, match="All of this challenge"):
        early.ask_early(challenge=challenge, reason="Again.", by=first, at=NOW)


def test_early_can_be_taken_back_and_a_hold_set_meanwhile_stops_it(db, clock):
    world = ended(ago=2)
    challenge = world.challenge
    early.ask_early(challenge=challenge, reason="A leak is feared.", by=world.tom, at=NOW)
    promises.set_hold(challenge=challenge, reason="A request.", by=world.idris, at=NOW)
    with pytest.raises(Refusal, match="legal hold"):
        early.confirm_early(challenge=challenge, by=world.rana, at=NOW)
    early.cancel_early(challenge=challenge, by=world.rana, at=NOW)
    with pytest.raises(Refusal, match="Nobody asks"):
        early.cancel_early(challenge=challenge, by=world.tom, at=NOW)
    assert early.asked_for(challenge) is None
    assert not Destruction.objects.exists()


def test_the_database_knows_that_it_takes_two(over):
    with pytest.raises(IntegrityError, match=r"needs_two|CHECK"), transaction.atomic():
        EarlyDestruction.objects.create(
            challenge=over.challenge,
            reason="Mine.",
            office="lead",
            asked_by=over.tom,
            asked_at=NOW,
            confirmed_by=over.tom,
            confirmed_at=NOW,
        )


def copied(challenge):
    """Return the rows of what is sealed, as a backup of the database keeps them."""
    return serializers.serialize("python", [row for name in SEALED for row in getattr(challenge, name).all()])


def put_back(rows):
    for row in serializers.deserialize("python", rows):
        row.save()


def test_an_older_database_holds_nothing_readable_and_is_swept(over, settings, tmp_path):
    challenge, rows = over.challenge, copied(over.challenge)
    shutil.copytree(settings.KEY_DIR, tmp_path / "keys of last week")
    destroyed = destroy_notes(challenge=challenge, rule="six months", by=None, at=NOW)
    counts, digest = destroyed.counts, destroyed.key_sha256

    destroyed.delete()
    put_back(rows)
    shutil.copy(tmp_path / "keys of last week" / key_path(challenge).name, key_path(challenge))

    assert challenge.notes.count() == 3
    for open_it in (vault_of, writing_vault):
        with pytest.raises(KeyMissing, match="have been destroyed"):
            open_it(challenge)
    assert promises.keep_promises(at=NOW + DAY)["finished"] == 1
    assert left_of(challenge) == {}
    again = Destruction.objects.get()
    assert (again.rule, again.counts, again.key_sha256, again.begun_at) == ("six months", counts, digest, NOW)


def test_a_key_brought_back_after_a_destruction_goes_again(over, settings, tmp_path):
    shutil.copytree(settings.KEY_DIR, tmp_path / "older")
    destroy_notes(challenge=over.challenge, rule="six months", by=None, at=NOW)
    shutil.rmtree(settings.KEY_DIR)
    shutil.copytree(tmp_path / "older", settings.KEY_DIR)
    assert promises.keep_promises(at=NOW + DAY)["finished"] == 1
    assert not key_path(over.challenge).exists()
    assert Destruction.objects.get().finished_at == NOW


LINES = ("reviews/actions/destruction.py", "reviews/tombs.py", "reviews/vault.py")


@pytest.mark.fault
def test_dead_at_any_line_it_is_finished_the_next_night(over, settings, tmp_path, record_property):
    challenge = over.challenge
    shutil.copytree(settings.KEY_DIR, tmp_path / "whole")
    note = EvidenceNote.objects.get(pk=over.note.pk)

    def destroy(last=None):
        with dying(LINES, last) as steps:
            destroy_notes(challenge=challenge, rule="six months", by=None, at=NOW)
        return steps

    def tried(last):
        """Die there, look, and come back the next night; then put everything back as it was."""
        with transaction.atomic():
            died = destroy(last).died
            begun = Destruction.objects.filter(challenge=challenge).exists()
            if not begun:
                assert note.text(vault_of(challenge)) == "CANARYNOTE"
                promises.give_notice(challenge=challenge, due=due_on(challenge), at=NOW - DAY)
            promises.keep_promises(at=NOW)
            assert left_of(challenge) == {}
            assert Destruction.objects.get().counts["notes"] == 3
            with pytest.raises(KeyMissing):
                note.text(vault_of(challenge))
            transaction.set_rollback(True)
        shutil.rmtree(settings.KEY_DIR)
        shutil.copytree(tmp_path / "whole", settings.KEY_DIR)
        return died

    with transaction.atomic():
        lines = destroy().count
        transaction.set_rollback(True)
    shutil.rmtree(settings.KEY_DIR)
    shutil.copytree(tmp_path / "whole", settings.KEY_DIR)
    chosen = range(1, lines + 1) if SOAK else range(1, lines + 1, max(1, lines // 7))
    assert sum(tried(last) for last in chosen) == len(chosen)
    record_property("sum", f"destruction: died at {len(chosen)} of {lines} lines, 0 left unfinished")


def test_every_sealed_table_is_destroyed():
    assert {"notes", "hypotheses", "concerns", "protected_names", "photos", "case_audits"} <= set(MODELS)


def test_the_pages_say_it_to_each_as_they_may_know(over, signed_in):
    address = reverse("reviews:destruction", args=[over.challenge.ref])
    hold = reverse("reviews:hold_notes", args=[over.challenge.ref])
    ask = reverse("reviews:destroy_early", args=[over.challenge.ref])
    assert signed_in(over.idris).post(hold, {"do": "set", "reason": "A request."}).status_code == 302
    assert "A request." in signed_in(over.tom).get(address).content.decode()
    page = signed_in(over.carys).get(address).content.decode()
    assert ("Legal hold since" in page, "A request." in page) == (True, False)
    assert signed_in(over.idris).post(hold, {"do": "set", "reason": "Again."}).status_code == 409
    signed_in(over.idris).post(hold, {"do": "lift", "reason": "Answered."})
    assert signed_in(over.tom).post(ask, {"do": "ask", "what": "notes", "reason": ""}).status_code == 422
    assert signed_in(over.tom).post(ask, {"do": "ask", "reason": "A leak."}).status_code == 422
    signed_in(over.tom).post(ask, {"do": "ask", "what": ["notes", "drafts"], "reason": "A leak."})
    assert "take the request back" in signed_in(over.tom).get(ask).content.decode()
    assert signed_in(over.rana).get(ask).context["form"].fields["do"].choices[0][0] == "confirm"
    signed_in(over.rana).post(ask, {"do": "confirm"})
    lead, host = (signed_in(who).get(address).content.decode() for who in (over.tom, over.carys))
    assert "Certificate of destruction" in host
    assert "asked for by the lead challenger" in host
    assert ("SHA-256" in lead, "SHA-256" in host) == (True, False)
    assert ("Remarks of the team: 1" in lead, "Remarks of the team: 1" in host) == (True, False)
    assert host.count("Looked for afterwards") == 2

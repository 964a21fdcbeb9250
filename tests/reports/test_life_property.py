"""No sequence of actions publishes unchecked or unsigned words, on too little, with a name, or before a poll."""

import hashlib
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from cycles import history
from cycles.models import Challenge, ClosedPeriod, State
from cycles.moves import LIVES
from people.refusal import Refusal
from reports.actions import accuracy, correcting, drafting, identity, looking, publishing, rounds
from reports.actions.signing import sign
from reports.compose import document_of
from reports.document import from_json
from reports.identities.extracting import Text
from reports.models import AccuracyComment, Edition, Publication, Report, ReportSection
from reviews.actions import findings
from reviews.models import Finding
from tests import world as worlds
from tests.reports import scene
from tests.reports.passing import answer_no, pass_check
from tests.soak import examples
from tests.world import NOW

pytestmark = pytest.mark.either

OWN_MOVES = ("begin_follow_up", "close", "cancel")


def make_editions(world, at):
    """Stand in for the worker where only the state of its row matters here: real bytes under their hash."""
    from django.core.files.base import ContentFile

    for edition in Edition.objects.filter(status="queued", is_draft=False):
        content = edition.tree_sha256.encode()
        edition.sha256 = hashlib.sha256(content).hexdigest()
        if not edition.storage.exists(edition.stored_name):
            edition.storage.save(edition.stored_name, ContentFile(content))
        edition.status, edition.made_at = "ready", at
        edition.save()


def decide_all(world, at):
    for comment in AccuracyComment.objects.filter(decision=""):
        accuracy.decide_comment(
            comment=comment, decision="accepted", reason="Yes.", version=comment.version, by=world.mina, at=at
        )


def write(world, at):
    for key in ("summary", "key_messages", "next_steps"):
        kept = ReportSection.objects.filter(report__challenge=world.challenge, key=key).first()
        version = kept.version if kept else 0
        drafting.write_section(challenge=world.challenge, key=key, text="Well.", version=version, by=world.mina, at=at)
    advice = {"text": "Do it.", "actor": "host", "timescale": "six", "findings": world.findings}
    drafting.recommend(challenge=world.challenge, **advice, by=world.mina, at=at)


def comment(world, at):
    accuracy.comment(
        challenge=world.challenge, anchor="recommendation-1", kind="fact", text="No.", proof="", by=world.ben, at=at
    )


def give_away(world, at):
    """Write a name of the team into the report, as happens in a hurry."""
    kept = ReportSection.objects.filter(report__challenge=world.challenge, key="summary").first()
    drafting.write_section(
        challenge=world.challenge,
        key="summary",
        text=f"{world.petra.name} was told so.",
        version=kept.version if kept else 0,
        by=world.mina,
        at=at,
    )


def agree_thin(world, at):
    findings.agree_finding(
        finding=world.thin, thin_reason="", seen=Finding.objects.get(pk=world.thin.pk).version, by=world.tom, at=at
    )


def tamper(world, at):
    """Change the signed words behind the product's back."""
    report = Report.objects.filter(challenge=world.challenge).exclude(signed_at=None).first()
    if report:
        Report.objects.filter(pk=report.pk).update(signed_tree={**report.signed_tree, "title": "Another"})


def call_a_poll(world, at):
    days = {"starts_on": at.date(), "ends_on": at.date() + timedelta(days=40)}
    ClosedPeriod.objects.create(region=world.region, kind="poll", label="Elections", **days)


def correct(world, at):
    correcting.change_words(challenge=world.challenge, place="summary-1.text", now="Better.", by=world.tom, at=at)


def correct_giving_away(world, at):
    words = f"{world.petra.name} was told so."
    correcting.change_words(challenge=world.challenge, place="summary-1.text", now=words, by=world.tom, at=at)


def own_move(name):
    return lambda world, at: history.advance(challenge=world.challenge, move=name, by=world.rana, at=at)


def check(world, at):
    """Stand in for the worker: look through the words as they stand, and through those of a signed correction."""
    report = Report.objects.filter(challenge=world.challenge).first()
    if report is None:
        return
    documents = [document_of(report), *(from_json(row.tree) for row in report.corrections.exclude(tree=None))]
    for document in documents:
        editions = report.editions.filter(tree_sha256=document.sha256(), is_draft=False)
        done = pass_check(report, tree_sha256=document.sha256(), content=identity.content_of(report), editions=editions)
        text = Text("text", "\n".join(words for _, words in document.statements()))
        for hit in looking.look_through(report, document, [("tree", [text])]):
            done.hits.create(kind=hit.kind, place=hit.place, words=hit.words, around=hit.around, likeness=hit.likeness)


def answer(world, at):
    if report := Report.objects.filter(challenge=world.challenge).first():
        answer_no(report, world.rana)


ACTIONS = {
    "write": write,
    "send": lambda world, at: accuracy.send_to_host(challenge=world.challenge, by=world.mina, at=at),
    "return": lambda world, at: accuracy.return_to_drafting(challenge=world.challenge, by=world.mina, at=at),
    "comment": comment,
    "finish": lambda world, at: rounds.finish_checking(challenge=world.challenge, by=world.ben, at=at),
    "extend": lambda world, at: rounds.extend_round(
        challenge=world.challenge, days=3, reason="Ill.", by=world.mina, at=at
    ),
    "decide": decide_all,
    "check": check,
    "answer": answer,
    "sign": lambda world, at: sign(challenge=world.challenge, by=world.tom, at=at),
    "render": make_editions,
    "agree": lambda world, at: publishing.agree_to_publish(
        challenge=world.challenge, body=world.host, by=world.carys, at=at
    ),
    "publish": lambda world, at: publishing.publish(challenge=world.challenge, by=world.rana, at=at),
    "withhold": lambda world, at: publishing.withhold(
        challenge=world.challenge, reason="Wait.", review_on=at.date() + timedelta(days=30), by=world.rana, at=at
    ),
    "give_away": give_away,
    "agree_thin": agree_thin,
    "tamper": tamper,
    "poll": call_a_poll,
    "after_poll": lambda world, at: ClosedPeriod.objects.filter(kind="poll").delete(),
    "correct": correct,
    "correct_giving_away": correct_giving_away,
    "sign_correction": lambda world, at: correcting.sign_correction(
        challenge=world.challenge, reason="It was wrong.", by=world.tom, at=at
    ),
    "publish_correction": lambda world, at: correcting.publish_correction(
        challenge=world.challenge, by=world.rana, at=at
    ),
    **{name: own_move(name) for name in OWN_MOVES},
}
TO_PUBLISH = ("publish", "publish_correction")
ROAD = [
    "write",
    "send",
    "comment",
    "finish",
    "decide",
    "check",
    "answer",
    "sign",
    "render",
    "check",
    "agree",
    "publish",
]
AGAIN = ["correct", "sign_correction", "render", "check", "publish_correction"]


def sequences():
    """Any sequence, and the good road with steps left out, doubled or moved: those come far."""
    names = st.sampled_from(sorted(ACTIONS))
    strayed = st.lists(st.tuples(st.integers(0, len(ROAD)), names), max_size=3).map(
        lambda extra: [
            name for place, step in enumerate(ROAD) for name in [*(n for at, n in extra if at == place), step]
        ]
    )
    shortened = st.tuples(strayed, st.sets(st.integers(0, len(ROAD) - 1), max_size=2)).map(
        lambda both: [name for place, name in enumerate(both[0]) if place not in both[1]]
    )
    again = shortened.map(lambda road: [*road, *AGAIN])
    return st.one_of(st.lists(names, max_size=12), strayed, shortened, again)


def play(world, names):
    """Take the actions in turn, an hour apart; a refusal changes nothing and the play goes on."""
    for hour, name in enumerate(names):
        try:
            with transaction.atomic():
                ACTIONS[name](world, NOW + timedelta(hours=hour))
        except Refusal:
            continue
        if name in TO_PUBLISH:
            assert publishing.pre_election(world.challenge, NOW.date()) is None
        world.challenge = Challenge.objects.with_host().get(pk=world.challenge.pk)


def assert_honest(world):
    """A public report was sent, checked, signed and agreed, in that order; nothing else is public."""
    public = world.challenge.state in (State.PUBLISHED, State.FOLLOW_UP, State.CLOSED)
    assert Publication.objects.exists() == public
    if not public:
        return
    steps = list(world.challenge.events.order_by("at", "pk").values_list("what", flat=True))
    assert steps.index("send_to_host") < steps.index("sign") < steps.index("publish")
    assert steps.index("agree_to_publish") < steps.index("publish")
    report = Report.objects.get(challenge=world.challenge)
    assert report.signed_at is not None
    assert all(found.opened_at <= found.closed_at <= report.signed_at for found in report.rounds.all())
    assert not report.comments.filter(decision="").exists()
    last = report.corrections.exclude(published_at=None).order_by("-number").first()
    sha256 = last.tree_sha256 if last else report.tree_sha256
    shown = [report.publication.pdf, report.publication.html]
    assert {edition.tree_sha256 for edition in shown} == {sha256}
    for edition in shown:
        document = from_json(edition.tree)
        assert document.sha256() == edition.tree_sha256
        assert world.petra.name not in str(list(document.statements()))
    for finding in Finding.objects.filter(challenge=world.challenge, status="agreed"):
        assert (finding.kinds >= 2 and finding.groups >= 2) or finding.thin_reason
    checks = report.identity_checks.filter(status="done", tree_sha256=sha256).order_by("pk")
    assert not checks.last().hits.still_open().exists()
    assert report.intruder_answers.filter(is_safe=True).exists()


@pytest.mark.fault
def test_no_sequence_of_actions_publishes_what_may_not_be_public(db, clock):
    world = scene.find(worlds.build(State.DRAFTING))
    made = {"challenge": world.challenge, "line": world.findings[0].line, "drafted_by": world.petra}
    world.thin = Finding.objects.create(kind="strength", text="All is well.", theme=world.findings[0].theme, **made)
    reached, corrected = set(), set()

    @examples(20, 10_000)
    @given(sequences())
    def holds(names):
        with transaction.atomic():
            world.challenge = Challenge.objects.with_host().get(pk=world.challenge.pk)
            play(world, names)
            assert_honest(world)
            reached.add(world.challenge.state)
            corrected.add(Publication.objects.exclude(corrected_at=None).exists())
            transaction.set_rollback(True)

    holds()
    assert State.PUBLISHED in reached  # or the property would say nothing
    assert corrected == {True, False}


def test_the_table_itself_has_no_way_round_the_signature():
    for kind, life in LIVES.items():
        if State.PUBLISHED not in life.states:
            assert not life.states & {State.ACCURACY, State.FINAL, State.WITHHELD}, kind
            assert [move.name for move in life if move.target == State.FOLLOW_UP] == ["conclude"]
            continue
        into = {state: {move.name for move in life if move.target == state} for state in State}
        assert into[State.PUBLISHED] == {"publish"}
        assert into[State.FINAL] == {"sign"}
        assert life.moves["publish"].sources == (State.FINAL, State.WITHHELD)
        assert life.moves["withhold"].sources == (State.FINAL,)
        assert life.moves["sign"].sources == (State.ACCURACY,)
        assert into[State.ACCURACY] == {"send_to_host"}

"""A one-day deep dive ends with a letter about one question, and a parent carer has a place in its team."""

from cycles.kinds import usual
from cycles.models import Challenge, Intervention, Shape, State
from cycles.places import promised
from reports.compose import compose
from reports.models import Report
from tests.reports import scene

ANCHORS = ["opening", "background", "findings", "recommendations", "next_steps", "team", "thanks"]


def test_its_letter_is_short_and_its_team_is_mixed(world_at, signed_in):
    world = scene.write(world_at(State.DRAFTING))
    shape = Shape.objects.create(programme=world.programme, **usual("deep_dive"))
    assert [(place.role, place.peer) for place in promised(shape)] == [
        ("lead", "officer"),
        ("reviewer", "officer"),
        ("reviewer", "officer"),
        ("reviewer", "lived_experience"),
    ]
    Challenge.objects.filter(pk=world.challenge.pk).update(shape=shape, purpose="inspection")
    member = world.cycle.members.get(body=world.host)
    Intervention.objects.create(member=member, commissioner="A. Person")
    client, base = signed_in(world.tom), f"/challenges/{world.challenge.ref}/report/"
    page = client.get(base).text
    assert (">Letter<" in page, "Key messages" in page, "Next steps" in page) == (True, False, True)
    assert client.get(f"{base}section/summary/").status_code == 404
    read = client.get(f"{base}read/").text
    assert "<title>Draft letter – Calderdale" in read
    assert "Report</a>" not in read
    challenge = Challenge.objects.with_host().get(pk=world.challenge.pk)
    tree = compose(Report.objects.select_related("challenge").get(challenge=challenge))
    assert (tree.title, tree.called) == ("Letter after the deep dive at Calderdale", "Draft letter")
    assert [section.anchor for section in tree.sections] == ANCHORS
    said = "\n".join(text for _, text in tree.statements())
    assert "the improvement board and the commissioner" in said
    assert "A. Person" not in said
    headings = {part.heading.split(": ")[0] for section in tree.sections for part in section.sections}
    assert headings == {challenge.topic}

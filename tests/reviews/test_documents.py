"""Requests, uploads, versions and downloads, and who may open what."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cycles.models import State
from notices.models import Message
from people.models import Membership, User
from people.refusal import Refusal
from people.waiting import Waiting
from reviews.actions import documents as actions
from reviews.models import Document, DocumentRequest, DocumentVersion
from reviews.queries import documents as queries
from reviews.queries import waiting_for
from reviews.uploads import accept
from tests import world as worlds
from tests.reviews import corpus
from tests.world import NOW

TODAY = NOW.date()


def url(world, name, *args):
    return reverse(f"reviews:{name}", args=[world.challenge.ref, *args])


def ask(world, title="Early help strategy", due=TODAY, **fields):
    return actions.request_document(
        challenge=world.challenge, kind="strategy", title=title, due_on=due, by=world.mina, at=NOW, **fields
    )


def checked(name="plan.pdf", content=corpus.PDF):
    return accept(SimpleUploadedFile(name, content))


def upload(world, title="Strategy", **fields):
    return actions.upload_document(
        challenge=world.challenge, upload=checked(), kind="strategy", title=title, by=world.ben, at=NOW, **fields
    )


def many(world, count):
    """Make documents and requests without their files: pages read rows only."""
    DocumentRequest.objects.bulk_create(
        DocumentRequest(
            challenge=world.challenge,
            kind="board",
            title=f"Minutes {n}",
            due_on=TODAY + timedelta(days=n - 5),
            requested_by=world.mina,
        )
        for n in range(count)
    )
    made = Document.objects.bulk_create(
        Document(challenge=world.challenge, kind="board", title=f"Paper {n:03}") for n in range(count)
    )
    DocumentVersion.objects.bulk_create(
        DocumentVersion(
            document=document,
            number=number,
            file="x",
            name="a.pdf",
            content_type="application/pdf",
            size=1,
            sha256="0" * 64,
            uploaded_by=world.ben,
            uploaded_at=NOW,
        )
        for document in made
        for number in (1, 2)
    )


def test_asking_tells_the_host_once_a_day(world):
    ask(world)
    ask(world, "Board minutes")
    told = Message.objects.get()
    assert (told.recipient, told.kind) == (world.ben, "documents_requested")
    assert f"/challenges/{world.challenge.ref}/documents/" in told.body


def test_a_day_that_has_passed_is_refused_at_its_field(world, signed_in):
    data = {"kind": "strategy", "title": "Plan", "due_on_day": "1", "due_on_month": "2", "due_on_year": "2027"}
    response = signed_in(world.mina).post(url(world, "request_document"), data)
    assert response.status_code == 409
    assert response.context["form"].errors == {"due_on": ["This day has passed. Enter today or a later day."]}


def test_chasing_reminds_once_a_day(world):
    request = ask(world)
    actions.chase_document(request=request, by=world.mina, at=NOW)
    assert Message.objects.filter(kind="document_chased").count() == 1
    with pytest.raises(Refusal, match="reminded today at 12:00"):
        actions.chase_document(request=request, by=world.tom, at=NOW)
    actions.chase_document(request=request, by=world.tom, at=NOW + timedelta(days=1))
    assert Message.objects.filter(kind="document_chased").count() == 2


def test_without_an_organiser_the_sponsor_is_reminded_and_without_either_nobody(world):
    request = ask(world)
    Membership.objects.filter(person=world.ben).delete()
    actions.chase_document(request=request, by=world.mina, at=NOW)
    assert Message.objects.get(kind="document_chased").recipient == world.carys
    Membership.objects.filter(person=world.carys).delete()
    with pytest.raises(Refusal, match="no organiser or sponsor"):
        actions.chase_document(request=request, by=world.mina, at=NOW + timedelta(days=1))


def test_a_received_document_is_not_chased(world, signed_in):
    request = ask(world)
    signed_in(world.mina).post(url(world, "receive_document", request.ref))
    with pytest.raises(Refusal, match="has been received"):
        actions.chase_document(request=request, by=world.mina, at=NOW)
    with pytest.raises(Refusal, match="already recorded"):
        actions.receive_document(request=request, by=world.mina, at=NOW)


def test_an_upload_answers_its_request(world, signed_in):
    request = ask(world)
    client = signed_in(world.ben)
    data = {"file": SimpleUploadedFile("Plan.pdf", corpus.PDF), "request": request.pk, "kind": "", "title": ""}
    assert client.post(url(world, "upload_document"), data).status_code == 302
    document = Document.objects.get()
    version = document.versions.get()
    assert (document.title, document.kind, document.request) == ("Early help strategy", "strategy", request)
    assert (version.number, version.name, version.size) == (1, "Plan.pdf", len(corpus.PDF))
    assert version.file.name.startswith("documents/")
    assert "plan" not in version.file.name.lower()
    page = client.get(url(world, "documents")).content.decode()
    assert "Everything asked for has come." in page


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"kind": "strategy", "title": "Kept"}, "file", "Choose a file"),
        ({"kind": "strategy", "title": "Kept", "file": b""}, "file", "The file is empty. Choose another one."),
        ({"kind": "strategy", "title": "Kept", "file": b"MZ\0\0"}, "file", "not taken"),
        ({"kind": "", "title": "Kept", "file": corpus.PDF}, "kind", "Choose what kind of document it is"),
    ],
)
def test_a_bad_upload_is_a_sentence_at_its_field_and_keeps_the_rest(world, signed_in, data, field, words):
    if "file" in data:
        data = {**data, "file": SimpleUploadedFile("a.exe", data["file"])}
    response = signed_in(world.ben).post(url(world, "upload_document"), data)
    assert response.status_code == 422
    assert words in response.context["form"].errors[field][0]
    assert 'value="Kept"' in response.content.decode()
    assert not Document.objects.exists()


def test_a_new_version_is_numbered_and_the_old_one_stays(world, signed_in):
    document = upload(world)
    client = signed_in(world.ben)
    newer = SimpleUploadedFile("plan 2.pdf", corpus.PDF + b"\n")
    assert client.post(url(world, "replace_document", document.ref), {"file": newer}).status_code == 302
    assert list(document.versions.order_by("number").values_list("number", "name")) == [
        (1, "plan.pdf"),
        (2, "plan 2.pdf"),
    ]
    page = client.get(url(world, "document", document.ref)).content.decode()
    for version in document.versions.all():
        assert version.sha256 in page


def test_the_same_file_again_is_refused(world, signed_in):
    document = upload(world)
    same = SimpleUploadedFile("other name.pdf", corpus.PDF)
    response = signed_in(world.ben).post(url(world, "replace_document", document.ref), {"file": same})
    assert response.status_code == 409
    assert "the same file as version 1" in response.content.decode()


def test_a_download_is_an_attachment_that_cannot_run(world, signed_in):
    document = actions.upload_document(
        challenge=world.challenge,
        upload=checked("Stratégie für Jugend.pdf"),
        kind="strategy",
        title="Plan",
        by=world.ben,
        at=NOW,
    )
    response = signed_in(world.petra).get(url(world, "download_document", document.ref, document.versions.get().ref))
    assert b"".join(response.streaming_content) == corpus.PDF
    assert response["Content-Disposition"] == (
        "attachment; filename=\"Strat_gie f_r Jugend.pdf\"; filename*=UTF-8''Strat%C3%A9gie%20f%C3%BCr%20Jugend.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "no-store"


def test_a_version_is_not_found_under_another_document(world, signed_in):
    first, second = upload(world), upload(world, "Other")
    client = signed_in(world.petra)
    assert client.get(url(world, "download_document", second.ref, first.versions.get().ref)).status_code == 404
    assert client.get(url(world, "download_document", first.ref, "nosuchversio")).status_code == 404


def test_a_missing_file_is_not_an_error_page(world, signed_in):
    version = upload(world).versions.get()
    default_storage.delete(version.file.name)
    response = signed_in(world.petra).get(url(world, "download_document", version.document.ref, version.ref))
    assert response.status_code == 404


@pytest.mark.parametrize("page", ["documents", "asked_documents", "document", "download_document"])
def test_documents_wait_for_a_declaration(world, signed_in, page):
    document = upload(world)
    world.seats["petra"].declaration.delete()
    args = {"document": [document.ref], "download_document": [document.ref, document.versions.get().ref]}.get(page, [])
    response = signed_in(world.petra).get(url(world, page, *args))
    assert response.status_code == 403
    assert "Declare your interests first" in response.content.decode()
    assert "Strategy" not in response.content.decode()


def test_the_host_waits_for_no_declaration_and_the_coordinator_reads_none(world, client, signed_in):
    upload(world)
    assert signed_in(world.carys).get(url(world, "documents")).status_code == 200
    assert signed_in(world.rana).get(url(world, "documents")).status_code == 403
    assert signed_in(world.sam).get(url(world, "documents")).status_code == 404


@pytest.mark.parametrize(
    ("days", "words"),
    [(-3, "Late by 3 days"), (-1, "Late by 1 day"), (0, "Due today"), (1, "Due tomorrow"), (5, "Due in 5 days")],
)
def test_how_long_is_left_is_said_in_words(days, words):
    assert queries.due_in_words(TODAY + timedelta(days=days), TODAY) == words


def test_a_day_far_off_is_named():
    assert queries.due_in_words(date(2027, 3, 12), TODAY) == "Due 12 March"


def test_the_host_is_told_what_to_send_and_the_team_what_to_chase(world):
    DocumentRequest.objects.create(
        challenge=world.challenge, kind="board", title="Minutes", due_on=date(2027, 2, 1), requested_by=world.mina
    )
    ask(world, due=date(2027, 2, 20))
    about, library = "Calderdale: Transitions", url(world, "documents")
    assert queries.waiting(world.ben.user, TODAY) == [
        Waiting("Send 1 document already late", about, library, date(2027, 2, 1)),
        Waiting("Send 1 document", about, library, date(2027, 2, 20)),
    ]
    assert queries.waiting(world.mina.user, TODAY) == [
        Waiting("Chase 1 document the host has not sent", about, url(world, "document_requests"), date(2027, 2, 1)),
    ]
    assert queries.waiting(world.petra.user, TODAY) == []
    assert queries.waiting(world.sam.user, TODAY) == []


def test_nothing_waits_once_it_has_come_or_the_time_is_over(world):
    request = ask(world)
    upload(world, request=request)
    assert queries.waiting(world.ben.user, TODAY) == []
    ask(world)
    world.challenge.state = State.DRAFTING
    world.challenge.save()
    assert queries.waiting(world.ben.user, TODAY) == []


@pytest.mark.parametrize("count", [1, 30, 300])
def test_the_library_asks_a_set_number_of_questions(world, signed_in, django_assert_num_queries, count):
    many(world, count)
    client = signed_in(world.ben)
    with django_assert_num_queries(11):
        page = client.get(url(world, "documents")).content.decode()
    assert f"{count} document" in page
    assert page.count('class="asked__item"') == min(count, 8)


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("page", "queries"), [("asked_documents", 8), ("document_requests", 9)])
def test_lists_of_requests_ask_a_set_number_of_questions(
    world, signed_in, django_assert_num_queries, count, page, queries
):
    many(world, count)
    client = signed_in(world.mina)
    with django_assert_num_queries(queries):
        text = client.get(url(world, page)).content.decode()
    assert text.count('class="asked__item"') == count


@pytest.mark.parametrize("count", [1, 30])
def test_what_waits_asks_a_set_number_of_questions(world, django_assert_num_queries, count):
    for number in range(count):
        other = worlds.make_challenge(
            world.cycle, world.shape, world.host, topic=f"Topic {number}", starts=TODAY + timedelta(days=9)
        )
        DocumentRequest.objects.create(
            challenge=other, kind="board", title="Minutes", due_on=TODAY, requested_by=world.mina
        )
    user = User.objects.get(person=world.ben)
    with django_assert_num_queries(13):
        lines = waiting_for(user, TODAY)
    # Each challenge misses a document and a timetable; the world's own misses a timetable alone.
    assert len(lines) == 2 * count + 1

"""Uploads, versions and downloads, and who may open what."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from reviews.actions import documents as actions
from reviews.models import Document
from tests.reviews import corpus
from tests.reviews.papers import ask, checked, many, upload, url
from tests.world import NOW


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


@pytest.mark.parametrize("count", [1, 30, 300])
def test_the_library_asks_a_set_number_of_questions(world, signed_in, django_assert_num_queries, count):
    many(world, count)
    client = signed_in(world.ben)
    with django_assert_num_queries(12):
        page = client.get(url(world, "documents")).content.decode()
    assert f"{count} document" in page
    assert page.count('class="asked__item"') == min(count, 8)

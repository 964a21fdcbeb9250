"""Pictures: in pieces, resumed, compared, drawn afresh, sealed, and seen by the team."""

import hashlib
import io

import pytest
from django.urls import reverse
from PIL import Image

from cycles.models import State
from reviews.actions import notes
from reviews.models import Photo, PhotoPiece
from tests.access.full import full_world
from tests.reviews.devices import fresh, whose
from tests.world import NOW

PIECE = 65_536


@pytest.fixture
def full(world_at):
    return full_world(State.ON_SITE)


def picture(width=2_400, height=600):
    """Draw a picture with a place in it, too large for one piece."""
    drawn, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    image = Image.effect_noise((width, height), 90).convert("RGB")
    image.save(drawn, "JPEG", exif=exif, comment=b"SECRET", quality=60)
    return drawn.getvalue()


class Sender:
    """Sends one picture of one note as its author."""

    def __init__(self, client, world, content, note=None, sha256=None):
        self.client, self.person, self.content = client, world.petra, content
        self.address = reverse("reviews:photo_pieces", args=[world.challenge.ref, fresh()])
        self.note, self.sha256 = note or world.note.pk, sha256 or hashlib.sha256(content).hexdigest()

    def send(self, start, piece=PIECE, **more):
        query = {"note": self.note, "size": len(self.content), "sha256": self.sha256, "from": start, **more}
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        answer = self.client.post(
            f"{self.address}?{asked}",
            self.content[start : start + piece],
            content_type="application/octet-stream",
            headers=whose(self.person),
        )
        said = answer.json()
        return answer.status_code, said.get("error", said.get("status")), said.get("received")

    def rest(self, start):
        while start < len(self.content):
            answer = self.send(start)
            if answer[2] <= start:
                break
            start = answer[2]
        return answer


def test_a_picture_comes_in_pieces_and_is_kept_without_place_or_camera(full, signed_in):
    content = picture()
    sender = Sender(signed_in(full.petra), full, content)
    assert sender.send(0) == (200, "arriving", PIECE)
    assert sender.send(0) == (200, "arriving", PIECE), "a piece twice is no error"
    assert sender.send(2 * PIECE) == (409, "gap", PIECE)
    asked = sender.client.get(sender.address, headers=whose(full.petra)).json()
    assert (asked["received"], asked["status"]) == (PIECE, "arriving")
    assert content[:64] not in bytes(PhotoPiece.objects.get().sealed)
    assert sender.rest(PIECE) == (200, "kept", len(content))
    assert sender.send(0) == (200, "kept", len(content))
    photo = Photo.objects.exclude(pk=full.photo.pk).get()
    assert not PhotoPiece.objects.exists()
    address = reverse("reviews:note_photo", args=[full.challenge.ref, photo.pk])
    seen = signed_in(full.amir).get(address)
    assert (seen.status_code, seen["Content-Type"], seen["Cache-Control"]) == (200, "image/jpeg", "no-store")
    kept = Image.open(io.BytesIO(seen.content))
    assert (kept.size, dict(kept.getexif())) == ((2_000, 500), {})
    assert not any(secret in seen.content for secret in (b"CAMERA", b"SECRET"))
    assert Image.open(io.BytesIO(sender.client.get(f"{address}?small").content)).size == (320, 80)
    page = sender.client.get(reverse("reviews:notes", args=[full.challenge.ref])).text
    assert f'src="{address}?small" alt="Picture' in page
    notes.delete_note(note=full.note, by=full.petra, at=NOW)
    assert not Photo.objects.exists()


def test_what_cannot_be_kept_is_said(full, signed_in):
    client, small = signed_in(full.petra), picture(60, 40)
    assert Sender(client, full, small, note=fresh()).send(0) == (409, "note_first", None)
    assert Sender(client, full, small, note=full.other_note.pk).send(0) == (409, "note_first", None)
    assert Sender(client, full, small, sha256="0" * 64).send(0) == (200, "arriving", 0)
    assert Sender(client, full, b"no picture at all").send(0)[:2] == (200, "refused")
    sender = Sender(client, full, small)
    assert sender.send(0, size=20_000_000) == (413, "too_much", None)
    assert sender.send(0, sha256="x") == (400, "malformed", None)
    assert sender.send(0, **{"from": "x"}) == (400, "malformed", None)
    assert sender.send(0, note="x") == (400, "malformed", None)
    assert sender.send(0) == (200, "kept", len(small))
    assert sender.send(0, piece=1, note=full.note.pk, sha256="1" * 64) == (409, "another_picture", None)
    address = reverse("reviews:photo_pieces", args=[full.challenge.ref, fresh()])
    assert client.get(address, headers=whose(full.petra)).json()["received"] == 0


def test_a_picture_the_scanner_cannot_judge_now_is_asked_for_again(full, signed_in, settings):
    sender = Sender(signed_in(full.petra), full, picture(60, 40))
    settings.UPLOAD_SCANNER = "tests.reviews.test_sync_photos.down"
    assert sender.send(0) == (503, "unavailable", None)
    settings.UPLOAD_SCANNER = ""
    assert sender.send(0)[:2] == (200, "kept")


def down(file, name):
    raise OSError("no scanner")


@pytest.mark.breaks_rules  # the full world in the accuracy check is not one that actions made
def test_a_picture_of_a_late_note_is_its_authors_and_the_leads_until_it_is_let_in(world_at, signed_in):
    world = full_world(State.ACCURACY)
    world.photo.note = world.late_note
    world.photo.save()
    address = reverse("reviews:note_photo", args=[world.challenge.ref, world.photo.pk])
    seen = {key: signed_in(getattr(world, key)).get(address).status_code for key in ("petra", "tom", "amir", "nia")}
    assert seen == {"petra": 200, "tom": 200, "amir": 403, "nia": 403}

"""Pictures on their way from a device, and as the team sees them."""

import io
import re

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from PIL import Image

from people.refusal import Refusal
from reviews.actions import pictures as actions
from reviews.models import Photo
from reviews.sync.pictures import PIECE_BYTES, AnotherPicture, Gap, NoteFirst, TooMuch
from reviews.uploads import NotChecked
from reviews.vault import KeyMissing, vault_of

from .base import Page, by_id
from .capture import OfChallenge, Unfit, an_id, malformed

SMALL = (320, 320)
HASH = re.compile(r"[0-9a-f]{64}")
MOST_DIGITS = 9
REFUSED = "This is no picture the server can draw. Take it again."
ERRORS = {NoteFirst: "note_first", AnotherPicture: "another_picture"}


class PhotoPieces(OfChallenge):
    """How much of one's own picture has arrived; the next piece."""

    def get(self, request, ref, photo):
        rows = Photo.objects.filter(challenge=self.challenge, note__author=self.by, pk=an_id(photo))
        found = rows.defer("sealed").first()
        return JsonResponse(said_of(found) if found else {"received": 0, "status": "arriving"})

    def post(self, request, ref, photo):
        asked = request.GET
        sha256 = asked.get("sha256", "")
        if not HASH.fullmatch(sha256):
            raise malformed("Say in sha256 the hash of the picture.")
        try:
            kept = actions.take_piece(
                challenge=self.challenge,
                photo_id=an_id(photo),
                note_id=an_id(asked.get("note")),
                size=a_number(asked.get("size")),
                sha256=sha256,
                start=a_number(asked.get("from")),
                piece=self.body("application/octet-stream", PIECE_BYTES),
                by=self.by,
                at=self.at,
            )
        except Refusal as refusal:
            raise unfit(refusal) from None
        return JsonResponse(said_of(kept))


def unfit(refusal):
    """Return what a device is told of a piece that was not taken."""
    if isinstance(refusal, KeyMissing):
        return refusal
    if isinstance(refusal, Gap):
        return Unfit(409, "gap", refusal.sentence, received=refusal.received)
    if isinstance(refusal, TooMuch):
        return Unfit(413, "too_much", refusal.sentence)
    if isinstance(refusal, NotChecked):
        return Unfit(503, "unavailable", refusal.sentence)
    if type(refusal) in ERRORS:
        return Unfit(409, ERRORS[type(refusal)], refusal.sentence)
    return Unfit(403, "not_allowed", refusal.sentence)


def said_of(photo):
    """Return how far a picture has come."""
    said = {"received": photo.received, "status": photo.status, "sha256": photo.sha256}
    return {**said, "sentence": REFUSED} if photo.status == Photo.Status.REFUSED else said


def a_number(text):
    """Return a whole number of an address."""
    if not text or len(text) > MOST_DIGITS or not text.isascii() or not text.isdigit():
        raise malformed("Say size and from in bytes.")
    return int(text)


class NotePhoto(Page):
    """A picture of a note one may read; with `?small` as small as a list shows it."""

    permission = "reviews.read_notes"

    def load(self):
        super().load()
        self.ask()  # who may read no note learns nothing of a picture either
        rows = Photo.objects.filter(challenge=self.challenge, status=Photo.Status.KEPT).select_related("note")
        self.photo = by_id(rows, self.kwargs["photo"])
        self.photo.note.challenge = self.challenge

    def ask(self):
        super().ask()
        if hasattr(self, "photo") and not self.readable(self.photo.note):
            raise PermissionDenied

    def readable(self, note):
        """Say whether the note is one's own to read: a late one is its author's and the lead's until it is let in."""
        if note.author_id == self.by.pk:
            return True
        late = note.late not in ("", note.Late.LET_IN)
        permission = "reviews.decide_late_note" if late else self.permission
        return self.request.user.has_perm(permission, note)

    def get(self, request, *args, **kwargs):
        drawn = actions.picture_of(self.photo, vault_of(self.challenge))
        return HttpResponse(small(drawn) if "small" in request.GET else drawn, content_type="image/jpeg")


def small(drawn):
    """Return a picture as small as a list shows it."""
    picture, out = Image.open(io.BytesIO(drawn), formats=("JPEG",)), io.BytesIO()
    picture.draft("RGB", SMALL)
    picture.thumbnail(SMALL)
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()

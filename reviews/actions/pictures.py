"""Pictures that belong to notes: they arrive in pieces, are drawn afresh and sealed like the notes."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cycles import history
from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reviews.models import EvidenceNote, Photo, PhotoPiece
from reviews.sync.batch import door_of
from reviews.sync.deciding import Door
from reviews.sync.pictures import LONGEST_SIDE, MOST_BYTES, AnotherPicture, Gap, NoteFirst, TooMuch
from reviews.uploads import NotChecked, drawn_afresh
from reviews.vault import Vault, writing_vault

STATUS = Photo.Status
TABLE, PIECES = "reviews_photo", "reviews_photopiece"


@transaction.atomic
def take_piece(
    *,
    challenge: Challenge,
    photo_id: UUID,
    note_id: UUID,
    size: int,
    sha256: str,
    start: int,
    piece: bytes,
    by: Person,
    at: datetime,
) -> Photo:
    """Keep the next piece of a picture. A piece that has arrived is no error; one beyond a gap is refused.

    With the last piece the whole is compared with its hash: it fits and is drawn and sealed, or it is
    no picture and refused, or all of it is asked for again.
    """
    fresh = history.lock(challenge)
    if door_of(fresh, by) == Door.NOTHING:
        raise Refusal("No picture is taken now: the challenge takes no notes from you.")
    vault = writing_vault(fresh)
    photo = _photo(fresh, photo_id, note_id, size, sha256, by)
    if photo.status != STATUS.ARRIVING or start < photo.received:
        return photo
    if start > photo.received:
        raise Gap(photo.received)
    if start + len(piece) > photo.size:
        raise TooMuch("This is more than the picture has.")
    if piece:
        sealed = vault.seal_bytes(piece, PIECES, f"{photo.pk}:{start}")
        PhotoPiece.objects.create(photo=photo, start=start, sealed=sealed)
        photo.received += len(piece)
        if photo.received == photo.size:
            _finish(photo, vault)
        photo.save()
    return photo


def _photo(  # noqa: PLR0917 -- as above
    challenge: Challenge, photo_id: UUID, note_id: UUID, size: int, sha256: str, by: Person
) -> Photo:
    """Return the picture, begun now when it is new."""
    if not 0 < size <= MOST_BYTES:
        raise TooMuch(f"A picture has at most {MOST_BYTES // 2**20} MB.")
    known = Photo.objects.filter(pk=photo_id).select_related("note").first()
    if known:
        same = (known.challenge_id, known.note_id, known.size, known.sha256) == (challenge.pk, note_id, size, sha256)
        if not same or known.note.author_id != by.pk:
            raise AnotherPicture("This number belongs to another picture. Send it under a new one.")
        return known
    note = EvidenceNote.objects.filter(pk=note_id, challenge=challenge, author=by).first()
    if note is None:
        raise NoteFirst("Send the note before its picture.")
    return Photo.objects.create(pk=photo_id, challenge=challenge, note=note, size=size, sha256=sha256, sealed=b"")


def _finish(photo: Photo, vault: Vault) -> None:
    """Judge a picture all of whose pieces have arrived; it is not saved yet."""
    pieces = photo.pieces.order_by("start")
    whole = b"".join(vault.open_bytes(row.sealed, PIECES, f"{photo.pk}:{row.start}") for row in pieces)
    if hashlib.sha256(whole).hexdigest() != photo.sha256:
        photo.received = 0
    else:
        try:
            photo.sealed = vault.seal_bytes(drawn_afresh(whole, LONGEST_SIDE), TABLE, photo.pk)
            photo.status = STATUS.KEPT
        except NotChecked:  # the last piece is asked for again, and the picture judged then
            raise
        except Refusal:
            photo.status = STATUS.REFUSED
    photo.pieces.all().delete()


def picture_of(photo: Photo, vault: Vault) -> bytes:
    """Return a kept picture, a JPEG."""
    return vault.open_bytes(photo.sealed, TABLE, photo.pk)

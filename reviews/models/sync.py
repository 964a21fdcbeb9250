"""What is kept of devices that write notes without signal. See docs/sync.md."""

import uuid

from django.db import models
from django.db.models import F, Q

from cycles.models import Challenge
from people.models import Person

from .note import EvidenceNote
from .sealed import Sealed


class Device(models.Model):
    """A browser somebody has prepared for a challenge. It says how many notes wait on it, never which.

    When it was last in contact is known only while the team is on site; after that, the day.
    """

    class Storage(models.TextChoices):
        KEPT = "kept", "Kept until you clear it"
        MAY_CLEAR = "may_clear", "The browser may clear it when space is short"
        NEARLY_FULL = "nearly_full", "Nearly full"
        REFUSED = "refused", "No room to keep notes"

    id = models.UUIDField(primary_key=True, editable=False)
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="devices")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # "Phone", "Tablet" or "Computer", as the browser calls itself.
    sort = models.CharField(max_length=20, blank=True)
    # The key of the notes on it, sealed under the challenge's key: the way back for who forgot the PIN.
    sealed_key = models.BinaryField()
    unsent = models.PositiveIntegerField(default=0)
    storage = models.CharField(max_length=20, choices=Storage, default=Storage.MAY_CLEAR)
    version = models.CharField(max_length=20, blank=True)
    last_on = models.DateField()
    last_contact = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["challenge", "person"], name="device_by_person")]

    def __str__(self):
        return str(self.pk)


class ParkedText(Sealed):
    """A text of somebody's own that reached the server but is not the note. Both stay until its author decides.

    What is sealed is the whole body of the operation. A settled one stays, unseen, until the notes
    are destroyed.
    """

    class Why(models.TextChoices):
        ANOTHER_BODY = "another_body", "The same note was sent with other words"
        OLDER_REVISION = "older_revision", "The note was changed on another device"
        DELETED = "deleted", "The note was deleted on another device"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="parked_texts")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # No foreign key: the note may be gone.
    note = models.UUIDField()
    operation = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    why = models.CharField(max_length=20, choices=Why)
    day = models.DateField()
    settled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "author", "operation", "sha256"],
                name="parked_text_once",
                violation_error_message="This text is already kept.",
            ),
        ]

    def __str__(self):
        return str(self.pk)


class Receipt(models.Model):
    """The server's answer to one operation of a device: sent again, it is answered again and nothing is done twice.

    It keeps a hash, never words, and no time. The body a hash is of holds random salt, so a hash
    confirms nothing to who guesses the words. Its id is random: rows in order would tell the order.
    """

    class Result(models.TextChoices):
        KEPT = "kept", "Kept as evidence"
        LATE = "late", "Handed to the lead"
        REMOVED = "removed", "Removed"
        PARKED = "parked", "Kept beside the note"
        SETTLED = "settled", "Settled"
        RAISED = "raised", "Raised as an urgent concern"
        REFUSED = "refused", "Refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="receipts")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    operation = models.UUIDField()
    note = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=10)
    result = models.CharField(max_length=10, choices=Result)
    # Which of the sentences of docs/sync.md; empty when there is nothing to say.
    code = models.CharField(max_length=30, blank=True)
    revision = models.PositiveIntegerField(default=0)
    parked = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "author", "operation", "sha256"],
                name="receipt_once",
                violation_error_message="This operation is already answered.",
            ),
        ]
        indexes = [models.Index(fields=["challenge", "note"], name="receipt_by_note")]

    def __str__(self):
        return str(self.operation)


class Photo(Sealed):
    """A picture of a document or a display, taken with a note. Never of people.

    It arrives in pieces, each sealed; once whole and of the right hash it is drawn afresh, without
    place or camera, and sealed as one.
    """

    class Status(models.TextChoices):
        ARRIVING = "arriving", "Arriving"
        KEPT = "kept", "Kept"
        REFUSED = "refused", "Refused"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="photos")
    note = models.ForeignKey(EvidenceNote, models.CASCADE, related_name="photos")
    # Of the bytes the device sends: what is kept afterwards is another drawing of them.
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    received = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status, default=Status.ARRIVING)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received__lte=F("size")),
                name="photo_received_within_size",
                violation_error_message="More has arrived than the picture has.",
            ),
        ]

    def __str__(self):
        return str(self.pk)


class PhotoPiece(models.Model):
    """A part of a picture that is still arriving."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="pieces")
    start = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["photo", "start"],
                name="photo_piece_once",
                violation_error_message="This piece has already arrived.",
            ),
        ]

    def __str__(self):
        return str(self.start)

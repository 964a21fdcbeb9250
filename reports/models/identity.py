from django.db import models
from django.db.models import Q

from people.models import Person
from people.models.ref import Referenced

from .report import Report


class IdentityCheck(models.Model):
    """One run of the identity check, by a worker, over the bytes of every edition of one tree that is to be public."""

    class Status(models.TextChoices):
        QUEUED = "queued", "Waiting for a worker"
        DONE = "done", "Done"
        FAILED = "failed", "Could not be run"

    report = models.ForeignKey(Report, models.CASCADE, related_name="identity_checks")
    tree_sha256 = models.CharField(max_length=64)
    # Hash of the words alone: the same for the last draft and for what is signed of it.
    content_sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    problem = models.TextField(blank=True)
    # What was looked through: {"report.pdf": hash of its bytes}.
    editions = models.JSONField(default=dict)
    # Names to look for besides, typed for this check alone: sealed, and gone once it has run.
    sealed_names = models.BinaryField(null=True)
    ran_at = models.DateTimeField()
    ran_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="failed") | ~Q(problem=""),
                name="identity_check_failed_says_why",
                violation_error_message="A check that could not be run says why.",
            ),
            models.CheckConstraint(
                condition=Q(status="queued") | Q(sealed_names=None),
                name="identity_check_forgets_names",
                violation_error_message="A check that has run keeps no names.",
            ),
        ]

    def __str__(self):
        return f"Identity check of {self.report_id}"

    @property
    def is_done(self):
        """Whether it was run to its end."""
        return self.status == self.Status.DONE


class Waiver(models.Model):
    """The lead's reason for leaving one hit as it is, tied to the words of the whole report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="waivers")
    fingerprint = models.CharField(max_length=64)
    # The same without the rest of the report: what was said of it before is offered again after an edit.
    likeness = models.CharField(max_length=64)
    reason = models.TextField()
    waived_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    waived_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "fingerprint"],
                name="waiver_once",
                violation_error_message="This hit is already waived.",
            ),
        ]

    def __str__(self):
        return self.reason[:60]


class IdentityHitQuerySet(models.QuerySet):
    def still_open(self):
        """Those neither mended nor waived."""
        return self.filter(waiver=None)


class IdentityHit(Referenced):
    """Words of the report that may give somebody away. Never says which protected name they matched."""

    class Kind(models.TextChoices):
        NAME = "name", "A name"
        SURNAME = "surname", "A surname"
        INITIALS = "initials", "Initials"
        MISSPELT = "misspelt", "A misspelt name"
        EMAIL = "email", "An e-mail address"
        PHONE = "phone", "A telephone number"
        POSTCODE = "postcode", "A postcode"
        NHS_NUMBER = "nhs_number", "An NHS number"
        NI_NUMBER = "ni_number", "A National Insurance number"
        ROLE = "role", "A post that one person holds"
        UNIQUE_PHRASE = "unique_phrase", "Words that single somebody out"
        QUOTE = "quote", "Words taken from a note"
        SMALL_GROUP = "small_group", "A group that is too small"
        METADATA = "metadata", "Something the file carries"

    WHY = {
        "name": "These words are the name of somebody known to this challenge.",
        "surname": "This is the surname of somebody known to this challenge.",
        "initials": "These are the initials of somebody known to this challenge.",
        "misspelt": "This is close to the name of somebody known to this challenge.",
        "email": "An address leads to one person, whoever it is.",
        "phone": "A number leads to one person, whoever it is.",
        "postcode": "A postcode stands for a few homes.",
        "nhs_number": "This number stands for one patient.",
        "ni_number": "This number stands for one person.",
        "role": "Only one person holds this post, so it says who.",
        "unique_phrase": "Few people, perhaps one, can be meant by this.",
        "quote": "Six or more words in a row stand in a note. Whoever said them may be recognised by them.",
        "small_group": "So few people are meant that each can be guessed.",
        "metadata": "Readers are not shown this, but the file gives it to whoever looks.",
    }

    check_run = models.ForeignKey(IdentityCheck, models.CASCADE, related_name="hits")
    kind = models.CharField(max_length=20, choices=Kind)
    # Where in the editions: an anchor of the tree, or "metadata".
    place = models.CharField(max_length=60)
    words = models.CharField(max_length=200)
    around = models.CharField(max_length=400)
    # In which editions, in words.
    seen_in = models.CharField(max_length=200, blank=True)
    # Hash of kind, place, the surrounding text and the report's words: a waiver holds only while all stay the same.
    fingerprint = models.CharField(max_length=64)
    likeness = models.CharField(max_length=64, blank=True)
    waiver = models.ForeignKey(Waiver, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = IdentityHitQuerySet.as_manager()

    def __str__(self):
        return self.get_kind_display()

    @property
    def why(self):
        """Why these words are shown, in one sentence."""
        return self.WHY[self.kind]


class IntruderAnswer(models.Model):
    """Answers, by somebody outside the team, to whether a determined reader could recognise somebody."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="intruder_answers")
    content_sha256 = models.CharField(max_length=64)
    # {"timetable": {"answer": "no", "words": "…"}}, every question.
    answers = models.JSONField()
    is_safe = models.BooleanField()
    answered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    def __str__(self):
        return f"Intruder checklist of {self.report_id}"

from django.db import models


class Delivery(models.Model):
    """A line of the log of a mail: what was tried and what came of it. Written once, never changed.

    `detail` holds the mail server's code, never its words: they repeat the address.
    """

    class What(models.TextChoices):
        TRIED = "tried", "Tried"
        TAKEN = "taken", "Taken by the mail server"
        REFUSED = "refused", "Refused"
        UNREACHABLE = "unreachable", "Mail server did not answer"
        DELIVERED = "delivered", "Delivered"
        BOUNCED = "bounced", "Came back"

    # The part of the Message-ID before the @, shared by all rows that went in the mail.
    mail = models.CharField(max_length=12, db_index=True)
    at = models.DateTimeField()
    what = models.CharField(max_length=20, choices=What)
    detail = models.CharField(max_length=80, blank=True)

    def __str__(self):
        return self.get_what_display()

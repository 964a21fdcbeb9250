import uuid

from django.db import models


class Sealed(models.Model):
    """A row whose words are encrypted under its challenge's key. Its id is random and tells no time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField()

    class Meta:
        abstract = True

    def seal(self, vault, text):
        """Keep a text; the row is not saved yet."""
        self.sealed = vault.seal(text, self._meta.db_table, self.pk)

    def text(self, vault):
        """Return the text with the challenge's vault."""
        return vault.open(self.sealed, self._meta.db_table, self.pk)

    def seal_beside(self, name, vault, text):
        """Keep a second text, such as an answer, in the field `sealed_<name>`; the row is not saved yet."""
        setattr(self, f"sealed_{name}", vault.seal(text, f"{self._meta.db_table}_{name}", self.pk))

    def text_beside(self, name, vault):
        """Return a second text, or nothing while there is none."""
        sealed = getattr(self, f"sealed_{name}")
        return vault.open(sealed, f"{self._meta.db_table}_{name}", self.pk) if sealed else ""

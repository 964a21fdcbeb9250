import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from .person import Person


class UserManager(BaseUserManager):
    """Finds and makes logins by e-mail address, whatever its case."""

    def get_queryset(self):
        # Whoever asks for a login asks for its person next: one query for both.
        return super().get_queryset().select_related("person")

    def create_user(self, email, password=None, person=None):
        """Make a login; without a password it must be set through the invitation's link."""
        user = self.model(email=self.normalize_email(email).lower(), person=person)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A login. The person is the fact; a login is optional and can be disabled without losing them."""

    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="user")
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []
    # There is no Django admin: rights come from seats and memberships alone.
    is_staff = False
    is_superuser = False

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message="Somebody already signs in with this e-mail address.",
            ),
        ]

    def __str__(self):
        return self.email

    def save(self, *args, **kwargs):
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def has_perm(self, perm, obj=None):
        """Ask the rules: `user.has_perm("reports.publish", challenge)`."""
        return self.is_active and rules.has_perm(perm, self, obj)

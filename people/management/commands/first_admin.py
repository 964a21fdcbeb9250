"""The first person of an empty installation; everybody else is invited from there."""

import getpass

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from people.models import Membership, Person, User


class Command(BaseCommand):
    """Make an administrator, once; whoever may run this command is trusted with it."""

    help = "Make the first administrator of an empty installation; asks for a password."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name", help="in quotation marks: 'Ada Lane'")

    def handle(self, *, email, name, **options):
        if Membership.objects.filter(role=Membership.Role.ADMIN).in_force().exists():
            raise CommandError("There is an administrator already, who can invite others.")
        person = Person(name=name, email=email)
        user = User(email=email, person=person)
        password = getpass.getpass("Password: ")
        try:
            person.full_clean()
            user.full_clean(exclude=["person", "password"])
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if getpass.getpass("The same again: ") != password:
            raise CommandError("The two passwords differ. Nothing was made.")
        make_admin(person, password)
        self.stdout.write(f"{name} can sign in as administrator with {email}.")


@transaction.atomic
def make_admin(person: Person, password: str) -> None:
    """Person, login and membership together; the address counts as confirmed by whoever runs this."""
    person.save()
    user = User.objects.create_user(person.email, password, person=person)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Membership.objects.create(person=person, role=Membership.Role.ADMIN)

"""A programme's own answers, shapes and themes."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from cycles.known_frameworks import KNOWN
from cycles.models import Framework, ProgrammeSetting, Shape, Theme
from cycles.places import set_out, size_of
from cycles.policy import QUESTIONS
from people.models import Person, Programme
from people.refusal import Refusal

# Numbers are unique within a framework, so renumbering goes round by a range nobody uses.
ASIDE = 10_000


@transaction.atomic
def answer(
    *, programme: Programme, key: str, value: Any, reason: str, seen: str | None = None, by: Person, at: datetime
) -> ProgrammeSetting:
    """Give a programme's own answer to one question of the policy.

    `seen` is what the page showed of the last change (`Answer.seen`); somebody who answered
    meanwhile is named and their answer stays. None changes the answer whatever it was.
    """
    question = QUESTIONS[key]
    Programme.objects.select_for_update().get(pk=programme.pk)
    before = ProgrammeSetting.objects.filter(programme=programme, key=key).select_related("changed_by").first()
    if before and seen is not None and before.changed_at.isoformat() != seen:
        who = before.changed_by or "The service"
        now = "the default" if before.value is None else f"“{question.in_words(before.value)}”"
        raise Refusal(f"{who} has just set this to {now}. What you entered is kept below; save again to overrule it.")
    setting, _ = ProgrammeSetting.objects.update_or_create(
        programme=programme,
        key=key,
        defaults={"value": value, "reason": reason, "changed_by": by, "changed_at": at},
    )
    return setting


def reset(*, programme: Programme, key: str, reason: str, by: Person, at: datetime) -> ProgrammeSetting:
    """Let the default hold again; who said so and why is kept."""
    setting = ProgrammeSetting.objects.filter(programme=programme, key=key).first()
    if setting is None or setting.value is None:
        raise Refusal("The default already holds. Nothing was changed.")
    return answer(programme=programme, key=key, value=None, reason=reason, by=by, at=at)


@transaction.atomic
def save_shape(*, shape: Shape, by: Person, at: datetime) -> Shape:
    """Keep a shape. Visits already planned keep their days; a new length holds for those to come.

    Refuses a size that the places set out do not make.
    """
    is_new = shape.pk is None
    if not is_new:
        Shape.objects.select_for_update().get(pk=shape.pk)
        places = list(shape.places.all())
        if places and size_of(places) != shape.team_size:
            raise Refusal(
                f"The places set out for this shape make a team of {size_of(places)}. Change its places instead.",
                "team_size",
            )
    shape.save()
    if is_new:
        set_out(shape)
    return shape


@transaction.atomic
def remove_shape(*, shape: Shape, by: Person, at: datetime) -> None:
    """Remove a shape no challenge has."""
    try:
        shape.delete()
    except ProtectedError:
        raise Refusal(f"“{shape.name}” is the shape of a challenge, so it stays.") from None


@transaction.atomic
def save_framework(*, framework: Framework, by: Person, at: datetime, known: str = "") -> Framework:
    """Keep a framework's name; a new one may begin with the themes of a known one."""
    is_new = framework.pk is None
    framework.save()
    if is_new and known:
        themes = enumerate(KNOWN[known][1], 1)
        Theme.objects.bulk_create(Theme(framework=framework, number=number, name=name) for number, name in themes)
    return framework


@transaction.atomic
def remove_framework(*, framework: Framework, by: Person, at: datetime) -> None:
    """Remove a framework that no cycle, finding or report stands on."""
    try:
        framework.delete()
    except ProtectedError:
        raise Refusal(f"“{framework.name}” is in use by a cycle or its reports, so it stays.") from None


@transaction.atomic
def save_theme(*, theme: Theme, place: int, by: Person, at: datetime) -> Theme:
    """Keep a theme at a place in its framework's order; the others move up or down."""
    framework = Framework.objects.select_for_update().get(pk=theme.framework_id)
    others = list(framework.themes.exclude(pk=theme.pk).order_by("number"))
    others.insert(max(place, 1) - 1, theme)
    for number, each in enumerate(others, ASIDE):
        each.number = number
        each.save()
    _close_ranks(framework)
    return theme


@transaction.atomic
def remove_theme(*, theme: Theme, by: Person, at: datetime) -> None:
    """Remove a theme nothing is grouped by."""
    framework = Framework.objects.select_for_update().get(pk=theme.framework_id)
    try:
        theme.delete()
    except ProtectedError:
        raise Refusal(f"“{theme.name}” groups findings of a challenge, so it stays.") from None
    _close_ranks(framework)


def _close_ranks(framework: Framework) -> None:
    """Number the themes 1, 2, 3 in their order."""
    for number, each in enumerate(framework.themes.order_by("number"), 1):
        Theme.objects.filter(pk=each.pk).update(number=number)

"""The outbox, one's own choice of messages, and the addresses for programs and mail programs."""

from notices.actions import queue
from notices.letters import stop_token
from notices.models import Message
from tests.world import NOW


def message(world, about="sample"):
    """A message that waits in Rana's outbox."""
    said = {"subject": "Come", "body": "Come and see.", "programme": world.programme, "at": NOW}
    return queue(recipient=world.petra, kind="invitation", about=about, **said)


def held(world):
    """One more that waits for a release."""
    made = message(world, "held")
    Message.objects.filter(pk=made.pk).update(held_at=NOW)
    return made


WORDS = {"subject": "Come soon", "body": "Come and see us."}

SAMPLES = {
    "notices:outbox": lambda world: {"kwargs": {}, "post": None},
    "notices:release_all": lambda world: {"kwargs": {}, "query": "?kind=invitation", "post": {"count": 1}},
    "notices:letterhead": lambda world: {
        "kwargs": {"programme": world.programme.ref},
        "post": {"prefix": "Yorkshire", "held": ["invitation"]},
    },
    "notices:message": lambda world: {"kwargs": {"ref": held(world).ref}, "post": {"act": "release"}},
    "notices:edit": lambda world: {"kwargs": {"ref": message(world).ref}, "post": WORDS},
    "notices:preferences": lambda world: {"kwargs": {}, "post": {"rhythm": "weekly"}},
    "notices:stop": lambda world: {"kwargs": {"token": stop_token(world.petra, ["published"])}, "post": {}},
    "notices:notify_receipt": lambda world: {"kwargs": {}, "get": 405},
}

"""How to ask for each page of a draft of the plan, and for each change of one."""

from tests.planning.making import NEXT_WEEK, a_draft, key_of


def of(world, post=None, query="", **more):
    """Return a request about the world's draft."""
    return {"kwargs": {"ref": a_draft(world).ref, **more}, "post": post, "query": query}


def changed(world, **post):
    """Return what a form sends: its own fields, and the version its page was drawn with."""
    return {**post, "version": a_draft(world).version}


def of_visit(world, **more):
    return of(world, key=key_of(world), **more)


SAMPLES = {
    "planning:drafts": lambda world: {"kwargs": {"ref": world.cycle.ref}, "post": None},
    "planning:begin": lambda world: {"kwargs": {"ref": world.cycle.ref}, "post": {"reason": "York was inspected"}},
    "planning:draft": lambda world: of(world, query=f"?visit={key_of(world)}"),
    "planning:draft_table": of,
    "planning:draft_file": of,
    "planning:steps": of,
    "planning:try_week": lambda world: of(world, query=f"?visit={key_of(world)}&week={NEXT_WEEK}"),
    "planning:undo": lambda world: {**of(world, post=changed(world)), "get": 302},
    "planning:drop": lambda world: of(world, post={}),
    "planning:look_again": lambda world: of(world, post=changed(world)),
    "planning:move": lambda world: of_visit(world, post=changed(world, week=NEXT_WEEK.isoformat())),
    "planning:lock": lambda world: {**of_visit(world, post=changed(world, locked="1")), "get": 302},
    "planning:seat": lambda world: of_visit(world, post=changed(world, person=world.petra.pk), number=1),
}

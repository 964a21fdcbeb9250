"""Sample requests of scope, documents, timetable, people met, leaflet and names to protect."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.reviews.corpus import PDF


def of(world, **more):
    return {"ref": world.challenge.ref, **more}


def page(world, **more):
    return {"kwargs": of(world, **more), "post": None}


def act(world, post=None, **more):
    return {"kwargs": of(world, **more), "post": post or {}}


def line(world):
    return {"line": world.line.ref}


def request(world):
    return {"request_ref": world.request.ref}


def document(world):
    return {"document": world.document.ref}


def session(world):
    return {"session": world.session.ref}


def slot(world, **more):
    return {
        "day": world.challenge.visit.starts_on.isoformat(),
        "starts": "16:00",
        "ends": "17:00",
        "kind": "group",
        "title": "Duty team",
        "track": 1,
        **more,
    }


def file():
    # Two bytes tell it from whatever is in the library.
    return SimpleUploadedFile("plan.pdf", PDF + b"\n\n")


def table():
    return SimpleUploadedFile("wanted.csv", b"Title,Kind\nDuty team,Group discussion\n")


SAMPLES = {
    "reviews:scope": page,
    "reviews:edit_scope": lambda world: act(world, {"topic": "Transitions", "version": 0}),
    "reviews:plan_feedback": lambda world: act(
        world,
        {
            "form": "letter",
            "giver": "team",
            "version": 0,
            "due_on_day": "1",
            "due_on_month": "9",
            "due_on_year": "2027",
        },
        audience="staff",
    ),
    "reviews:add_line": lambda world: act(world, {"question": "Who listens?"}),
    "reviews:edit_line": lambda world: act(world, {"question": "Do families know now?", "version": 0}, **line(world)),
    "reviews:remove_line": lambda world: act(world, **line(world)),
    "reviews:move_line": lambda world: act(world, **line(world), way="down"),
    "reviews:documents": page,
    "reviews:asked_documents": page,
    "reviews:upload_document": lambda world: act(world, {"file": file(), "kind": "board", "title": "Minutes"}),
    "reviews:document": lambda world: page(world, **document(world)),
    "reviews:replace_document": lambda world: act(world, {"file": file()}, **document(world)),
    "reviews:download_document": lambda world: page(world, **document(world), version=world.document_version.ref),
    "reviews:document_requests": page,
    "reviews:request_document": lambda world: act(
        world,
        {"kind": "board", "title": "Minutes", "due_on_day": "1", "due_on_month": "3", "due_on_year": "2027"},
    ),
    "reviews:chase_document": lambda world: act(world, **request(world)),
    "reviews:receive_document": lambda world: act(world, **request(world)),
    "reviews:timetable": page,
    "reviews:add_session": lambda world: act(world, slot(world)),
    "reviews:group_sizes": lambda world: act(world, {"front_line": 41}),
    "reviews:session": lambda world: page(world, **session(world)),
    "reviews:edit_session": lambda world: act(world, slot(world, version=0), **session(world)),
    "reviews:cancel_session": lambda world: act(world, {"reason": "Snow"}, **session(world)),
    "reviews:restore_session": lambda world: act(world, **session(world)),
    "reviews:copy_session": lambda world: act(
        world, {"day": world.challenge.visit.ends_on.isoformat(), "starts": "16:00"}, **session(world)
    ),
    "reviews:itineraries": page,
    "reviews:room_sheets": page,
    "reviews:build_timetable": page,
    "reviews:move_session": lambda world: act(
        world,
        {"day": world.challenge.visit.starts_on.isoformat(), "starts": "14:00", "track": 1, "version": 0},
        **session(world),
    ),
    "reviews:undo_move": act,
    "reviews:wanted": page,
    "reviews:add_wanted": lambda world: act(world, {"title": "Duty", "kind": "group", "minutes": 60, "people": 2}),
    "reviews:edit_wanted": lambda world: act(
        world,
        {"title": "Duty", "kind": "group", "minutes": 60, "people": 2, "version": 0},
        wanted=world.wanted.ref,
    ),
    "reviews:import_wanted": lambda world: act(world, {"file": table()}),
    "reviews:add_room": lambda world: act(world, {"name": "Room 9", "minutes_away": 0}),
    "reviews:edit_room": lambda world: act(world, {"name": "Room 9", "minutes_away": 0}, room=world.room.ref),
    "reviews:propose_timetable": lambda world: act(world, {"begins": "9:00", "stops": "17:00"}),
    "reviews:use_timetable": lambda world: act(world, proposal=world.proposal.ref),
    "reviews:people_met": page,
    "reviews:record_people_met": lambda world: act(world, {"met": 3, "already_met": 1}, **session(world)),
    "reviews:leaflet": page,
    "reviews:protect_names": lambda world: act(world, {"names": "Kay Brandt\nOskar Lewandowski"}),
    "reviews:unprotect_name": lambda world: act(world, name=world.protected.pk),
}

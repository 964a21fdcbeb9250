"""What there is to look at: full, bare, postponed and published challenges, no region at all, and errors."""

from datetime import date
from types import SimpleNamespace

from allauth.mfa.totp.internal import auth as totp
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import reverse

from cycles.actions import life
from cycles.models import Cycle, State
from peerchallenge.views import errors
from people.actions import logins
from people.models import Membership
from planning import trying
from planning.actions import releases, rounds
from planning.models import Proposal
from planning.solving import work_out
from reviews.actions import early, promises
from tests import world as worlds
from tests.access.full import full_world
from tests.browser.walking import Walk, drawn
from tests.planning import scene as planning
from tests.reports import scene
from tests.reports import test_correcting as corrected

PASSWORD = "a-long-enough-secret"
# Without an address of their own: what a list of everything looks like while there is nothing.
LISTS = ["home", "cycles:cycles", "cycles:challenges", "cycles:public_calendar", "people:pool", "people:bodies"]
LISTS += ["people:regions", "people:logins", "people:profile", "people:add_body", "reports:register"]
ACCOUNT = ["account_change_password", "account_logout", "account_reauthenticate", "mfa_index", "usersessions_list"]
ACCOUNT += ["mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "account_set_password"]
SECOND_STEP = ["mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]
SECOND_STEP += ["mfa_reauthenticate", "mfa_add_webauthn"]
DOOR = ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"]
DOOR += ["account_email_verification_sent", "account_reset_password_from_key_done"]


def full(state):
    """A challenge with one of everything."""
    return lambda: Walk(full_world(state), state).pages()


def bare(state):
    """A challenge with a team and nothing else."""
    return lambda: Walk(worlds.build(state), state).bare_pages()


def postponed():
    """A challenge that waits for new days."""
    world = full_world(State.PREPARING)
    life.postpone(challenge=world.challenge, cause="host", reason="Snow", by=world.rana, at=worlds.NOW)
    walk = Walk(world, State.PREPARING)
    ref = world.challenge.ref
    addresses = {f"cycles:{name}": reverse(f"cycles:{name}", args=[ref]) for name in ("challenge", "timeline")}
    addresses |= {name: reverse(name) for name in ("home", "cycles:challenges", "cycles:public_calendar")}
    addresses["cycles:cycle"] = reverse("cycles:cycle", args=[world.cycle.ref])
    for name, address in addresses.items():
        yield from (walk.get(name, address, key) for key in ("rana", "tom", "carys"))
    yield walk.get("cycles:resume", reverse("cycles:resume", args=[ref]), "rana")


def published():
    """A whole report on the public register."""
    world = scene.publish(worlds.build(State.DRAFTING))
    walk = Walk(world, State.PUBLISHED)
    yield walk.get("reports:published", reverse("reports:published", args=[world.publication.slug]), None)
    yield walk.get("reports:register", reverse("reports:register"), None)


def nothing():
    """An installation with its administrator."""
    ada = worlds.make_person("ada")
    Membership.objects.create(person=ada, role="admin")
    walk = Walk(SimpleNamespace(ada=ada, sam=worlds.make_person("sam")))
    for name in LISTS:
        yield from (walk.get(name, reverse(name), key) for key in ("ada", "sam", None))


def programme_alone():
    """A programme with bodies and no cycle, then with a cycle of no members."""
    _, programme, _ = worlds.make_region()
    rana = worlds.make_person("rana")
    Membership.objects.create(person=rana, role="coordinator", programme=programme)
    walk = Walk(SimpleNamespace(rana=rana))
    yield from (walk.get(name, reverse(name), "rana") for name in LISTS)
    for name in ("programme", "settings", "shapes", "frameworks", "closed_days", "add_cycle"):
        yield walk.get(f"cycles:{name}", reverse(f"cycles:{name}", args=[programme.ref]), "rana")
    days = {"starts_on": date(2027, 1, 4), "ends_on": date(2028, 6, 30)}
    cycle = Cycle.objects.create(programme=programme, name="First cycle", **days)
    for name in ("cycle", "cycle_table", "coverage", "members", "join", "propose", "release"):
        yield walk.get(f"cycles:{name}", reverse(f"cycles:{name}", args=[cycle.ref]), "rana")
    for name in ("drafts", "rounds", "releases", "wishes", "asked_places"):
        yield walk.get(f"planning:{name}", reverse(f"planning:{name}", args=[cycle.ref]), "rana")


def planned():
    """Proposals compared, a question nothing fits, and a draft before and after its release."""
    scene = planning.build(size=2)
    walk = Walk(SimpleNamespace(rana=scene.rana))
    body, cycle = scene.bodies["Ashby"], scene.cycle
    tried = trying.closed(body.pk, body.name, cycle.starts_on, cycle.ends_on, "Inspection")
    more = {"cycle": cycle, "seconds": 5, "by": scene.rana, "at": worlds.NOW}
    compared = rounds.ask(aims=["cheapest", "fairest"], **more)
    stuck = rounds.ask(aims=["cheapest"], what_if=[tried], **more)
    for proposal in Proposal.objects.order_by("pk"):
        work_out(proposal_id=proposal.pk, clock=lambda: worlds.NOW)
    for asked in (compared, stuck):
        yield walk.get("planning:round", reverse("planning:round", args=[asked.ref]), "rana")
    yield walk.get("planning:rounds", reverse("planning:rounds", args=[cycle.ref]), "rana")
    draft = rounds.make_draft(proposal=compared.proposals.get(aim="cheapest"), by=scene.rana, at=worlds.NOW)
    for name in ("release", "risks"):
        yield walk.get(f"planning:{name}", reverse(f"planning:{name}", args=[draft.ref]), "rana")
    releases.release(draft=draft, version=0, note="The first plan", by=scene.rana, at=worlds.NOW)
    yield walk.get("planning:releases", reverse("planning:releases", args=[cycle.ref]), "rana")


def account():
    """Signing in, and the pages of one's own login before and after there is a second step."""
    user = worlds.make_person("petra").user
    user.set_password(PASSWORD)
    user.save()
    logins.verify_address(user)
    client, stranger = Client(), Client()
    pages = [(name, reverse(name)) for name in DOOR]
    yield from (drawn(name, None, address, stranger.get(address)) for name, address in pages)
    yield from (drawn(name, None, address, stranger.post(address, {"login": "?"})) for name, address in pages[:2])
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in ACCOUNT:
        yield drawn(name, "petra", reverse(name), client.get(reverse(name)))
        yield drawn(name, "petra", reverse(name), client.post(reverse(name), {"code": "?", "password": "?"}))
    totp.TOTP.activate(user, totp.generate_totp_secret())
    yield from (drawn(name, "petra", reverse(name), client.get(reverse(name))) for name in SECOND_STEP)


def broken():
    """Every page that says what went wrong."""
    world = worlds.build()
    rana, stranger, strict = Walk(world).client("rana"), Client(), Client(enforce_csrf_checks=True)
    answers = {
        "400": stranger.get("/", headers={"host": "some:where:else"}),
        "403": rana.get(reverse("reviews:notes", args=[world.challenge.ref])),
        "a form of another time": strict.post(reverse("account_login"), {"login": "x"}),
        "404": rana.get("/nothing/here/"),
        "404 for the public": stranger.get("/nothing/here/"),
        "429": render(None, "429.html", status=429),
        "500": errors.server_error(None),
        "an old invitation": stranger.get(reverse("people:accept_invitation", args=["no-such-token"])),
        "signing up": stranger.get("/accounts/signup/"),
    }
    yield from (drawn(name, None, "/", answer) for name, answer in answers.items())


def for_makers():
    """What only a demo or a developer sees."""
    with override_settings(DEBUG=True, DEMO=True):
        walk = Walk(worlds.build())
        yield from (walk.get(name, reverse(name), None) for name in ("gallery", "gallery_capture", "demo"))
        yield walk.post("gallery", reverse("gallery"), None, {})


def promised():
    """A report corrected, and notes held, asked to go early, and gone."""
    world = scene.publish(worlds.build(State.DRAFTING))
    corrected.change(world)
    corrected.sign(world)
    corrected.make(world)
    corrected.publish(world)
    walk, challenge = Walk(world, State.PUBLISHED), world.challenge

    def get(name, *keys):
        yield from (walk.get(name, reverse(name, args=[challenge.ref]), key) for key in keys)

    yield walk.get("reports:published", reverse("reports:published", args=[world.publication.slug]), None)
    corrected.change(world, now="Young people are known.")
    yield from get("reports:correct_report", "tom")
    corrected.sign(world)
    yield from get("reports:correct_report", "tom")
    yield from get("reports:publish_correction", "rana")
    promises.set_hold(challenge=challenge, reason="A request.", by=world.idris, at=worlds.NOW)
    yield from get("reviews:destruction", "tom", "carys")
    yield from get("reviews:hold_notes", "idris")
    promises.lift_hold(challenge=challenge, reason="Answered.", by=world.idris, at=worlds.NOW)
    early.ask_early(challenge=challenge, reason="A leak.", by=world.tom, at=worlds.NOW)
    yield from get("reviews:destroy_early", "tom", "rana")
    early.confirm_early(challenge=challenge, by=world.rana, at=worlds.NOW)
    yield from get("reviews:destruction", "tom", "carys")
    yield from get("reports:holdings", "idris")

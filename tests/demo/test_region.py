"""The people, bodies and places of the demo region hold together."""

import itertools

from cycles.models import State
from people.models import Membership, Profile
from tests.demo.content import BODIES, CHALLENGES, PEOPLE, PEOPLE_FILE, REGION, team_of


def test_every_state_has_a_challenge_and_every_authority_hosts_once():
    assert {challenge["state"] for challenge in CHALLENGES} == set(State.values)
    hosts = [body for challenge in CHALLENGES for body in challenge["hosts"]]
    authorities = {key for key, body in BODIES.items() if body["kind"] == "authority"}
    assert sorted(hosts) == sorted(authorities | {"bradford-trust"})
    assert any(challenge.get("postponed") for challenge in CHALLENGES)


def test_people_have_a_known_home_and_an_address_nobody_owns():
    assert len(PEOPLE) == len(PEOPLE_FILE["people"])
    assert len({person["email"] for person in PEOPLE.values()}) == len(PEOPLE)
    for person in PEOPLE.values():
        assert person["email"].endswith("@" + BODIES[person["home"]]["domain"]), person["key"]
        assert BODIES[person["home"]]["domain"].endswith(".example")
        assert set(person.get("skills", [])) <= set(REGION["skills"]), person["key"]
        assert {tie["body"] for tie in person.get("interests", [])} <= BODIES.keys()


def test_the_pool_is_about_sixty_with_some_untrained_and_some_expired():
    pool = [person for person in PEOPLE.values() if person["pool"]]
    assert 60 <= len(pool) <= 75
    assert {person["grade"] for person in pool} <= set(Profile.Grade.values)
    assert sum(1 for person in pool if not person["training"]) >= 3
    lapsed = [p for p in pool if p["training"] and all(t["months_ago"] > t["valid_months"] for t in p["training"])]
    assert len(lapsed) >= 3
    assert sum(1 for person in pool if person["peer_kind"] == "partner") >= 1
    assert sum(1 for person in pool if person["peer_kind"] == "lived_experience") == 2


def test_every_host_has_a_sponsor_and_an_organiser():
    held = {(row.get("body"), row["role"]) for row in PEOPLE_FILE["memberships"]}
    for key, body in BODIES.items():
        if body["kind"] == "authority":
            assert (key, "host_sponsor") in held
    for row in PEOPLE_FILE["memberships"]:
        assert row["person"] in PEOPLE
        assert row["role"] in Membership.Role.values
        assert row.get("body") is None or row["body"] in BODIES


def test_nobody_sits_on_two_visits_at_once():
    booked = []
    for challenge in CHALLENGES:
        dates = challenge["dates"]
        if "visit_from" not in dates or challenge["state"] == "cancelled" or challenge.get("postponed"):
            continue
        booked += [(person, dates["visit_from"], dates["visit_to"]) for person in team_of(challenge)]
    for (one, start, end), (two, begin, finish) in itertools.combinations(booked, 2):
        assert one != two or end < begin or finish < start, one


def test_no_two_directors_lead_each_other():
    leads = {(PEOPLE[p]["home"], c["hosts"][0]) for c in CHALLENGES for p in team_of(c, "lead")}
    assert not {(host, home) for home, host in leads} & leads

"""Public pages are answered before the sign-in, and lose nothing that protects them."""

import pytest
from django.test import Client
from django.urls import reverse

from cycles.models import State
from tests.access.full import full_world

PROTECTING = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture
def published(db, clock):
    return full_world(State.PUBLISHED)


def test_public_pages_are_protected_and_read_no_session(published, signed_in, django_assert_num_queries):
    client, slug = signed_in(published.rana), published.publication.slug
    pages = (("register", [], 3), ("feed", [], 1), ("published", [slug], 1), ("download", [slug], 1))
    client.get(reverse("reports:published", args=[slug]))  # drawn once a process, with two queries more
    for name, args, queries in pages:
        with django_assert_num_queries(queries):
            answer = client.get(reverse(f"reports:{name}", args=args))
        answer.getvalue()
        assert answer.status_code == 200
        assert PROTECTING.items() <= answer.headers.items()
        policy = answer.headers["Content-Security-Policy"].split("; ")  # in any order
        assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= set(policy)
        assert int(answer.headers["Content-Length"]) > 0
        assert "session" not in answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_what_public_pages_do_not_answer_goes_to_the_others(published, signed_in):
    client, register = signed_in(published.rana), reverse("reports:register")
    missing = client.get(reverse("reports:published", args=["no-such-report"]))
    assert (missing.status_code, "Sign out" in missing.text) == (404, True)
    assert client.get(f"{register}?q=%00").status_code == 400
    assert client.get(f"{register}?q=calder").context["page"].paginator.count == 1
    assert client.post(register).status_code == 405
    assert (client.head(register).status_code, client.head(register).content) == (200, b"")
    assert client.get(register, headers={"Host": "elsewhere.example"}).status_code == 400


def test_a_page_that_is_not_for_everybody_still_asks_who_looks(published):
    answer = Client().get(reverse("cycles:challenge", args=[published.challenge.ref]))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))

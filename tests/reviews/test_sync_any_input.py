"""Whatever the OpenAPI file allows, and much that it does not, is answered: never by a fault of the server's."""

import json
from pathlib import Path

import pytest
import schemathesis
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cycles.models import State
from tests.reviews.devices import whose
from tests.soak import examples

SPEC = json.loads((Path(__file__).parents[2] / "docs/sync.openapi.json").read_text())
OPERATIONS = [found.ok() for found in schemathesis.openapi.from_dict(SPEC).get_all_operations()]
MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def petra(world_at):
    """Return what asks as Petra, in her own challenge, and gives back the answer."""
    world = world_at(State.ON_SITE)
    client = Client(raise_request_exception=False)
    client.force_login(world.petra.user, backend=BACKEND)

    def asks(case):
        case.path_parameters = {
            **(case.path_parameters or {}),
            **({"ref": world.challenge.ref} if "{ref}" in case.path else {}),
        }
        sent = {name: str(value) for name, value in (case.headers or {}).items() if str(value).isprintable()}
        sent |= whose(world.petra)
        given_body = case.body if isinstance(case.body, (bytes, str)) else json.dumps(case.body, default=str)
        return client.generic(
            case.method,
            case.formatted_path,
            given_body,
            content_type=case.media_type or "application/json",
            query_params={name: str(value) for name, value in (case.query or {}).items()},
            headers=sent,
        )

    return asks


@pytest.mark.fault
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_nothing_that_is_sent_breaks_the_server(petra, operation):
    cases = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in MODES))

    @examples(sample=6, full=500)
    @given(case=cases)
    def ask(case):
        answer = petra(case)
        assert answer.status_code < 500, (case, answer.content[:300])

    ask()

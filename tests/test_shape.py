"""The house keeps its own rules: floors, sizes, moves, templates, diagrams."""

import ast
import re
from itertools import product
from pathlib import Path

import pytest
import rules
from django.conf import settings

from cycles.models import Shape, State
from cycles.moves import LIVES
from people import roles

ROOT = Path(settings.BASE_DIR)
FLOORS = [
    "people",
    "notices",
    "cycles",
    "planning",
    "reviews",
    "reports",
    "followup",
    "voices",
    "learning",
    "peerchallenge",
]
CODE = [file for floor in FLOORS for file in sorted((ROOT / floor).rglob("*.py")) if "migrations" not in file.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name(file):
    return str(file.relative_to(ROOT))


def imports(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_a_floor_imports_only_those_below_it():
    wrong = []
    for file in CODE:
        own = FLOORS.index(file.relative_to(ROOT).parts[0])
        above = set(FLOORS[own + 1 :])
        wrong += [f"{name(file)} imports {app}" for app in imports(ast.parse(file.read_text())) if app in above]
    assert wrong == []


def test_no_file_passes_three_hundred_lines():
    assert {name(file): n for file in CODE if (n := len(file.read_text().splitlines())) > 300} == {}


def test_no_function_passes_fifty_lines():
    long = {}
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 50:
                long[f"{name(file)}:{node.name}"] = node.end_lineno - node.lineno + 1
    assert long == {}


def test_no_template_passes_a_hundred_and_twenty_lines():
    assert {name(file): n for file in TEMPLATES if (n := len(file.read_text().splitlines())) > 120} == {}


@pytest.mark.parametrize("word", ["utils", "common", "core", "helpers", "services", "managers"])
def test_no_room_without_a_name_of_its_own(word):
    assert [name(file) for file in CODE if word in (file.stem, *file.relative_to(ROOT).parts)] == []


def test_every_move_has_a_rule_and_a_row():
    for life in LIVES.values():
        for move in life:
            assert move.permission in roles.table()
            assert rules.perm_exists(move.permission)


@pytest.mark.parametrize("kind", Shape.Kind.values)
def test_every_state_can_be_reached(kind):
    reached, grew = {State.PROPOSED}, True
    while grew:
        more = {move.target for move in LIVES[kind] if reached & set(move.sources)} - reached
        reached, grew = reached | more, bool(more)
    assert reached == LIVES[kind].states
    assert reached >= {State.PREPARING, State.ON_SITE, State.CLOSED, State.CANCELLED}


def test_a_team_visit_passes_every_state():
    assert LIVES[Shape.Kind.TEAM_VISIT].states == set(State)


def test_only_history_writes_the_state():
    pattern = re.compile(r"\.state = |update\([^)]*\bstate=")
    writers = {name(file) for file in CODE if pattern.search(file.read_text())}
    assert writers - {"cycles/history.py"} == set()


def test_every_template_is_used():
    texts = "\n".join(file.read_text() for file in [*CODE, *TEMPLATES])
    library = ("account", "allauth", "mfa", "usersessions", "socialaccount", "govuk")
    by_name = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
    by_name |= {f"cycles/move_{move.name}.html" for life in LIVES.values() for move in life}
    unused = []
    for file in TEMPLATES:
        path = str(file.relative_to(ROOT / "templates"))
        component = path.startswith("components/") and f'mark "{file.stem}"' in texts
        if path.split("/")[0] in library or path in by_name or component:
            continue
        if path not in texts:
            unused.append(path)
    assert unused == []


def test_a_view_reaches_rows_only_within_what_its_reader_may_see():
    scoped = re.compile(
        r"visible_to\(|\.of\(|\.late_of\(|\.public\(|\.announced\(|challenge=|challenge_id="
        r"|person=self\.by|\.none\(|shown_at\(slug\)|author=self\.by"
    )
    wrong = []
    for file in CODE:
        if "views" not in file.parts:
            continue
        text = file.read_text()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                body = ast.get_source_segment(text, node)
                if ".objects" in body and not scoped.search(body):
                    wrong.append(f"{name(file)}:{node.name}")
    assert wrong == []


def test_the_diagrams_match_the_tables():
    from peerchallenge.management.commands.draw_docs import TARGET, drawn

    assert TARGET.read_text() == drawn()


def test_every_decision_has_a_number_of_its_own():
    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [file.name[:4] for file in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    assert all(file.read_text().startswith(f"# {int(file.name[:4])}. ") for file in decisions)


def test_every_suppression_has_a_reason():
    mark = "no" + "qa"
    bare = [
        f"{name(file)}:{number}"
        for file in [*CODE, *sorted((ROOT / "tests").rglob("*.py"))]
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if re.search(rf"#\s*{mark}", line) and not re.search(rf"#\s*{mark}: [A-Z0-9, ]+ -- \S", line)
    ]
    assert bare == []


@pytest.mark.parametrize(("floor", "other"), [pair for pair in product(FLOORS, FLOORS) if pair[0] < pair[1]])
def test_no_two_floors_import_each_other(floor, other):
    def uses(one, another):
        return any(
            another in imports(ast.parse(file.read_text())) for file in CODE if file.relative_to(ROOT).parts[0] == one
        )

    assert not (uses(floor, other) and uses(other, floor))


def test_every_property_and_every_race_is_tried_harder_in_a_soak():
    wrong = []
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        lines = file.read_text().splitlines()
        wrong += [
            f"{name(file)}:{number}"
            for number, line in enumerate(lines, 1)
            if line.lstrip().startswith("@given(") and "@examples(" not in lines[number - 2]
        ]
        if any(line.startswith("pytestmark") and "mark.postgres" in line for line in lines):
            wrong.append(name(file))
    assert wrong == []

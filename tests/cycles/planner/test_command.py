"""`manage.py plan`: a file in, a file out, and an exit code that says which."""

import json

import pytest
from django.core.management import call_command

from .judge import Problem as JudgedProblem
from .judge import judge
from .small import problem_data


def run(tmp_path, text):
    source, target = tmp_path / "problem.json", tmp_path / "plan.json"
    source.write_text(text if isinstance(text, str) else json.dumps(text))
    with pytest.raises(SystemExit) as ended:
        call_command("plan", input=str(source), output=str(target), seconds=20)
    return ended.value.code, json.loads(target.read_text()) if target.exists() else None


def test_a_plan_is_written_with_what_is_proved_of_it(tmp_path, capsys):
    data = problem_data(1)
    code, plan = run(tmp_path, data)
    assert code == 0
    assert (plan["status"], plan["bound"]) == ("optimal", plan["cost"])
    breaches, parts = judge(JudgedProblem(data), plan)
    assert (breaches, sum(parts.values())) == ([], plan["cost"])
    assert {key: [row["reviewer"] for row in rows] for key, rows in plan["reasons"].items()} == {
        key: row["team"] for key, row in plan["challenges"].items()
    }
    assert "cost" in capsys.readouterr().out


def test_a_released_plan_is_kept_where_it_can_be(tmp_path):
    data = problem_data(1)
    code, plan = run(tmp_path, data)
    first, entry = next(iter(plan["challenges"].items()))
    data["reviewers"][entry["team"][0]]["unavailable"] = list(range(5))
    code, mended = run(tmp_path, {**data, "released": plan["challenges"]})
    assert code == 0
    assert judge(JudgedProblem(data), mended)[0] == []
    kept = [key for key, row in plan["challenges"].items() if mended["challenges"][key] == row]
    assert first not in kept
    assert kept


def test_when_nothing_fits_the_file_says_what_clashes(tmp_path, capsys):
    code, plan = run(tmp_path, problem_data(5))
    assert (code, plan["status"], plan["challenges"]) == (3, "infeasible", {})
    assert plan["clash"]
    assert all({"kind", "who", "weeks", "sentence"} == row.keys() for row in plan["clash"])
    assert plan["clash"][0]["sentence"] in capsys.readouterr().err


def spoilt(**changes):
    return {**problem_data(1), **changes}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("{", "file: is not JSON"),
        ("[]", "file: [] is not of type 'object'"),
        (spoilt(weeks="many"), "weeks: 'many' is not of type 'integer'"),
        (spoilt(start="tomorrow"), "start: 'tomorrow' is not a date"),
        (spoilt(max_per_week_region={}), "authorities[0].region: max_per_week_region has no 'R'"),
        (spoilt(locked={"9": {"week": 1}}), "locked.9: there is no challenge 9"),
        (
            spoilt(reviewers=[{**problem_data(1)["reviewers"][0], "home": 77}]),
            "reviewers[0].home: there is no authority 77",
        ),
    ],
)
def test_a_bad_file_names_the_field_in_one_line(tmp_path, capsys, data, says):
    code, plan = run(tmp_path, data)
    assert (code, plan) == (2, None)
    err = capsys.readouterr().err
    assert err.startswith(says)
    assert err.count("\n") == 1


def test_a_file_that_is_not_there_is_named(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("plan", input=str(tmp_path / "none.json"), output=str(tmp_path / "plan.json"))
    assert ended.value.code == 2
    assert "none.json: No such file or directory." in capsys.readouterr().err

"""The command line itself: what it lists, what it refuses, and the parts that need no server."""

import os
import re
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import backup, environment, machine, places, run, test
from tools.places import ROOT, Stop


def peer(*arguments, **more):
    """Run ./peer as a person would."""
    command = [sys.executable, str(ROOT / "peer"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def names_read_by_settings():
    source = (ROOT / "peerchallenge" / "settings.py").read_text()
    return set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', source))


def test_alone_lists_its_commands():
    listed = re.findall(r"^  \./peer (\S+)  +\S", peer().stdout, re.MULTILINE)

    assert listed[:2] == ["run", "test"]
    assert {"check", "fix", "docs", "bench", "soak", "backup", "restore", "vendor", "pins"} <= set(listed)


def test_unknown_command_exits_2_with_a_sentence():
    answer = peer("tset")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("There is no command “tset”. There are:\n  ./peer run")


def test_ci_runs_the_test_command_and_nothing_else():
    last = (ROOT / ".ci" / "run").read_text().strip().splitlines()[-1]

    assert last == "exec ./peer test"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_env_example_names_every_setting_and_no_other():
    assert places.known_settings() == names_read_by_settings() - {"ENV_FILE"}


def test_mail_without_a_server_lies_in_the_data_folder(tmp_path):
    asked = "from peerchallenge import settings; print(settings.EMAIL_FILE_PATH)"
    surroundings = {**os.environ, "DATA_DIR": str(tmp_path), "SECRET_KEY": "s"}
    surroundings.pop("EMAIL_URL", None)
    said = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == str(tmp_path / "mail")


def test_first_env_holds_fresh_secrets_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "ENV_FILE", tmp_path / ".env")

    environment.first_env()

    written = places.written_settings(tmp_path / ".env")
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    assert (written["DEBUG"], written["DEMO"], len(written["MASTER_KEY"])) == ("1", "1", 44)
    assert len(written["SECRET_KEY"]) > 50


def test_first_env_leaves_an_env_that_is_there(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "ENV_FILE", tmp_path / ".env")
    (tmp_path / ".env").write_text("SECRET_KEY=mine\n")

    environment.first_env()

    assert (tmp_path / ".env").read_text() == "SECRET_KEY=mine\n"


def test_written_settings_skip_comments_and_quotes(tmp_path):
    (tmp_path / ".env").write_text("# A=1\nexport B='two'\n\nC=three=3\n")

    assert places.written_settings(tmp_path / ".env") == {"B": "two", "C": "three=3"}


def test_stamp_changes_with_the_pins(tmp_path):
    pins = tmp_path / "requirements.txt"
    pins.write_text("django==5.2\n")
    before = environment.stamp_of(pins)
    pins.write_text("django==5.3\n")

    assert environment.stamp_of(pins) != before


def test_a_taken_port_gives_the_next_one():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        taken = listener.getsockname()[1]

        assert taken < run.free_port(taken) <= taken + 100


def test_a_child_that_ends_by_itself_ends_the_rest(capsys):
    stays = run._start([sys.executable, "-c", "import time; time.sleep(60)"], dict(os.environ))
    falls = run._start([sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ))
    children = {"The web server": stays, "The worker": falls}

    code = run.watch(children)
    run.end(children)

    assert code == 1
    assert "The worker ended by itself (code 3" in capsys.readouterr().out
    assert stays.poll() is not None


def test_ending_a_call_ends_what_it_started(tmp_path):
    pid = tmp_path / "pid"
    call = f"places.call('sh', '-c', 'sleep 60 & echo $! > {pid}; wait', alone=True)"
    script = f"import signal, sys; from tools import places; signal.signal(15, lambda *_: sys.exit(143)); {call}"
    caller = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    until(lambda: pid.exists() and pid.read_text().strip())

    caller.terminate()

    assert caller.wait(timeout=20) == 143
    until(lambda: state_of(int(pid.read_text())) in ("Z", "gone"))


def test_a_called_program_is_asked_to_end_and_tidies_up(tmp_path):
    up, tidied = tmp_path / "up", tmp_path / "tidied"
    child = (
        "import pathlib, signal, sys, time; signal.signal(15, lambda *_: sys.exit(143));"
        f"pathlib.Path({str(up)!r}).touch()\n"
        f"try: time.sleep(60)\nfinally: pathlib.Path({str(tidied)!r}).touch()"
    )
    call = f"places.call(sys.executable, '-c', {child!r})"
    script = f"import signal, sys; from tools import places; signal.signal(15, lambda *_: sys.exit(143)); {call}"
    caller = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    until(up.exists)

    caller.terminate()

    assert caller.wait(timeout=20) == 143
    assert tidied.exists()


def until(holds, seconds=10):
    """Wait for something that happens elsewhere; fail if it does not."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def state_of(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0]
    except (FileNotFoundError, ProcessLookupError):
        return "gone"


def test_two_sites_on_one_folder_are_refused(tmp_path):
    with run._only_one(tmp_path), pytest.raises(Stop, match="already running"), run._only_one(tmp_path):
        pass


def test_the_line_to_run_names_every_missing_package():
    line = machine.install_line(["venv", "pango"])

    assert line.endswith(" python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")


def test_tests_inherit_nothing_of_the_persons_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("OIDC_SERVER_URL", "https://login.example")
    monkeypatch.setenv("DATABASE_URL", "postgres:///real")
    monkeypatch.setenv("CI", "true")

    env = test.clean_environment(tmp_path)

    assert not {"OIDC_SERVER_URL", "DATABASE_URL"} & env.keys()
    assert (env["CI"], env["ENV_FILE"], env["DEBUG"]) == ("true", os.devnull, "0")


@pytest.mark.parametrize(
    ("codes", "narrow", "expected"),
    [
        ({"check": 0, "PostgreSQL lane": 0, "SQLite lane": 0}, False, 0),
        ({"check": 1, "PostgreSQL lane": 0, "SQLite lane": 0}, False, 1),
        ({"PostgreSQL lane": 0, "SQLite lane": 5}, False, 1),
        ({"PostgreSQL lane": 0, "SQLite lane": 5}, True, 0),
        ({"PostgreSQL lane": 5, "SQLite lane": 5}, True, 1),
        ({}, False, 1),
    ],
)
def test_verdict(codes, narrow, expected):
    suite = test.Suite(["-k", "x"] if narrow else [])
    suite.outcome = codes

    assert suite.verdict() == expected


def test_marks_of_a_lane_and_of_the_person_both_hold():
    assert test.both("walk or browser", test.NOT_ON_SQLITE) == f"(walk or browser) and ({test.NOT_ON_SQLITE})"
    assert test.both("", "") == ""


def test_a_missing_part_fails_in_ci(monkeypatch):
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(machine, "provide", lambda *names: ["chromium"])

    with pytest.raises(Stop, match="these are missing: chromium"):
        test.Suite([]).run()


def test_a_backup_never_overwrites_an_earlier_one(tmp_path):
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(Stop, match="is not empty"):
        backup._target([str(tmp_path)], "backup")


def test_a_damaged_backup_is_named_before_anything_is_touched(tmp_path):
    (tmp_path / "database.sql").write_text("CREATE TABLE x ();")
    (tmp_path / "manifest.json").write_text('{"files": {"database.sql": "0000", "private/a": "1111"}}')

    with pytest.raises(Stop, match=r"damaged, so nothing was touched: database\.sql, private/a"):
        backup._must_be_whole(tmp_path)

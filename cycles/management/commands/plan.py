"""`manage.py plan --input PROBLEM.json --output PLAN.json [--seconds S]`: weeks and teams for a whole cycle."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand

PLANNED, FAULT, BAD_FILE, NOTHING_FITS = 0, 1, 2, 3


class Command(BaseCommand):
    """Ends with 0 for a plan, 3 when nothing fits, 2 for a bad file and 1 for a fault of ours."""

    help = "Plan a whole cycle: a week and a team for every challenge, with what is proved of it."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--input", required=True, metavar="PROBLEM", help="the problem, as docs/planner.md says")
        parser.add_argument("--output", required=True, metavar="PLAN", help="where the plan is written")
        parser.add_argument("--seconds", type=float, default=60.0, help="how long to look (60)")
        parser.add_argument("--seed", type=int, default=0, help="another search with another seed (0)")

    def handle(self, *, input, output, seconds, seed, **options):  # noqa: A002 -- the option is called so
        sys.exit(self._plan(Path(input), Path(output), seconds, seed))

    def _plan(self, source, target, seconds, seed):
        from cycles.planner.answer import answer  # noqa: PLC0415 -- the solver is loaded by who plans, not by who serves
        from cycles.planner.plan import Status  # noqa: PLC0415 -- as above
        from cycles.planner.problem import BadProblem, Problem  # noqa: PLC0415 -- as above

        try:
            problem = Problem.read(source.read_bytes())
        except OSError as error:
            return self._fault(BAD_FILE, f"{source}: {error.strerror}.")
        except BadProblem as error:
            return self._fault(BAD_FILE, str(error))
        plan = answer(problem, seconds=seconds, seed=seed, report=self._say)
        if plan is None:
            return self._fault(FAULT, f"No plan was found in {seconds:g} seconds, and none was ruled out.")
        try:
            target.write_text(plan.as_json() + "\n", encoding="utf-8")
        except OSError as error:
            return self._fault(BAD_FILE, f"{target}: {error.strerror}.")
        for row in plan.clash:
            self.stderr.write(row["sentence"])
        return NOTHING_FITS if plan.status is Status.INFEASIBLE else PLANNED

    def _fault(self, code, sentence):
        self.stderr.write(sentence)
        return code

    def _say(self, progress):
        cost = "no plan yet" if progress.cost is None else f"cost {progress.cost}"
        self.stdout.write(
            f"{progress.seconds:.1f} s, {progress.stage}: {cost}, no plan costs less than {progress.bound}"
        )

"""A cycle as one time-indexed model for HiGHS: a number for every challenge and week, and for every seat in it."""

from collections import defaultdict

import highspy

from tests.cycles.planner.judge import Problem


def solved(data, seconds):
    """Return (cost or None, bound) after some seconds of one thread."""
    highs = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("time_limit", float(seconds)),
        ("mip_abs_gap", 0.99),
    ):
        highs.setOptionValue(option, value)
    model = _Model(Problem(data), highs)
    highs.minimize(highs.qsum(cost * column for cost, column in model.costs))
    found = highs.getInfo()
    whole = found.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return (round(found.objective_function_value) if whole else None), found.mip_dual_bound


class _Model:
    def __init__(self, problem, highs):
        self.problem, self.highs, self.costs = problem, highs, []
        self.weeks, self.seats = {}, {}
        for challenge in problem.challenges.values():
            self._add(challenge)
        self._people()
        self._authorities()
        self._limits()

    def _column(self, cost, whole=True):
        column = self.highs.addBinary() if whole else self.highs.addVariable(lb=0)
        self.costs.append((cost, column))
        return column

    def _add(self, challenge):
        data, key = self.problem.d, challenge["id"]
        open_weeks = [week for week in range(data["weeks"]) if str(week) not in challenge["blocked"]]
        for week in open_weeks:
            held = self.weeks[key, week] = self._column(self.problem.week_cost(challenge, week))
            team = {}
            for one, row in self.problem.reviewers.items():
                if week in self.problem.away(row):
                    continue
                if any(self.problem.may_sit(challenge, row, role) for role in challenge["slots"]):
                    team[one] = self._column(self.problem.pair_cost(challenge, row))
            self.seats |= {(key, one, week): column for one, column in team.items()}
            self._team(challenge, held, team)
        self.highs.addConstr(self.highs.qsum(self.weeks[key, week] for week in open_weeks) == 1)

    def _team(self, challenge, held, team):
        total, people = self.highs.qsum, self.problem.reviewers
        grades = ["director" if role in ("lead", "observer") else role for role in challenge["slots"]]
        for grade in sorted(set(grades)):
            of_grade = [column for one, column in team.items() if people[one]["grade"] == grade]
            self.highs.addConstr(total(of_grade) == grades.count(grade) * held)
        for home in sorted({people[one]["home"] for one in team}):
            self.highs.addConstr(total(column for one, column in team.items() if people[one]["home"] == home) <= held)
        for skill in challenge["required"]:
            self.highs.addConstr(total(c for one, c in team.items() if skill in people[one]["skills"]) >= held)
        for skill in challenge["desired"]:
            lacking = self._column(self.problem.weights["desired_skill"], whole=False)
            knowing = total(column for one, column in team.items() if skill in people[one]["skills"])
            self.highs.addConstr(knowing + lacking >= held)

    def _people(self):
        gap, of_person = self.problem.d["reviewer_gap"], defaultdict(list)
        for (_, one, week), column in self.seats.items():
            of_person[one].append((week, column))
        for one, seats in of_person.items():
            load = self.problem.reviewers[one]["max_load"]
            self.highs.addConstr(self.highs.qsum(column for _, column in seats) <= load)
            for first in range(self.problem.d["weeks"]) if load > 1 else ():
                near = [column for week, column in seats if first <= week < first + gap]
                if len(near) > 1:
                    self.highs.addConstr(self.highs.qsum(near) <= 1)

    def _authorities(self):
        problem, total, gap = self.problem, self.highs.qsum, self.problem.d["host_supply_gap"]
        hosted = {row["host"]: key for key, row in problem.challenges.items()}
        lent, all_of = defaultdict(list), defaultdict(list)
        for (key, one, week), column in self.seats.items():
            home = problem.reviewers[one]["home"]
            lent[home, key].append((week, column))
            all_of[home].append(column)
        for (home, key), seats in lent.items():
            own, host = hosted.get(home), problem.challenges[key]["host"]
            for first in range(problem.d["weeks"]) if own is not None else ():
                hosting = [self.weeks[own, w] for w in range(first, first + gap) if (own, w) in self.weeks]
                lending = [column for week, column in seats if first <= week < first + gap]
                if hosting and lending:
                    self.highs.addConstr(total(hosting) + total(lending) <= 1)
            if home < host and (host, own) in lent:
                back = lent[host, own]
                self.highs.addConstr(total(column for _, column in (*seats, *back)) <= 1)
        for home in problem.authorities:
            over, under = (self._column(problem.weights["load_dev"], whole=False) for _ in range(2))
            self.highs.addConstr(total(all_of[home]) - over <= problem.fair_high)
            self.highs.addConstr(total(all_of[home]) + under >= problem.fair_low)

    def _limits(self):
        data, total = self.problem.d, self.highs.qsum
        held = defaultdict(list)
        for (key, week), column in self.weeks.items():
            region = self.problem.authorities[self.problem.challenges[key]["host"]]["region"]
            for name in (("week", week), (region, week), ("bucket", week // self.problem.weights["bucket_weeks"])):
                held[name].append(column)
        for (name, number), columns in held.items():
            if name == "bucket":
                over = self._column(self.problem.weights["spread"], whole=False)
                self.highs.addConstr(total(columns) - over <= self.problem.bucket_cap.get(number, 0))
            else:
                most = data["max_per_week"] if name == "week" else data["max_per_week_region"][name]
                self.highs.addConstr(total(columns) <= most)

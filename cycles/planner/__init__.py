"""The cycle planner: weeks and whole teams for every challenge of a cycle, solved together.

Plain Python that knows nothing of the database. `problem` is what is asked, `plan` what is
answered, `rules` names every hard rule and every cost once, `facts` works out what follows from a
problem, `check` judges a plan without the solver, and `solve` finds one. Only `engine` knows the
solver's library, and only workers and commands import what needs it.
"""

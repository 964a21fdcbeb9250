"""From a cycle's real data to the planner's problem: weeks, hosts, people, ties and shares."""

from .problem import problem_of

__all__ = ["problem_of"]

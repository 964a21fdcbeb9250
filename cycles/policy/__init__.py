"""The questions no rule book answers: each a programme setting with a default and its reason."""

from .answers import QUESTIONS, Answer, Policy, answers_of, policies_of, policy_of, policy_with_logo
from .question import Question

__all__ = ["QUESTIONS", "Answer", "Policy", "Question", "answers_of", "policies_of", "policy_of", "policy_with_logo"]

"""The one way an action says no."""


class Refusal(Exception):  # noqa: N818 -- refusing is not an error, it is an answer
    """An action refused, with a sentence for the person who asked.

    `sentence` says what happened, what was kept and what to do next. `field` names the form field
    it belongs to, when one does.
    """

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field

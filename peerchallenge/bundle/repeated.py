"""What stands twice in a bundle where it may stand once."""

from collections import Counter
from collections.abc import Iterator


def twice(path: str, values: list, field: str, word: str) -> Iterator[str]:
    """Name every place but the first where a value stands again."""
    seen: Counter = Counter()
    for place, value in enumerate(values):
        seen[value] += 1
        if seen[value] > 1:
            yield f"{path}[{place}].{field}: there is another {word} “{value}” before it"

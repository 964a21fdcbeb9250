"""How the cells of a table of values are read."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from followup.models.indicator import BASELINE, DIGITS, MONTHS, PLACES, a_key
from people.importing.columns import WrongCell


def decimal(cell: str) -> Decimal | None:
    """Read a number such as 62, 71.5 or 1,204; a per cent sign after it is the unit's matter and left out."""
    if not cell:
        return None
    try:
        number = Decimal(cell.replace(",", "").removesuffix("%").strip())
    except InvalidOperation:
        raise WrongCell(f"“{cell}” is no number. Write it like 62 or 71.5.") from None
    if not number.is_finite() or abs(number) >= 10 ** (DIGITS - PLACES):
        raise WrongCell(f"“{cell}” is no number this table can hold.")
    if number != number.quantize(Decimal(1).scaleb(-PLACES)):
        raise WrongCell(f"“{cell}” has more than {PLACES} decimal places.")
    return number


def months(cell: str) -> int:
    """Read which point it is: baseline, or so many months from publication."""
    word = cell.casefold().removesuffix("months").strip()
    if word in ("baseline", "0"):
        return BASELINE
    if word in map(str, MONTHS):
        return int(word)
    raise WrongCell(f"“{cell}” is no point. There are: baseline, {', '.join(map(str, MONTHS))} (months).")


def needed(read: Callable[[str], object], sentence: str = "This cell must not be empty.") -> Callable[[str], object]:
    """Read a cell that must hold something."""

    def filled(cell: str) -> object:
        if not cell:
            raise WrongCell(sentence)
        return read(cell)

    return filled


def key(cell: str) -> str:
    """Read the key of a published indicator."""
    if not cell:
        return ""
    try:
        a_key(cell.casefold())
    except ValidationError as wrong:
        raise WrongCell(wrong.messages[0]) from None
    if len(cell) > 60:
        raise WrongCell("This is longer than 60 characters.")
    return cell.casefold()

"""What a host wants of its challenge, in the words of its scope and of its report (docs/shapes.md)."""

from .models import Challenge, Intervention

Purpose = Challenge.Purpose

# An authority in intervention wants the same four things, beside those who watch it.
IN_INTERVENTION = {
    Purpose.OUTSIDE_VIEW: "An outside view, beside that of the improvement board",
    Purpose.PROGRESS: "A check on progress with the improvement plan",
    Purpose.PRIORITIES: "Confirming the priorities of the improvement plan",
    Purpose.INSPECTION: "Preparing for the next inspection or monitoring visit",
}
REPORTED = {
    Purpose.OUTSIDE_VIEW: "The host asked for an outside view of how well this works.",
    Purpose.PROGRESS: "The host asked how far it has come with what it set out to do.",
    Purpose.PRIORITIES: "The host asked whether it works on what matters most.",
    Purpose.INSPECTION: "The host asked how ready it is before an inspection.",
}
REPORTED_IN_INTERVENTION = {
    Purpose.OUTSIDE_VIEW: "The host asked for an outside view of how well this works, beside that of its improvement "
    "board.",
    Purpose.PROGRESS: "The host asked how far it has come with its improvement plan.",
    Purpose.PRIORITIES: "The host asked whether its improvement plan works on what matters most.",
    Purpose.INSPECTION: "The host asked how ready it is before its next inspection or monitoring visit.",
}
BESIDE = (
    "The host is in intervention. This report is one view beside those of {watchers}: it takes the place of neither "
    "monitoring nor inspection, and says nothing of what an inspection would judge."
)


def of_scope(challenge: Challenge, intervention: Intervention | None) -> str:
    """Return the purpose as the scope says it."""
    if intervention is None or not challenge.purpose:
        return challenge.get_purpose_display()
    return IN_INTERVENTION[Purpose(challenge.purpose)]


def of_report(challenge: Challenge, commissioner: str | None) -> list[str]:
    """Return the purpose as the report says it, a sentence a paragraph. No date and no name of who watches.

    `commissioner` is None where the host is not in intervention, and empty where none is appointed.
    """
    told = REPORTED if commissioner is None else REPORTED_IN_INTERVENTION
    said = [told[Purpose(challenge.purpose)]] if challenge.purpose else []
    if commissioner is not None:
        watchers = "the improvement board and the commissioner" if commissioner else "the improvement board"
        said.append(BESIDE.format(watchers=watchers))
    return said

"""Composing the report of a challenge: what the team wrote, and what the timetable counts itself."""

from calendar import monthrange
from datetime import date

from cycles.gathering import modules
from cycles.kinds import ends_with_letter
from cycles.models import Challenge, Seat
from cycles.policy import QUESTIONS, Policy
from cycles.purposes import of_report
from reviews.models import Finding

from .document import (
    Advice,
    Block,
    Chart,
    Look,
    Paragraph,
    ReportDocument,
    Section,
    Statement,
    Table,
    blocks_of,
    from_json,
)
from .glance import at_a_glance
from .models import AccuracyRound, Recommendation, Report
from .queries import activity_counts, found_for, recommended
from .queries.composing import Found

PROMISE = (
    "What people told the team in interviews and discussions is confidential. This report uses what they "
    "said without saying who said it."
)
SIGNED_AS_FINAL = "Signed as final"
SNAPSHOT = (
    "A peer challenge is not an inspection and gives no grade. It is a snapshot by critical friends of what "
    "they read, heard and saw during a few days."
)


def day_words(day: date | None) -> str:
    """Write a day as councils do: 3 March 2027."""
    return f"{day.day} {day:%B %Y}" if day else ""


def days_words(first: date, last: date) -> str:
    """Write a run of days once: 3 to 5 March 2027."""
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_words(last)}"
    return f"{day_words(first)} to {day_words(last)}"


def document_of(report: Report, sent: AccuracyRound | None = None) -> ReportDocument:
    """Return the signed document, or the draft: as it was sent in a round, or as it stands."""
    kept = sent.tree if sent else report.signed_tree
    return from_json(kept) if kept else compose(report)


def look_of(policy: Policy) -> Look | None:
    """Return the programme's colour and logo; nothing when it has neither of its own."""
    logo = policy["edition_logo"] or {"png": "", "alt": ""}
    look = Look(policy["edition_colour"], logo["png"], logo["alt"])
    return look if look != Look(QUESTIONS["edition_colour"].default) else None


def compose(report: Report, *, signed_on: date | None = None) -> ReportDocument:
    """Build the tree of a report as it stands. Without `signed_on` it says it is a draft."""
    challenge = report.challenge
    found = found_for(report, challenge)
    policy, written = found.policy, found.sections
    apart = _said_apart(challenge)
    groups = _grouped(challenge, {finding for _, told in apart for finding in told})
    said = _found(groups, policy)
    advice = _recommended(recommended(report), groups, signed_on)
    team = _imported_team(report) if report.imported else _team(challenge, policy)
    background = _background(challenge, found)
    next_steps = _written("next_steps", "Next steps", written)
    checked = _checked(report, found.rounds, found.decisions)
    thanks = _written("thanks", "Thanks and contact", written)
    by_letter = ends_with_letter(challenge.shape.kind)
    if by_letter:
        sections = [_opening(challenge), background, said, advice, next_steps, checked, team, thanks]
    else:
        sections = [
            at_a_glance(said, advice, policy["development_label"]),
            _written("summary", "Summary", written),
            background,
            team,
            _what_we_did(report, challenge),
            _written("key_messages", "Key messages", written),
            *(section for section, _ in apart),
            said,
            advice,
            next_steps,
            checked,
            thanks,
        ]
    return ReportDocument(
        title=f"{'Letter after the deep dive at' if by_letter else 'Peer challenge of'} {challenge.host}",
        subtitle=challenge.topic,
        front=_front(challenge, found.hosts, signed_on),
        sections=tuple(section for section in sections if section.blocks or section.sections),
        draft=signed_on is None,
        look=look_of(policy),
        kind="Letter" if by_letter else "",
    )


def _opening(challenge: Challenge) -> Section:
    """Begin a letter as the team would: to whom, after which day, about what."""
    days = days_words(challenge.visit.starts_on, challenge.visit.ends_on)
    said = (
        f"Thank you for inviting us. We spent {days} with you and looked at one question. This letter says what we "
        "saw and what we would do next. It takes the place of a longer report."
    )
    return Section("opening", f"To {challenge.host}", (Paragraph("opening-thanks", said),))


def _front(challenge: Challenge, hosts: list[str], signed_on: date | None) -> tuple[tuple[str, str], ...]:
    front = [
        ("Host", ", ".join(sorted(hosts))),
        ("Topic", challenge.topic),
        ("Programme", str(challenge.cycle.programme)),
        ("On site", days_words(challenge.visit.starts_on, challenge.visit.ends_on)),
    ]
    if signed_on:
        front.append((SIGNED_AS_FINAL, day_words(signed_on)))
    return tuple(front)


def _written(key: str, heading: str, written: dict[str, str]) -> Section:
    return Section(key, heading, blocks_of(written.get(key, ""), key))


def _background(challenge: Challenge, found: Found) -> Section:
    written, lines = found.sections, found.lines
    blocks: list[Block] = list(blocks_of(written.get("background", ""), "background"))
    if challenge.question:
        blocks.append(Paragraph("background-question", f"The overarching question was: {challenge.question}"))
    purpose = of_report(challenge, found.commissioner)
    blocks.extend(Paragraph(f"background-purpose-{number}", said) for number, said in enumerate(purpose, 1))
    by_letter = ends_with_letter(challenge.shape.kind)
    snapshot = SNAPSHOT.replace("during a few days", "on the day") if by_letter else SNAPSHOT
    blocks.append(Paragraph("background-snapshot", snapshot))
    blocks.append(
        Paragraph("background-promise", PROMISE.replace("This report", "This letter") if by_letter else PROMISE)
    )
    if lines:
        blocks.append(Table("lines-of-enquiry", "Lines of enquiry", ("Number", "Question"), tuple(lines)))
    if challenge.out_of_scope:
        blocks.append(Paragraph("background-out-of-scope", f"Deliberately out of scope: {challenge.out_of_scope}"))
    return Section("background", "Background", tuple(blocks))


def _team(challenge: Challenge, policy: Policy) -> Section:
    seats = challenge.seats.accepted().exclude(role=Seat.Role.SHADOW).select_related("person__home")
    order = list(Seat.Role.values)
    people = sorted(seats, key=lambda seat: (order.index(seat.role), seat.person.name))
    named = policy["public_team"] == "names"
    rows = []
    for seat in people:
        role = seat.get_role_display()
        if seat.peer != Seat.Peer.OFFICER:
            role = f"{role} ({seat.get_peer_display().lower()})"
        row = (role, seat.person.job_title, str(seat.person.home or ""))
        rows.append((seat.person.name, *row) if named else row)
    head = ("Role in the team", "Post", "Organisation")
    table = Table("the-team", "Who was in the team", ("Name", *head) if named else head, tuple(rows))
    return Section("team", "The team", (table,) if rows else ())


def _imported_team(report: Report) -> Section:
    """List the team that came with an import: nobody of it need be known here."""
    members = report.imported["team"]
    named = any(member.get("name") for member in members)
    rows = []
    for member in members:
        role, peer = Seat.Role(member["role"]).label, Seat.Peer(member.get("peer", Seat.Peer.OFFICER))
        if peer != Seat.Peer.OFFICER:
            role = f"{role} ({peer.label.lower()})"
        row = (role, member.get("post", ""), member["organisation"])
        rows.append((member.get("name", ""), *row) if named else row)
    head = ("Role in the team", "Post", "Organisation")
    table = Table("the-team", "Who was in the team", ("Name", *head) if named else head, tuple(rows))
    return Section("team", "The team", (table,) if rows else ())


def _what_we_did(report: Report, challenge: Challenge) -> Section:
    counts = activity_counts(report, challenge)
    rows = tuple((label, str(number)) for label, number in counts)
    table = Chart("what-we-did-in-numbers", "What we did, in numbers", ("Activity", "Number"), rows)
    visit = challenge.visit
    days = days_words(visit.starts_on, visit.ends_on)
    said = Paragraph(
        "what-we-did-days", f"The team was on site {'on' if visit.starts_on == visit.ends_on else 'from'} {days}."
    )
    return Section("what-we-did", "What we did", (said, table) if rows else (said,))


def _said_apart(challenge: Challenge) -> list[tuple[Section, set[int]]]:
    """Return the sections upper floors have for a report, each with the findings it tells in its own way."""
    offered = [say for module in modules("offers") for say in getattr(module, "REPORT_SECTIONS", ())]
    return [found for say in offered if (found := say(challenge))]


def _grouped(challenge: Challenge, told: set[int]) -> dict[str, list[tuple[int, Finding]]]:
    """Group the agreed findings by theme (or line of enquiry) and number them in reading order.

    Findings told in a section of their own are left to it.
    """
    groups: dict[str, list[Finding]] = {}
    for finding in challenge.findings.agreed().exclude(pk__in=told).in_order().select_related("theme", "line"):
        # A letter is about one question, so its findings stand under that alone.
        name = challenge.topic if ends_with_letter(challenge.shape.kind) else finding.heading
        groups.setdefault(name, []).append(finding)
    numbered, number = {}, 0
    for name, members in groups.items():
        # Strengths come first in every group; the sort keeps the order within each kind.
        ordered = sorted(members, key=lambda finding: finding.kind != Finding.Kind.STRENGTH)
        numbered[name] = list(enumerate(ordered, number + 1))
        number += len(ordered)
    return numbered


def _found(groups: dict[str, list[tuple[int, Finding]]], policy: Policy) -> Section:
    """Say what was found by theme: strengths, then areas for development, as equals."""
    parts = []
    for place, (name, members) in enumerate(groups.items(), 1):
        for kind, label in (("strength", "Strengths"), ("development", policy["development_label"])):
            said = tuple(
                Statement(f"finding-{finding.ref}", finding.kind, finding.text, finding.so_what, number)
                for number, finding in members
                if finding.kind == kind
            )
            if said:
                parts.append(Section(f"theme-{place}-{kind}", f"{name}: {label.lower()}", said))
    return Section("findings", "What we found", (), tuple(parts))


def _recommended(
    recommendations: list[tuple[Recommendation, list[int]]],
    groups: dict[str, list[tuple[int, Finding]]],
    signed_on: date | None,
) -> Section:
    """Say what the team asks for. A finding that was dropped since is no longer named."""
    number_of = {finding.pk: number for members in groups.values() for number, finding in members}
    advice = tuple(
        Advice(
            f"recommendation-{item.number}",
            item.number,
            item.text,
            item.get_actor_display(),
            item.get_timescale_display(),
            tuple(sorted(number_of[finding] for finding in findings if finding in number_of)),
            by=_by(item, signed_on),
        )
        for item, findings in recommendations
    )
    return Section("recommendations", "Recommendations", advice)


def _by(item: Recommendation, signed_on: date | None) -> str:
    """Say until which day: a timescale counts from the day the report is signed."""
    months = item.months
    if signed_on is None or not months:
        return ""
    month = signed_on.month - 1 + months
    year, month = signed_on.year + month // 12, month % 12 + 1
    return day_words(date(year, month, min(signed_on.day, monthrange(year, month)[1])))


def _checked(report: Report, rounds: list[tuple[date, date]], decisions: list[str]) -> Section:
    """Say how the host checked the facts, once the draft has been sent."""
    if not rounds:
        return Section("facts-checked", "How facts were checked", _checked_elsewhere(report))
    raised, accepted = len(decisions), decisions.count("accepted")
    sent = " and again on ".join(day_words(first) for first, _ in rounds)
    said = [
        f"The host received the draft on {sent} and could comment on facts, line by line, until "
        f"{day_words(rounds[-1][1])}. The team decided on each comment and gave its reason.",
        f"Comments raised: {raised}. Comments accepted: {accepted}.",
    ]
    return Section("facts-checked", "How facts were checked", blocks_of("\n\n".join(said), "facts-checked"))


def _checked_elsewhere(report: Report) -> tuple[Block, ...]:
    """Say what an import knows of the host's check, until the draft is sent to the host again from here."""
    tally = (report.imported or {}).get("accuracy")
    if not tally:
        return ()
    said = (
        "The host checked the facts before this report was brought here. "
        f"Comments raised: {tally['raised']}. Comments accepted: {tally['accepted']}."
    )
    return blocks_of(said, "facts-checked")

"""The duties of this floor: scope, case audit, and the papers the team reads."""

from collections.abc import Callable, Iterator, Sequence

from django.db.models import Exists, OuterRef, Q

from cycles.kinds import asked_in_writing, ends_in_outcomes
from cycles.ladder import LEADING, MANAGING, PREPARED
from cycles.models import HostBody, State
from cycles.owed import ON_THE_DAY, DutyKind, Each, Offset, weeks_before
from people.roles import Role

from .models import CaseAudit, Document, DocumentRequest, HostAnswer, HostQuestion, Outcome, PlannedFeedback
from .models.document import Kind

HOSTING = (Role.HOST_ORGANISER, Role.HOST_SPONSOR)
_REQUESTS = DocumentRequest.objects.filter(challenge=OuterRef("pk"))


def _sent(kind: str) -> Q:
    """Say whether the host has sent a paper of a kind, or the team recorded that it came."""
    sent = Document.objects.filter(challenge=OuterRef("pk"), kind=kind)
    return Q(Exists(sent)) | Q(Exists(_REQUESTS.filter(kind=kind, received_at__isnull=False)))


_ASKED = HostQuestion.objects.filter(questionnaire__visit=OuterRef("visit"))
_ANSWERED = HostAnswer.objects.filter(question=OuterRef("pk"), challenge=OuterRef(OuterRef("pk")))


def _agreed(of_host: bool) -> Callable[[Sequence[int]], Iterator[Each]]:
    """Return what yields each ask, offer or next step that is the hosts', or that is somebody else's."""

    def each(challenges: Sequence[int]) -> Iterator[Each]:
        hosts = HostBody.objects.filter(challenge=OuterRef("challenge"), body=OuterRef("owner"))
        rows = Outcome.objects.filter(challenge__in=challenges).annotate(is_hosts=Exists(hosts))
        for row in rows.filter(is_hosts=of_host).select_related("challenge").order_by("pk"):
            yield Each(row.challenge_id, row.ref, row.due_on, row.is_done, args=(row.challenge.ref,))

    return each


AGREED = (State.DRAFTING, State.FOLLOW_UP)
AFTERWARDS = (State.ON_SITE, State.DRAFTING, State.ACCURACY, State.FINAL, State.PUBLISHED, State.FOLLOW_UP)


def _feedback_by(giver: str) -> Callable[[Sequence[int]], Iterator[Each]]:
    """Return what yields each feedback planned of the team, or of the host, on the day planned for it."""

    def each(challenges: Sequence[int]) -> Iterator[Each]:
        planned = PlannedFeedback.objects.filter(challenge__in=challenges, giver=giver)
        for row in planned.select_related("challenge__host").order_by("pk"):
            args = (row.challenge.ref, row.audience)
            place = f"{row.challenge.host}: {row.get_audience_display().lower()}"
            yield Each(row.challenge_id, row.audience, row.due_on, row.given_on is not None, place=place, args=args)

    return each


DUTIES = (
    DutyKind(
        "scope",
        "Agree the scope and the lines of enquiry",
        "A team is chosen, and papers are asked for, by what it will look at.",
        LEADING,
        weeks_before("scope"),
        states=(State.SCOPING,),
        page="reviews:scope",
        escalates_to=Role.COORDINATOR,
    ),
    DutyKind(
        "request",
        "Ask the host for documents",
        "The host has a month to find them.",
        MANAGING,
        weeks_before("request"),
        states=PREPARED,
        page="reviews:document_requests",
        done=Q(Exists(_REQUESTS)),
        escalates_to=Role.COORDINATOR,
    ),
    DutyKind(
        "case_audit",
        "Audit the sample of cases",
        "What the cases say shapes what the team asks on site.",
        MANAGING[:2],
        weeks_before("case_audit"),
        states=(State.PREPARING,),
        page="reviews:case_audits",
        done=Q(Exists(CaseAudit.objects.filter(challenge=OuterRef("pk")))),
        escalates_to=Role.LEAD,
    ),
    DutyKind(
        "self_assessment",
        "Send the self-assessment",
        "It is the team’s brief.",
        HOSTING,
        weeks_before("self_assessment"),
        states=PREPARED,
        page="reviews:documents",
        done=_sent(Kind.SELF_ASSESSMENT),
        escalates_to=Role.HOST_SPONSOR,
    ),
    DutyKind(
        "data_pack",
        "Send the data pack",
        "The team needs time with the figures.",
        HOSTING,
        weeks_before("data_pack"),
        states=PREPARED,
        page="reviews:documents",
        done=_sent(Kind.DATA_PACK),
        escalates_to=Role.HOST_SPONSOR,
    ),
    DutyKind(
        "documents",
        "Send the documents the team asked for",
        "Nobody reads a shelf of papers in a week.",
        HOSTING,
        weeks_before("documents"),
        states=PREPARED,
        page="reviews:documents",
        done=Q(Exists(_REQUESTS)) & ~Q(Exists(_REQUESTS.filter(received_at=None, documents=None))),
        escalates_to=Role.HOST_SPONSOR,
    ),
    DutyKind(
        "receipt",
        "Record that the team has the documents",
        "Two to three weeks of reading are left.",
        MANAGING,
        weeks_before("receipt"),
        states=PREPARED,
        page="reviews:document_requests",
        done=Q(Exists(_REQUESTS)) & ~Q(Exists(_REQUESTS.filter(received_at=None))),
        escalates_to=Role.LEAD,
    ),
    DutyKind(
        "team_feedback",
        "Give the feedback that was planned, and record it",
        "People use what they hear while they still remember what they said.",
        LEADING[:2],
        ON_THE_DAY,
        states=AFTERWARDS,
        page="reviews:plan_feedback",
        escalates_to=Role.COORDINATOR,
        each=_feedback_by(PlannedFeedback.Giver.TEAM),
    ),
    DutyKind(
        "host_feedback",
        "Give the feedback that was planned, and record it",
        "People use what they hear while they still remember what they said.",
        HOSTING,
        ON_THE_DAY,
        states=AFTERWARDS,
        page="reviews:plan_feedback",
        escalates_to=Role.HOST_SPONSOR,
        each=_feedback_by(PlannedFeedback.Giver.HOST),
    ),
    DutyKind(
        "questions",
        "Set the questions to the hosts",
        "Hosts need a month to answer well.",
        (Role.COORDINATOR,),
        Offset(number=6, is_before=True),
        states=(State.PREPARING,),
        page="reviews:edit_questionnaire",
        done=Q(Exists(_ASKED)),
        escalates_to=Role.COORDINATOR,
        applies=asked_in_writing,
    ),
    DutyKind(
        "answers",
        "Answer the questionnaire",
        "The team reads all answers before the day, and asks by what it reads.",
        HOSTING,
        Offset(number=2, is_before=True),
        states=(State.PREPARING,),
        page="reviews:questionnaire",
        done=Q(Exists(_ASKED)) & ~Q(Exists(_ASKED.filter(~Exists(_ANSWERED)))),
        escalates_to=Role.HOST_SPONSOR,
        applies=asked_in_writing,
    ),
    DutyKind(
        "host_outcome",
        "Do what was agreed on the day, and say that it is done",
        "Its day has come. Others count on it.",
        HOSTING,
        ON_THE_DAY,
        states=AGREED,
        page="reviews:outcomes",
        escalates_to=Role.COORDINATOR,
        each=_agreed(of_host=True),
        applies=ends_in_outcomes,
    ),
    DutyKind(
        "team_outcome",
        "See that what the team agreed is done, and say so",
        "Its day has come. The host counts on it.",
        LEADING[:2],
        ON_THE_DAY,
        states=AGREED,
        page="reviews:outcomes",
        escalates_to=Role.COORDINATOR,
        each=_agreed(of_host=False),
        applies=ends_in_outcomes,
    ),
)

"""What every page's frame shows: the service's name, who is signed in, where they may go."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property

from people.rules import memberships_of


@dataclass(frozen=True)
class Place:
    """A line of the main navigation or the footer: a label, an address, who is shown it."""

    label: str
    url_name: str
    permission: str = ""  # asked without an object; empty: everybody
    signed_in: bool = True  # shown to people who are signed in, and to nobody else
    is_last: bool = False
    also: tuple[str, ...] = ()  # where other addresses begin that belong to it


NAVIGATION = (
    Place("Home", "home"),
    Place(
        "Cycles",
        "cycles:cycles",
        "cycles.view_plan",
        also=("/programmes/", "/drafts/", "/rounds/", "/proposals/", "/places/"),
    ),
    Place("Challenges", "cycles:challenges"),
    Place("Duties", "cycles:duties", "notices.manage_outbox"),
    Place("Outbox", "notices:outbox", "notices.manage_outbox"),
    Place("People", "people:pool", "people.keep_pool"),
    Place("Logins", "people:logins", "people.invite"),
    Place("Public register", "reports:register"),
    Place("Search", "learning:search", is_last=True),
)
FOOTER = (
    Place("Public register", "reports:register", signed_in=False),
    Place("Search", "learning:search", signed_in=False),
    Place("Planned visits", "cycles:public_calendar", signed_in=False),
    Place("Accessibility statement", "accessibility", signed_in=False),
    Place("Privacy", "privacy", signed_in=False),
)


def url_of(name: str) -> str:
    """The address of a page, or nothing when this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


class Service:
    """Answers the frame's questions when they are asked, so that a page without a frame costs nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.name = settings.SERVICE_NAME
        self.is_demo = settings.DEMO

    @cached_property
    def is_signed_in(self) -> bool:
        """Whether somebody is signed in; asks the session only when a page shows its frame."""
        user = getattr(self._request, "user", None)
        return bool(user and user.is_authenticated)

    @cached_property
    def person(self) -> str:
        """The name to show in the header."""
        return str(self._request.user.person or self._request.user)

    @cached_property
    def role(self) -> str:
        """What they do by membership, in words; reviewers hold seats instead and are shown by name alone."""
        held = {membership.get_role_display() for membership in memberships_of(self._request.user)}
        return " and ".join(sorted(role[:1].lower() + role[1:] for role in held))

    @property
    def account_url(self) -> str:
        """The page of one's own details, or of one's password when there is none."""
        return url_of("people:profile") or url_of("account_change_password")

    @property
    def sign_in_url(self) -> str:
        """Where to sign in."""
        return url_of("account_login")

    @property
    def sign_out_url(self) -> str:
        """Where the sign-out form goes."""
        return url_of("account_logout")

    @cached_property
    def navigation(self) -> list[dict]:
        """The main navigation for this person; strangers see the public pages in the header's stead."""
        shown = (self._line(place) for place in NAVIGATION if self._may_see(place))
        return [line for line in shown if line["url"]] if self.is_signed_in else []

    @cached_property
    def footer(self) -> list[dict]:
        """The lines at the foot of every page."""
        return [line for line in map(self._line, FOOTER) if line["url"]]

    def _may_see(self, place: Place) -> bool:
        if place.signed_in and not self.is_signed_in:
            return False
        return not place.permission or self._request.user.has_perm(place.permission)

    def _line(self, place: Place) -> dict:
        url, path = url_of(place.url_name), self._request.path
        is_page = path == url
        return {
            "label": place.label,
            "url": url,
            "is_page": is_page,
            "is_current": is_page or (url not in ("", "/") and path.startswith((url, *place.also))),
            "is_last": place.is_last,
        }


def service(request: HttpRequest) -> dict:
    """The context processor: `service` in every template, and whether this is the demo."""
    frame = Service(request)
    return {"service": frame, "service_name": frame.name, "demo": frame.is_demo}

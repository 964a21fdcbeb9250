"""Itineraries and room sheets: pages made for paper."""

from reviews.queries import printing as queries

from .base import Page
from .timetable import TIMETABLE


class Itineraries(Page):
    """Where each of the team goes: one's own first, anybody's by choice, everybody's to print."""

    permission = "reviews.view_timetable"
    template_name = "reviews/itineraries.html"
    trail = (TIMETABLE,)

    def context(self):
        seats = list(self.challenge.seats.accepted().select_related("person").order_by("person__name", "pk"))
        own = next((seat.ref for seat in seats if seat.person_id == self.by.pk), "")
        wanted = self.request.GET.get("member", own)
        chosen = [seat for seat in seats if seat.ref == wanted] or seats
        return {
            **super().context(),
            "seats": seats,
            "chosen": chosen[0].ref if len(chosen) == 1 else "",
            "itineraries": queries.itineraries(self.challenge, chosen),
        }


class RoomSheets(Page):
    """A sheet for the door of each room on each day: titles, times and groups, nobody's name."""

    permission = "reviews.view_timetable"
    template_name = "reviews/room_sheets.html"
    trail = (TIMETABLE,)

    def context(self):
        return {**super().context(), "sheets": queries.room_sheets(self.challenge)}

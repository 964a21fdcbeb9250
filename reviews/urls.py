"""Addresses of this floor: everything lies under challenges/<ref>/. One list a noun."""

app_name = "reviews"

# What is agreed and handed over before the visit.
SCOPE = []
DOCUMENTS = []
TIMETABLE = []
PEOPLE_MET = []
LEAFLET = []
PROTECTED = []

# What the team does and sees.
NOTES = []
HYPOTHESES = []
FINDINGS = []
CONCERNS = []

urlpatterns = [
    *SCOPE,
    *DOCUMENTS,
    *TIMETABLE,
    *PEOPLE_MET,
    *LEAFLET,
    *PROTECTED,
    *NOTES,
    *HYPOTHESES,
    *FINDINGS,
    *CONCERNS,
]

"""Addresses of this floor."""

app_name = "cycles"

# The programme's side: settings, cycles, calendars, the plan.
PROGRAMME = []

# One challenge: everything under challenges/<ref>/.
CHALLENGE = []

urlpatterns = [*PROGRAMME, *CHALLENGE]

"""The health of the pool and the demand of the next cycle."""

from cycles.views.base import OfCycle
from learning.queries import pool as queries
from people.views.base import PageView

NEEDED = [
    {"label": "Asked for"},
    {"label": "Places", "is_number": True},
    {"label": "People who could", "is_number": True},
    {"label": "Places they could take", "is_number": True},
    {"label": "People missing", "is_number": True},
]


def _rows(needs):
    numbers = ("places", "people", "could_take", "missing")
    return [
        [{"text": need.what}, *({"text": getattr(need, name), "is_number": True} for name in numbers)] for need in needs
    ]


class PoolHealth(OfCycle, PageView):
    """How many are trained, run out, are lost or new, and whom the next cycle lacks."""

    template_name = "learning/pool.html"
    permission = "people.keep_pool"
    tab = "learning:pool"

    def context(self):
        people = queries.people_of(self.cycle.programme.region, self.today)
        pool = queries.health(people, self.today)
        ahead = queries.forecast(queries.next_cycle(self.cycle), people)
        by_grade, grades = queries.as_table("Grade", pool.by_grade, pool.total)
        by_home, homes = queries.as_table("Authority", pool.by_home, pool.total)
        return {
            **super().context(),
            "size": len(people),
            "pool": pool,
            "tables": [
                {"id": "by-grade", "caption": "The pool by grade", "columns": by_grade, "rows": grades},
                {"id": "by-home", "caption": "The pool by authority", "columns": by_home, "rows": homes},
            ],
            "ahead": ahead,
            "is_same": ahead.cycle == self.cycle,
            "needed": NEEDED,
            "needs": _rows(ahead.needs),
            "skills": _rows(ahead.skills),
        }

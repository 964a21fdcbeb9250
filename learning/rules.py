"""Who may, on this floor. What the roles hold is in `people/roles.py`."""

import rules

from cycles.rules import holds
from people.rules import may_in_programme

rules.add_perm("learning.search", may_in_programme("learning.search"))
rules.add_perm("learning.view_themes", may_in_programme("learning.view_themes"))
rules.add_perm("learning.exchange_practice", may_in_programme("learning.exchange_practice"))
rules.add_perm("learning.offer_practice", holds("learning.offer_practice"))
rules.add_perm("learning.take_home", holds("learning.take_home"))
rules.add_perm("learning.read_taken_home", may_in_programme("learning.read_taken_home"))
rules.add_perm("learning.make_annual_report", may_in_programme("learning.make_annual_report"))
rules.add_perm("learning.read_annual_report", may_in_programme("learning.read_annual_report"))

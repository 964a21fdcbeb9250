"""Who may, about duties and messages: those who keep a programme's, and everybody their own."""

import rules

from people.rules import may_in_programme, may_with_own

rules.add_perm("notices.manage_outbox", may_in_programme("notices.manage_outbox"))
rules.add_perm("notices.own_duties", may_with_own("notices.own_duties"))
rules.add_perm("notices.read_feed", may_in_programme("notices.read_feed"))

"""Who may, on this floor. The roles and states are in `people/roles.py`."""

import rules

from cycles.rules import holds

rules.add_perm("reports.view_register", rules.always_allow)
rules.add_perm("reports.send_to_host", holds("reports.send_to_host"))
rules.add_perm("reports.draft_presentation", holds("reports.draft_presentation"))
rules.add_perm("reports.freeze_presentation", holds("reports.freeze_presentation"))
rules.add_perm("reports.view_presentation", holds("reports.view_presentation"))
rules.add_perm("reports.draft_report", holds("reports.draft_report"))
rules.add_perm("reports.read_draft", holds("reports.read_draft"))
rules.add_perm("reports.comment", holds("reports.comment"))
rules.add_perm("reports.view_comments", holds("reports.view_comments"))
rules.add_perm("reports.decide_comment", holds("reports.decide_comment"))
rules.add_perm("reports.check_identity", holds("reports.check_identity"))
rules.add_perm("reports.waive_hit", holds("reports.waive_hit"))
rules.add_perm("reports.answer_intruder_checklist", holds("reports.answer_intruder_checklist"))
rules.add_perm("reports.explain_change", holds("reports.explain_change"))
rules.add_perm("reports.sign", holds("reports.sign"))
rules.add_perm("reports.agree_to_publish", holds("reports.agree_to_publish"))
rules.add_perm("reports.publish", holds("reports.publish"))
rules.add_perm("reports.withdraw_publication", holds("reports.withdraw_publication"))
rules.add_perm("reports.correct_report", holds("reports.correct_report"))
rules.add_perm("reports.publish_correction", holds("reports.publish_correction"))
rules.add_perm("reports.keep_clock", holds("reports.keep_clock"))
rules.add_perm("reports.take_editions", holds("reports.take_editions"))
rules.add_perm("reports.read_published", holds("reports.read_published"))

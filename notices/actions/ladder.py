"""The ladder: which rung has come for whom, decided for all duties at once.

One statement finds the end of each batch and one fills it, however many are due: an
INSERT … SELECT from duties and their holders, which the unique constraint makes harmless to repeat.
"""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from notices.letters import next_summary

BATCH = 5_000
REF = {
    "postgresql": "translate(substr(replace(gen_random_uuid()::text, '-', ''), 1, 12), '01', 'gh')",
    "sqlite": "replace(replace(lower(hex(randomblob(6))), '0', 'g'), '1', 'h')",
}
_OPEN = "d.done_at IS NULL AND NOT d.paused AND d.not_needed_reason = ''"
_END = f"""
    SELECT max(id) FROM (
        SELECT h.id FROM notices_holder h JOIN notices_duty d ON d.id = h.duty_id
        WHERE h.id > %s AND {_OPEN} ORDER BY h.id LIMIT %s
    ) AS batch
"""  # noqa: S608 -- made of constants alone
# Every rung whose day has come; those that came while nobody swept go in one mail later.
_FILL = f"""
    INSERT INTO notices_message (
        ref, recipient_id, kind, rung, about, due_on, programme_id, duty_id, subject, body, queued_at,
        not_before, held_at, claim, mail, tries
    )
    SELECT {{ref}}, h.person_id, r.kind, r.kind, d.ref, d.due_on, d.programme_id, d.id, '', '', %s,
        CASE WHEN p.weekly AND r.holder = 0 THEN %s END,
        CASE WHEN w.id IS NOT NULL THEN %s END, '', '', 0
    FROM notices_holder h
    JOIN notices_duty d ON d.id = h.duty_id
    JOIN (
        SELECT 'duty_soon' AS kind, 0 AS holder UNION ALL SELECT 'duty_due', 0
        UNION ALL SELECT 'duty_late', 0 UNION ALL SELECT 'duty_escalated', 1
    ) AS r ON r.holder = h.rung
    LEFT JOIN notices_preference p ON p.person_id = h.person_id
    LEFT JOIN notices_heldkind w ON w.programme_id = d.programme_id AND w.kind = r.kind
    WHERE h.id > %s AND h.id <= %s AND {_OPEN}
        AND %s >= CASE r.kind
            WHEN 'duty_soon' THEN d.remind_on WHEN 'duty_due' THEN d.due_on
            WHEN 'duty_late' THEN d.late_on ELSE d.escalate_on END
    ON CONFLICT DO NOTHING
"""  # noqa: S608 -- made of constants alone


def climb(*, at: datetime) -> int:
    """Write down every reminder whose day has come; return how many are new. Run again it writes none."""
    new = last = 0
    while end := _end_of_batch(last):
        new += _fill(last, end, at)
        last = end
    return new


def _end_of_batch(last: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_END, [last, BATCH])
        return cursor.fetchone()[0] or 0


def _fill(last: int, end: int, at: datetime) -> int:
    moment = connection.ops.adapt_datetimefield_value(at)
    monday = connection.ops.adapt_datetimefield_value(next_summary(at))
    today = connection.ops.adapt_datefield_value(timezone.localdate(at))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_FILL.format(ref=REF[connection.vendor]), [moment, monday, moment, last, end, today])
        return cursor.rowcount

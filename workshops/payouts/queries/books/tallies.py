"""Tallies: what is kept beside the rows must be what the rows add up to."""

from django.utils.translation import gettext_lazy as _

from microfactory.kernel.tallies import unlike_rows
from workshops.models import MaterialTally, MonthTally, OperationTally
from workshops.payouts.models import RunTally
from workshops.payouts.queries.books.reading import Check

TALLIES = (
    Check(
        _("%(order)s, %(operation)s: the pieces that are kept added up differ from the rows."),
        f"""SELECT w.number AS order, o.name AS operation FROM ({unlike_rows(OperationTally)}) u
        JOIN workshops_operation o ON o.id = u.operation_id JOIN workshops_workorder w ON w.id = o.work_order_id""",
    ),
    Check(
        _("%(order)s, %(material)s: the material that is kept added up differs from the rows."),
        f"""SELECT w.number AS order, m.name AS material FROM ({unlike_rows(MaterialTally)}) u
        JOIN workshops_material m ON m.id = u.material_id JOIN workshops_workorder w ON w.id = m.work_order_id""",
    ),
    Check(
        _("%(name)s, month of %(month)s: the earnings that are kept added up differ from the rows."),
        f"""SELECT r.name, u.month FROM ({unlike_rows(MonthTally)}) u
        JOIN residents_resident r ON r.id = u.resident_id""",
    ),
    Check(
        _("Run %(number)s: the sums of its slips that are kept differ from the slips (“%(state)s”)."),
        f"""SELECT r.number, u.state FROM ({unlike_rows(RunTally)}) u JOIN payouts_payrun r ON r.id = u.run_id""",
    ),
    Check(
        _("Journal entry %(id)s: the sums of its lines that are kept differ from the lines (%(kind)s)."),
        """SELECT entry_id AS id, kind FROM (
            SELECT l.entry_id, a.kind, COUNT(*), SUM(l.amount), MIN(l.account_id), MAX(l.account_id)
            FROM payouts_journalline l JOIN payouts_account a ON a.id = l.account_id
            WHERE l.community_id = %(community)s GROUP BY l.entry_id, a.kind
        ) l (entry_id, kind, lines, amount, first, last) FULL JOIN (
            SELECT entry_id, kind, SUM(lines), SUM(amount), MIN(first_account_id), MAX(last_account_id)
            FROM payouts_journaltally WHERE community_id = %(community)s GROUP BY entry_id, kind
        ) t (entry_id, kind, lines, amount, first, last) USING (entry_id, kind)
        WHERE (l.lines, l.amount, l.first, l.last) IS DISTINCT FROM (t.lines, t.amount, t.first, t.last)""",
    ),
)

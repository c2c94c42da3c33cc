-- Run by tests.bench.databases, which gives residents, orders, old and month.
-- 23 old months share %(old)s entries, the last month (2025-12) has %(month)s. Deterministic.
SET search_path = pw;
SELECT setseed(0.42);
INSERT INTO workshop SELECT g, 'Workshop ' || g FROM generate_series(1,10) g;
INSERT INTO resident SELECT g, 1 + g %% 10, 'R' || lpad(g::text,5,'0'), 'Resident ' || g, date '2023-01-01' + (g %% 365)
  FROM generate_series(1,%(residents)s) g;
INSERT INTO customer_order SELECT g, 1 + g %% 10, 'PO-' || lpad(g::text,5,'0'), 'Order title ' || g,
  date '2024-01-15' + (g * 720 / %(orders)s), CASE WHEN g > %(orders)s * 0.9 THEN 'open' ELSE 'closed' END
  FROM generate_series(1,%(orders)s) g;
INSERT INTO order_operation
  SELECT (o - 1) * 3 + s, o, s, (ARRAY['cut','assemble','pack'])[s], (0.05 + (o * 7 + s * 3) %% 50 / 100.0)::numeric(12,4), 1000000
  FROM generate_series(1,%(orders)s) o, generate_series(1,3) s;
INSERT INTO piece_entry (resident_id, operation_id, workshop_id, work_date, qty, qty_rejected, rate, amount, status, created_at)
SELECT r, op, 1 + r %% 10, d, q, q / 40, rate, round(rate * q, 2), 'approved', d + time '16:00'
FROM (
  SELECT 1 + floor(random() * %(residents)s)::int AS r, 1 + floor(random() * %(orders)s * 3)::int AS opid,
         CASE WHEN g <= %(old)s THEN date '2024-01-01' + floor(g::numeric * 700 / (%(old)s + 1))::int
              ELSE date '2025-12-01' + ((g - %(old)s) * 31 / (%(month)s + 1))::int END AS d,
         10 + floor(random() * 190)::int AS q
  FROM generate_series(1, %(old)s + %(month)s) g) e
JOIN LATERAL (SELECT id AS op, rate FROM order_operation WHERE id = e.opid) o ON true;
UPDATE piece_entry SET status = 'approved';
-- old months are settled: one settlement, line and payout set per month
INSERT INTO settlement (period, status)
  SELECT DISTINCT date_trunc('month', work_date)::date, 'paid' FROM piece_entry WHERE work_date < '2025-12-01' ORDER BY 1;
INSERT INTO settlement_line (settlement_id, resident_id, entries, pieces, gross, deductions, net)
  SELECT s.id, e.resident_id, count(*), sum(e.qty), sum(e.amount), round(sum(e.amount) * 0.1, 2), sum(e.amount) - round(sum(e.amount) * 0.1, 2)
  FROM piece_entry e JOIN settlement s ON s.period = date_trunc('month', e.work_date)::date GROUP BY 1, 2;
INSERT INTO payout (line_id, method, amount, status, paid_at)
  SELECT id, 'cash', net, 'paid', now() FROM settlement_line;
UPDATE piece_entry e SET settlement_line_id = l.id, status = 'settled'
  FROM settlement_line l JOIN settlement s ON s.id = l.settlement_id
  WHERE l.resident_id = e.resident_id AND s.period = date_trunc('month', e.work_date)::date;
CREATE INDEX piece_entry_resident_date ON piece_entry (resident_id, work_date DESC, id DESC);
CREATE INDEX piece_entry_workshop_date ON piece_entry (workshop_id, work_date);
CREATE INDEX piece_entry_operation ON piece_entry (operation_id);
CREATE INDEX piece_entry_line ON piece_entry (settlement_line_id);
CREATE INDEX piece_entry_open ON piece_entry (work_date) WHERE settlement_line_id IS NULL;
CREATE INDEX settlement_line_resident ON settlement_line (resident_id);

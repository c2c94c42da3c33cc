-- The application's rows: one community with ten workshops, %(residents)s residents and %(entries)s entries, 23 months
-- of them paid, the last 31 days to be paid. Run as superuser with triggers off (session_replication_role), which also
-- skips foreign keys: check_books on the tenth says whether the rows are as the operations would have left them.
-- Not seeded: move log and row history of what was long ago; material.
SET session_replication_role = replica;
SET work_mem = '256MB';
SET timezone = 'Asia/Shanghai';
SELECT setseed(0.42);
CREATE TEMP TABLE days AS SELECT current_date - 731 AS first, current_date - 31 AS month;
INSERT INTO residents_community (id, code, name, factory_name, contact_name, contact_phone, address, opened_on, pay_moment, pay_day, front_cap, active)
SELECT 1, 'bench', '测速社区', '测速社区微工厂', '', '', '', first, 'on_pay_day', 15, 900000000, true FROM days;
INSERT INTO residents_user (id, password, is_superuser, username, email, is_staff, is_active, date_joined, name, is_resident)
SELECT g, '!', false, 'bench' || g, '', false, true, now(), '员工' || g, false FROM generate_series(1, 4) g;
INSERT INTO residents_user (id, password, is_superuser, username, email, is_staff, is_active, date_joined, name, is_resident)
SELECT 100 + g, '!', false, 'resident' || g, '', false, true, now(), '居民' || g, true FROM generate_series(1, 20) g;
INSERT INTO residents_membership (id, user_id, community_id, role, workshop_id, starts_on)
SELECT n, who, 1, role, NULL, first FROM days,
    (VALUES (1, 1, 'social_worker'), (2, 1, 'staff'), (3, 2, 'approver'), (4, 3, 'cashier'), (5, 4, 'social_worker')) m (n, who, role);
INSERT INTO residents_workshop (id, community_id, name, address, opening_hours, active)
SELECT g, 1, '工坊' || g, '', '', true FROM generate_series(1, 10) g;
INSERT INTO residents_resident (id, community_id, workshop_id, user_id, name, pinyin_key, pinyin_initials, sex, identity_number, identity_hash, identity_last4, no_identity_reason, phone, house, usual_place, list_order, joined_on, state, left_reason, note)
SELECT g, 1, 1 + g %% 10, CASE WHEN g <= 20 THEN 100 + g END, '居民' || lpad(g::text, 5, '0'), 'ju min ' || lpad(g::text, 5, '0'), 'jm' || lpad(g::text, 5, '0'),
    'female', '', '', '', '证件补办中', '', g || '号', 'workshop', g, first, 'active', '', '' FROM days, generate_series(1, %(residents)s) g;
INSERT INTO residents_accesscard (id, community_id, resident_id, token, token_hash, pin_hash, pin_made_at, pin_made_by_id, wrong_pins, issued_at, issued_by_id)
SELECT g, 1, g, '', 'bench' || g, '!', now(), 1, 0, now(), 1 FROM generate_series(1, 20) g;
INSERT INTO workshops_client (id, community_id, name, credit_code, contact, phone, address, active)
SELECT g, 1, '客户' || g, '', '', '', '', true FROM generate_series(1, 10) g;
INSERT INTO workshops_agreement (id, community_id, client_id, number, signed_on, starts_on, reject_policy, pays_material_fault, claims_material_fault, fund_share, deposit, note)
SELECT g, 1, g, 'WX' || lpad(g::text, 12, '0'), first, first, 'guaranteed', false, false, 0, 0, '' FROM days, generate_series(1, 10) g;
INSERT INTO workshops_workorder (id, community_id, agreement_id, client_id, workshop_id, number, product, specification, due_on, requirements, note, state, opened_at, opened_by_id, closed_at, closed_by_id)
SELECT g, 1, 1 + g %% 10, 1 + g %% 10, 1 + g %% 10, 'JG' || lpad(g::text, 12, '0'), '产品' || g, '', current_date + g %% 60, '', '', CASE WHEN old THEN 'closed' ELSE 'open' END,
    now(), 1, CASE WHEN old THEN now() END, CASE WHEN old THEN 1 END
FROM (SELECT g, g <= %(closed)s AS old FROM generate_series(1, %(orders)s) g) o;
INSERT INTO workshops_operation (id, community_id, work_order_id, name, unit, client_price, planned, position)
SELECT (o - 1) * 3 + s, 1, o, (ARRAY['裁剪', '组装', '装盒'])[s], '件', 0.5, 1000000, s FROM generate_series(1, %(orders)s) o, generate_series(1, 3) s;
INSERT INTO workshops_piecerate (id, community_id, operation_id, rate, starts_on)
SELECT id, 1, id, 0.02 + (id %% 19) / 100.0, first FROM days, workshops_operation;
CREATE TEMP TABLE work AS
SELECT g AS id, 1 + floor(random() * %(residents)s)::int AS resident, 1 + floor(random() * %(orders)s * 3)::int AS operation,
    10 + floor(random() * 190)::int AS good,
    CASE WHEN g <= %(old)s THEN first + floor(g::numeric * 700 / (%(old)s + 1))::int
         ELSE month + ((g - %(old)s) * 32 / (%(new)s + 1))::int END AS day
FROM days, generate_series(1, %(old)s + %(new)s) g;
ALTER TABLE work ADD COLUMN rate numeric(12, 4);
UPDATE work SET rate = p.rate FROM workshops_piecerate p WHERE p.id = work.operation;
INSERT INTO workshops_issue (id, community_id, number, operation_id, resident_id, workshop_id, kind, place, quantity, rate, issued_on, state, issued_at, issued_by_id)
SELECT id, 1, 'LL' || lpad(id::text, 12, '0'), operation, resident, 1 + resident %% 10, 'day', 'workshop', good + good / 40, rate, day, 'finished', day + time '16:00', 4 FROM work;
INSERT INTO workshops_pieceentry (id, community_id, issue_id, operation_id, resident_id, workshop_id, work_date, good, rework, worker_fault, material_fault, returned, lost, paid_faulty, rate, state, source, reason, settled_outside, fingerprint, logged_at, logged_by_id, accepted_at, accepted_by_id, sent_back_reason)
SELECT id, 1, id, operation, resident, 1 + resident %% 10, day, good, 0, good / 40, 0, 0, 0, 0, rate, 'accepted', 'counter', '', false, '', day + time '16:00', 4, day + time '16:00', 4, '' FROM work;
-- one slip more of 1,000,000 pieces for everybody, of an open order's operation; 64 people have one of the same operation
INSERT INTO workshops_issue (id, community_id, number, operation_id, resident_id, workshop_id, kind, place, quantity, rate, issued_on, state, issued_at, issued_by_id)
SELECT 2000000 + r, 1, 'LL' || lpad((2000000 + r)::text, 12, '0'), o.id, r, 1 + r %% 10, 'take', 'home', 1000000, p.rate, current_date - 1, 'open', now(), 4
FROM generate_series(1, %(residents)s) r JOIN LATERAL (
    SELECT %(closed)s * 3 + 1 + r %% ((%(orders)s - %(closed)s) * 3) AS id) o ON true JOIN workshops_piecerate p ON p.id = o.id;
INSERT INTO workshops_issue (id, community_id, number, operation_id, resident_id, workshop_id, kind, place, quantity, rate, issued_on, state, issued_at, issued_by_id)
SELECT 3000000 + r, 1, 'LL' || lpad((3000000 + r)::text, 12, '0'), %(orders)s * 3, r, 1 + r %% 10, 'take', 'home', 1000000, p.rate, current_date - 1, 'open', now(), 4
FROM generate_series(1, LEAST(64, %(residents)s)) r JOIN workshops_piecerate p ON p.id = %(orders)s * 3;
-- pay: a run for each month of what is old
CREATE TEMP TABLE paid AS SELECT w.*, round(good * rate, 4) AS amount, (id - 1) * 23 / %(old)s + 1 AS run, (operation - 1) / 3 + 1 AS work_order FROM work w WHERE id <= %(old)s;
INSERT INTO payouts_payrun (id, community_id, number, pay_date, cut_off, pay_moment, state, prepared_at, prepared_by_id, submitted_at, submitted_by_id, approved_at, approved_by_id, paid_at, paid_by_id, closed_at, closed_by_id)
SELECT run, 1, 'FF' || lpad(run::text, 12, '0'), MAX(day) + 3, MAX(day), 'on_pay_day', 'closed', MAX(day), 1, MAX(day), 1, MAX(day), 2, MAX(day), 3, MAX(day), 3 FROM paid GROUP BY run;
CREATE TEMP TABLE slip AS SELECT row_number() OVER (ORDER BY run, resident) AS id, run, resident, SUM(amount) AS exact, round(SUM(amount), 2) AS gross FROM paid GROUP BY run, resident;
INSERT INTO payouts_payslip (id, community_id, run_id, resident_id, number, gross_exact, gross, rounding, tax, net, method, state, held_reason, left_due_reason)
SELECT id, 1, run, resident, 'FF' || lpad(run::text, 12, '0') || '-' || lpad(resident::text, 4, '0'), exact, gross, gross - exact, 0, gross, 'cash', 'paid', '', '' FROM slip;
INSERT INTO payouts_payline (id, community_id, slip_id, kind, entry_id, work_order_id, amount, live)
SELECT p.id, 1, s.id, 'entry', p.id, p.work_order, p.amount, true FROM paid p JOIN slip s ON s.run = p.run AND s.resident = p.resident;
INSERT INTO workshops_entryclaim (entry_id, community_id, reference, claimed_at)
SELECT id, 1, 'FF' || lpad(run::text, 12, '0'), day + 1 FROM paid;
-- the journal: the fund's opening, and for each run its costs, what the fund fronts, and what was paid out
INSERT INTO payouts_account (id, community_id, kind) SELECT n, 1, kind FROM (VALUES (1, 'fund'), (2, 'bank'), (3, 'cash'), (4, 'tax'), (5, 'rounding')) a (n, kind);
INSERT INTO payouts_account (id, community_id, kind, resident_id) SELECT 10000 + r, 1, 'payable', r FROM generate_series(1, %(residents)s) r;
INSERT INTO payouts_account (id, community_id, kind, work_order_id)
SELECT 20000 + n * 1000 + o, 1, kind, o FROM generate_series(1, %(orders)s) o, (VALUES (0, 'cost'), (1, 'fronted'), (2, 'due_to_fund')) k (n, kind);
INSERT INTO payouts_journalentry (id, community_id, act, "on", narrative, run_id, actor_id, at)
SELECT 1, 1, 'opening', first, '', NULL, 3, now() FROM days
UNION ALL SELECT 1 + id, 1, 'run', pay_date, '', id, 2, now() FROM payouts_payrun
UNION ALL SELECT 101 + id, 1, 'front', pay_date, '', id, 2, now() FROM payouts_payrun
UNION ALL SELECT 201 + id, 1, 'paid', pay_date, '', id, 3, now() FROM payouts_payrun;
CREATE TEMP TABLE cost AS SELECT run, work_order, round(SUM(amount), 2) AS amount FROM paid GROUP BY run, work_order;
INSERT INTO payouts_journalline (community_id, entry_id, account_id, amount)
SELECT 1, 1, account, amount FROM (VALUES (2, 900000000), (1, -900000000)) v (account, amount)
UNION ALL SELECT 1, 1 + run, 20000 + work_order, amount FROM cost
UNION ALL SELECT 1, 1 + run, 10000 + resident, -gross FROM slip
UNION ALL SELECT * FROM (SELECT 1, 1 + s.run, 5, SUM(s.gross) - (SELECT SUM(amount) FROM cost c WHERE c.run = s.run) AS diff FROM slip s GROUP BY s.run) r WHERE diff <> 0
UNION ALL SELECT 1, 101 + run, 21000 + work_order, amount FROM cost
UNION ALL SELECT 1, 101 + run, 22000 + work_order, -amount FROM cost
UNION ALL SELECT 1, 201 + run, 10000 + resident, gross FROM slip
UNION ALL SELECT 1, 201 + run, 3, -SUM(gross) FROM slip GROUP BY run;
INSERT INTO payouts_payment (id, community_id, slip_id, number, attempt, method, amount, holder, bank, branch, account_number, last4, collected_by, state, approved_by_id, made_at, made_by_id, sent_on, sent_at, sent_by_id, done_entry_id, done_at, done_by_id, failed_reason)
SELECT s.id, 1, s.id, 'FK' || lpad(s.id::text, 12, '0'), 1, 'cash', s.gross, '', '', '', '', '', '', 'done', 2, r.pay_date, 3, r.pay_date, r.pay_date, 3, 201 + s.run, r.pay_date, 3, ''
FROM slip s JOIN payouts_payrun r ON r.id = s.run;
SET session_replication_role = DEFAULT;
DO $$ DECLARE t record; BEGIN
    FOR t IN SELECT c.relname, pg_get_serial_sequence(quote_ident(c.relname), 'id') AS seq FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id'
        WHERE n.nspname = 'public' AND c.relkind = 'r' LOOP
        IF t.seq IS NOT NULL THEN EXECUTE format('SELECT setval(%%L, GREATEST((SELECT COALESCE(MAX(id), 0) FROM %%I), 5000000))', t.seq, t.relname); END IF;
    END LOOP; END $$;

-- {users} users and {rows} rows that belong to them, the same ones whenever it is run. Every tenth user is an expert.
SET session_replication_role = replica;     -- what refers to what is known to be right here; checking it would be most of the time
CREATE FUNCTION pg_temp.clerk(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'user_2aBcDeFgHiJkLmNoPqRsT' || lpad((1 + n % {users})::text, 6, '0') $$;
CREATE FUNCTION pg_temp.key(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT md5(kind || n)::uuid $$;
CREATE FUNCTION pg_temp.moment(n bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$ SELECT timestamptz '2023-01-01 00:00:00.123456+00' + n * interval '1 minute' $$;

INSERT INTO users
    SELECT pg_temp.key('user', n), pg_temp.clerk(n), 'Person' || 1 + n || '@example.com', 'Person', 'No ' || 1 + n, 'cus_' || 1 + n, CASE WHEN n % 10 = 9 THEN 'acct_' || 1 + n END, pg_temp.moment(n)
    FROM generate_series(0, {users} - 1) n;
INSERT INTO category (name) SELECT 'Category ' || n FROM generate_series(1, 20) n;
INSERT INTO event
    SELECT pg_temp.key('event', n), pg_temp.clerk(n), 'Event "' || n || '" — ünïcode 🎉', n % 20000 / 100.0, 1 + n % 20, n % 7 > 0, pg_temp.moment(n) FROM generate_series(1, {rows} / 10) n;
INSERT INTO schedule SELECT pg_temp.key('schedule', n), pg_temp.clerk(n), 'Europe/Lisbon' FROM generate_series(0, {users} - 1) n;
INSERT INTO schedule_availability
    SELECT pg_temp.key('availability', n), pg_temp.key('schedule', n % {users}), 'monday', time '08:00' + n % 9 * interval '1 hour', time '09:00' + n % 9 * interval '1 hour'
    FROM generate_series(1, {rows} * 3 / 20) n;
INSERT INTO meeting
    SELECT pg_temp.key('meeting', n), pg_temp.key('event', 1 + n % ({rows} / 10)), pg_temp.clerk(1 + n % ({rows} / 10)), 'guest' || n || '@example.com', CASE WHEN n % 3 > 0 THEN 'Guest ' || n END, pg_temp.moment(n)
    FROM generate_series(1, {rows} / 4) n;
INSERT INTO profile SELECT pg_temp.key('profile', n), pg_temp.clerk(n), repeat('About person ' || n || '. ', 5), ARRAY['pt', 'en'] FROM generate_series(0, {users} - 1) n;
INSERT INTO record
    SELECT pg_temp.key('record', n), pg_temp.key('meeting', n), pg_temp.clerk(1 + n % ({rows} / 10)), decode(md5(n::text) || md5(n::text), 'hex') FROM generate_series(1, {rows} / 10) n;
INSERT INTO slot_reservation
    SELECT pg_temp.key('reservation', n), pg_temp.key('event', n), pg_temp.clerk(n), 'guest' || n || '@example.com', pg_temp.moment(n) FROM generate_series(1, {rows} / 20) n;
INSERT INTO blocked_dates (clerk_user_id, date, reason) SELECT pg_temp.clerk(n), date '2026-01-01' + (n % 365)::integer, CASE WHEN n % 2 > 0 THEN 'Holiday' END FROM generate_series(1, {rows} / 20) n;
INSERT INTO payment_transfer (event_id, expert_clerk_user_id, amount) SELECT pg_temp.key('event', n), pg_temp.clerk(n), (n % 50000)::integer FROM generate_series(1, {rows} / 20) n;
INSERT INTO audit_logs (clerk_user_id, action, old_values, new_values, created_at)
    SELECT pg_temp.clerk(n), 'EVENT_UPDATED', CASE WHEN n % 2 > 0 THEN jsonb_build_object('price', n) END, jsonb_build_object('price', n + 1, 'by', 'owner'), pg_temp.moment(n)
    FROM generate_series(1, {rows} / 4 - 2 * {users}) n;

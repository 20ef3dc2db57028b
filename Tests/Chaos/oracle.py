"""What must hold, asked of those who are no part of the fleet: the oracle's Redis, and Postgres as its superuser."""
import re

# Notes every change of a job's state or attempt.
TRIGGER = """
CREATE SCHEMA chaos;
CREATE TABLE chaos.transition (job uuid, past text, now text, attempts integer, worker uuid, at timestamptz);
CREATE FUNCTION chaos.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO chaos.transition VALUES (
        NEW.id, CASE WHEN TG_OP = 'UPDATE' THEN OLD.state::text ELSE '' END, NEW.state::text,
        NEW.attempt - CASE WHEN TG_OP = 'UPDATE' THEN OLD.attempt ELSE 0 END, NEW.worker_id, clock_timestamp());
    RETURN NULL;
END $$;
CREATE TRIGGER chaos_insert AFTER INSERT ON presswork.job FOR EACH ROW EXECUTE FUNCTION chaos.note();
CREATE TRIGGER chaos_update AFTER UPDATE ON presswork.job FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.attempt IS DISTINCT FROM NEW.attempt)
    EXECUTE FUNCTION chaos.note();
"""

# Per run: keys of effects, and those that were made more than once.
COUNT_EFFECTS = """
local keys, doubled = redis.call('KEYS', 'drill:' .. ARGV[1] .. ':effect:*'), {}
for _, key in ipairs(keys) do if redis.call('LLEN', key) ~= 1 then
    doubled[#doubled + 1] = key .. ': ' .. table.concat(redis.call('LRANGE', key, 0, -1), ', ') end end
return { #keys, doubled }
"""


def drawn_transitions(page):
    """The table of `docs/job-states.md`: (from, to) → how much the attempt grows."""
    rows = re.findall(r"^\| (\w+|–) \| (\w+) \|", page.read_text(), re.MULTILINE)
    drawn = {("" if past == "–" else past, now): 0 for past, now in rows if past != "from"}
    # A claim, by itself or with the settlement before; and a claim that was cut off: what it did not take.
    return {**drawn, ("available", "running"): 1, ("", "running"): 1, ("available", "available"): 1}


class Oracle:
    def __init__(self, postgres, redis, page):
        self.postgres, self.redis = postgres, redis
        self.drawn = drawn_transitions(page)
        self.wrong = []

    def prepare(self):
        self.postgres.run(TRIGGER)

    def open_runs(self):
        return self.postgres.rows("SELECT id, state FROM presswork.run WHERE state IN ('running', 'cancelling')")

    def expect(self, what, found, wanted):
        if found != wanted:
            self.wrong.append(f"{what}: {found}, not {wanted}")

    def look_at(self, run):
        """A run that was to be completed: nothing lost, nothing doubled, fan-in exact."""
        key, name = run.id, f"run {run.id}"
        row = self.postgres.rows(
            f"SELECT state, sealed, open_chunks, completed, dead, cancelled FROM presswork.run WHERE id = '{key}'")[0]
        self.expect(name, row, {
            "state": "completed", "sealed": True, "open_chunks": 0, "completed": run.items, "dead": 0, "cancelled": 0})
        chunks = self.postgres.rows(
            "SELECT count(*) AS chunks, sum(remaining) AS remaining, sum(completed) AS completed "
            f"FROM presswork.chunk WHERE run_id = '{key}'")[0]
        self.expect(f"{name}, chunks", chunks, {
            "chunks": -(-run.items // 1000), "remaining": 0, "completed": run.items})
        jobs = self.postgres.rows(
            f"SELECT stage, state, count(*) AS jobs FROM presswork.job WHERE run_id = '{key}' GROUP BY 1, 2 ORDER BY 1")
        wanted = [{"stage": stage, "state": "completed", "jobs": run.items} for stage in run.stages]
        wanted.append({"stage": "expand", "state": "completed", "jobs": 1})
        self.expect(f"{name}, jobs", jobs, sorted(wanted, key=lambda row: row["stage"]))
        ends = self.postgres.rows(
            f"SELECT kind, count(*) AS events FROM presswork.event WHERE run_id = '{key}' AND kind LIKE 'run.%' "
            "GROUP BY kind ORDER BY kind")
        self.expect(f"{name}, events", ends, [
            {"kind": "run.completed", "events": 1}, {"kind": "run.enqueued", "events": 1}])
        executions = 0
        for stage in run.stages:
            count = int(self.redis.call("GET", f"drill:{key}:{stage}") or 0)
            executions += count
            if count < run.items:
                self.wrong.append(f"{name}: {stage} was executed {count} times for {run.items} items")
        return executions

    def look_at_effects(self, run):
        made, doubled = self.redis.call("EVAL", COUNT_EFFECTS, 0, run.id)
        lost = run.items - made
        if lost and not run.is_cancelled:
            self.wrong.append(f"run {run.id}: {lost} effects were lost")
        self.wrong += [f"doubled: {key.decode()}" for key in doubled]
        return made, lost, len(doubled)

    def look_at_cancelled(self, run):
        row = self.postgres.rows(f"SELECT state FROM presswork.run WHERE id = '{run.id}'")[0]
        self.expect(f"run {run.id}", row["state"], "cancelled")
        left = self.postgres.rows(
            f"SELECT state, count(*) AS jobs FROM presswork.job WHERE run_id = '{run.id}' "
            "AND state NOT IN ('completed', 'cancelled', 'dead') GROUP BY state")
        self.expect(f"run {run.id}, open jobs", left, [])

    def look_at_states(self):
        """No transition that is not drawn."""
        seen = self.postgres.rows(
            "SELECT past, now, attempts, count(*) AS jobs FROM chaos.transition GROUP BY 1, 2, 3 ORDER BY 1, 2, 3")
        for row in seen:
            if self.drawn.get((row["past"], row["now"])) != row["attempts"]:
                self.wrong.append(f"not drawn in job-states.md: {row}")
        return {f"{row['past'] or 'new'} to {row['now']}": row["jobs"] for row in seen}

    def look_at_counters(self):
        """What the settle statements count, counted again; and nobody runs any more."""
        wrong = self.postgres.rows("""
            SELECT chunk.run_id, chunk.no FROM presswork.chunk CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE state NOT IN ('completed', 'cancelled', 'dead')) AS open
                FROM presswork.job WHERE job.run_id = chunk.run_id AND job.chunk_no = chunk.no) AS truth
            WHERE chunk.remaining <> truth.open""")
        self.expect("chunks whose counter is wrong", wrong, [])
        stuck = self.postgres.rows("""
            SELECT job.id, job.run_id, job.stage, job.state, job.attempt, job.errors, job.crashes, job.run_at,
                job.claimed_at, worker.state AS worker, worker.seen_at, now() AS now, job.last_error
            FROM presswork.job LEFT JOIN presswork.worker ON worker.id = job.worker_id
            WHERE job.state NOT IN ('completed', 'cancelled', 'dead') LIMIT 5""")
        self.expect("jobs that are stuck", stuck, [])
        misplaced = self.postgres.rows("""
            SELECT place.job_id, place.kind, job.state FROM (
                SELECT job_id, 'ready' AS kind FROM presswork.ready
                UNION ALL SELECT job_id, state::text FROM presswork.waiting
            ) AS place LEFT JOIN presswork.job ON job.id = place.job_id
            WHERE job.state IS NULL OR job.state::text <> place.kind LIMIT 5""")
        self.expect("places that their jobs have left", misplaced, [])
        open_deliveries = self.postgres.rows(
            "SELECT delivery.state, count(*) AS deliveries FROM presswork.delivery "
            "JOIN presswork.run ON run.id = run_id "
            "WHERE run.state = 'completed' AND delivery.state <> 'confirmed' GROUP BY 1")
        self.expect("deliveries of completed runs", open_deliveries, [])

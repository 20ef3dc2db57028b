import Foundation
import Postgres
import PressworkTestSupport

@testable import Catalog

/// The changes of state that docs/job-states.md allows, as a trigger that refuses every other one, and what a change
/// may do to a job's counters.
struct JobTransitions: Sendable {
    struct Change: Hashable, Sendable {
        /// nil for a job that is inserted.
        var from: JobState?
        var to: JobState
    }

    let changes: Set<Change>

    /// Reads the table.
    static func documented() throws -> JobTransitions {
        let house = (0..<5).reduce(URL(filePath: #filePath)) { folder, _ in folder.deletingLastPathComponent() }
        let text = try String(contentsOf: house.appending(path: "docs/job-states.md"), encoding: .utf8)
        var changes: Set<Change> = []
        for line in text.split(separator: "\n") where line.hasPrefix("| ") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, let to = JobState(rawValue: cells[1]) else { continue }
            changes.insert(Change(from: JobState(rawValue: cells[0]), to: to))
        }
        return JobTransitions(changes: changes)
    }

    /// Installs the trigger, and a table that counts the changes that happened.
    func install(_ owner: PostgresPool) async throws {
        let allowed = changes.map { "('\($0.from?.rawValue ?? "")', '\($0.to.rawValue)')" }
        for statement in Self.script(allowed: allowed.joined(separator: ", ")) {
            try await owner.query(PostgresQuery(trustedText: statement))
        }
    }

    /// The changes that have happened since.
    static func seen(_ owner: PostgresPool) async throws -> Set<Change> {
        let rows = try await owner.query("SELECT DISTINCT past, present FROM presswork.test_change")
            .decode((String, String).self)
        return Set(
            rows.compactMap { row in JobState(rawValue: row.1).map { Change(from: JobState(rawValue: row.0), to: $0) } }
        )
    }

    private static func script(allowed: String) -> [String] {
        [
            "CREATE TABLE presswork.test_change (past text, present text, PRIMARY KEY (past, present))",
            "GRANT SELECT, INSERT ON presswork.test_change TO presswork_fleet, presswork_app",
            """
            CREATE FUNCTION presswork.test_transition() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                past text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.state::text ELSE '' END;
                fault text;
            BEGIN
                IF (NEW.finished_at IS NOT NULL) <> (NEW.state IN ('completed', 'cancelled', 'dead')) THEN
                    fault := 'finished_at is ' || coalesce(NEW.finished_at::text, 'NULL');
                END IF;
                IF TG_OP = 'INSERT' THEN
                    IF NEW.attempt <> (NEW.state = 'running')::integer OR NEW.errors + NEW.crashes <> 0 THEN fault := 'it begins with counts'; END IF;
                ELSE
                    IF NEW.attempt <> OLD.attempt + (past = 'available' AND NEW.state = 'running')::integer
                        AND NOT (past = 'available' AND NEW.state = 'available' AND NEW.attempt = OLD.attempt + 1) THEN
                        fault := 'attempt goes from ' || OLD.attempt || ' to ' || NEW.attempt;
                    ELSIF NEW.worker_id IS DISTINCT FROM OLD.worker_id AND NEW.state <> 'running' THEN
                        fault := 'its worker changes without a claim';
                    ELSIF past = 'dead' AND NEW.state IN ('available', 'scheduled') THEN
                        IF NEW.errors + NEW.crashes <> 0 THEN fault := 'its budgets do not begin anew'; END IF;
                    ELSIF NEW.errors + NEW.crashes NOT IN (OLD.errors + OLD.crashes, OLD.errors + OLD.crashes + 1)
                        OR (NEW.errors + NEW.crashes <> OLD.errors + OLD.crashes AND past <> 'running') THEN
                        fault := 'its budgets jump';
                    END IF;
                END IF;
                IF past = NEW.state::text AND fault IS NULL THEN RETURN NEW; END IF;
                IF NOT (past, NEW.state::text) IN (\(allowed)) THEN fault := 'no such change is documented'; END IF;
                IF fault IS NOT NULL THEN
                    RAISE EXCEPTION 'job % goes from “%” to “%”: %', NEW.id, past, NEW.state, fault;
                END IF;
                INSERT INTO presswork.test_change VALUES (past, NEW.state::text) ON CONFLICT DO NOTHING;
                RETURN NEW;
            END
            $$
            """,
            """
            CREATE TRIGGER test_transition BEFORE INSERT OR UPDATE ON presswork.job
            FOR EACH ROW EXECUTE FUNCTION presswork.test_transition()
            """,
        ]
    }
}

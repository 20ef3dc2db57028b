import Foundation
import Pipelines
import Postgres

@testable import Catalog

/// Plays steps on the database and on the model, and compares all rows after each.
struct JobPlay {
    let fixture: JobsFixture
    var model = ModelJobs()
    /// In the order in which they came.
    var runs: [RunID] = []
    var workers: [(id: WorkerID, isLive: Bool)] = []
    /// The jobs of the database, and the other way round.
    var ids: [ModelJobs.Place: JobID] = [:]
    /// What waits for its time, and whether it has come.
    var isDue: [ModelJobs.Place: Bool] = [:]
    var lastSettle: (settlements: [Settlement], worker: WorkerID, following: Following?)?

    init(_ fixture: JobsFixture) { self.fixture = fixture }

    mutating func play(_ steps: [JobStep]) async throws {
        for (number, step) in steps.enumerated() {
            try await play(step)
            try await compare()
            guard number % 8 == 7 || number == steps.count - 1 else { continue }
            let audit = try await fixture.store.audit()
            try expect(audit.isClean, "the audit finds \(audit)")
        }
    }

    /// Jobs in the order in which they were made.
    var places: [ModelJobs.Place] { ids.sorted { $0.value < $1.value }.map(\.key) }

    func places(_ condition: (ModelJobs.Place, ModelJobs.Job) -> Bool) -> [ModelJobs.Place] {
        places.filter { place in model.jobs[place].map { condition(place, $0) } ?? false }
    }

    /// The jobs of picks, each once, with the attempt that the pick says.
    func chosen(_ picks: [JobStep.Pick], of suitable: [ModelJobs.Place]) -> [(ModelJobs.Place, JobID, attempt: Int)] {
        var seen: Set<ModelJobs.Place> = []
        return picks.compactMap { pick in
            let candidates = pick.isAny ? places : suitable
            guard !candidates.isEmpty else { return nil }
            let place = candidates[pick.index % candidates.count]
            guard let id = ids[place], let job = model.jobs[place], seen.insert(place).inserted else { return nil }
            return (place, id, job.attempt + pick.offset)
        }
    }

    func place(_ id: JobID) throws -> ModelJobs.Place {
        guard let place = ids.first(where: { $0.value == id })?.key else {
            throw Difference(description: "nobody knows the job \(id)")
        }
        return place
    }

    func reference(_ place: ModelJobs.Place, _ id: JobID, attempt: Int) -> JobReference {
        JobReference(id: id, stage: place.stage, part: place.part, attempt: attempt)
    }

    // MARK: Comparing

    /// Reads every row and compares it with the model; learns the ids of new jobs.
    mutating func compare() async throws {
        let stored = try await stored()
        for (place, job) in stored.jobs {
            try expect(model.jobs[place] == job, "\(place) is \(job), not \(model.jobs[place] as Any)")
        }
        for (run, stored) in stored.runs {
            try expect(model.runs[run] == stored, "the run is \(stored), not \(model.runs[run] as Any)")
        }
        for (run, chunks) in stored.chunks {
            try expect(model.chunks[run] == chunks, "the chunks are \(chunks), not \(model.chunks[run] as Any)")
        }
        try expect(model == stored, "rows are missing: \(stored) is not \(model)")
        let misplaced = try await JobPlaces.differences(fixture.fleetPool)
        try expect(misplaced.isEmpty, "\(misplaced)")
    }

    private mutating func stored() async throws -> ModelJobs {
        var stored = ModelJobs()
        let results = try await fixture.fleetPool.pipeline([
            """
            SELECT job.id, job.run_id, item.key, job.stage, job.chunk_no, job.state::text AS state, job.attempt,
                job.errors, job.crashes, job.worker_id, job.cancel_requested_at IS NOT NULL AS asked, job.part,
                job.join_job_id IS NOT NULL AS fanned
            FROM presswork.job LEFT JOIN presswork.item ON item.id = job.item_id
            """,
            "SELECT * FROM presswork.chunk",
            "SELECT *, state::text AS now, paused_at IS NOT NULL AS paused FROM presswork.run",
            "SELECT join_job_id, remaining FROM presswork.fan",
        ])
        for row in try results[0].get() {
            let stage = try row.decode("stage", as: String.self)
            let place = ModelJobs.Place(
                run: try row.decode("run_id"), key: try row.decode("key"), stage: Stage(rawValue: stage) ?? .expand,
                part: try row.decode("part"))
            ids[place] = try row.decode("id")
            stored.jobs[place] = ModelJobs.Job(
                chunk: try row.decode("chunk_no"), state: try row.decode("state"), attempt: try row.decode("attempt"),
                errors: try row.decode("errors"), crashes: try row.decode("crashes"),
                worker: try row.decode("worker_id"), isCancelRequested: try row.decode("asked"),
                isInFan: try row.decode("fanned"))
        }
        for row in try results[1].get() {
            stored.chunks[try row.decode("run_id"), default: [:]][try row.decode("no")] = ModelJobs.Chunk(
                remaining: try row.decode("remaining"), completed: try row.decode("completed"),
                dead: try row.decode("dead"), cancelled: try row.decode("cancelled"))
        }
        for row in try results[2].get() {
            stored.runs[try row.decode("id")] = ModelJobs.Run(
                stages: try row.decode("stages", as: [String].self).compactMap(Stage.init(rawValue:)),
                state: try row.decode("now"), isPaused: try row.decode("paused"), isSealed: try row.decode("sealed"),
                openChunks: try row.decode("open_chunks"), completed: try row.decode("completed"),
                dead: try row.decode("dead"), cancelled: try row.decode("cancelled"))
        }
        for (id, remaining) in try results[3].get().decode((JobID, Int).self) {
            stored.fans[try place(id)] = remaining
        }
        return stored
    }

    func expect(_ condition: Bool, _ message: @autoclosure () -> String) throws {
        guard condition else { throw Difference(description: message()) }
    }

    struct Difference: Error, CustomStringConvertible { let description: String }
}

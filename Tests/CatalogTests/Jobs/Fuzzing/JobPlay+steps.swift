import Foundation
import Pipelines
import Postgres

@testable import Catalog

extension JobPlay {
    mutating func play(_ step: JobStep) async throws {
        switch step {
        case .enqueue(let items, let stages, let expands, let later):
            try await enqueue(items, stages, expands, later)
        case .chunk(let run, let number, let keys, let isStale): try await store(run, number, keys, isStale)
        case .split(let pick, let keys): try await split(pick, Set(keys.map { "part-\($0)" }))
        case .enlist: workers.append((try await fixture.worker(), true))
        case .bury(let worker): try await bury(worker)
        case .claim(let worker, let picks): try await claim(worker, picks)
        case .settle(let worker, let endings, let follows): try await settle(worker, endings, follows)
        case .settleAgain:
            if let last = lastSettle { try await settle(last.settlements, last.worker, last.following, again: true) }
        case .adopt(let worker, let picks): try await adopt(worker, picks)
        case .promote: try await promote()
        case .timePasses:
            try await fixture.fleetPool.query("UPDATE presswork.waiting SET run_at = now() WHERE run_at > now()")
            try await fixture.fleetPool.query("UPDATE presswork.run SET start_at = now() WHERE start_at > now()")
            for place in isDue.keys { isDue[place] = true }
        case .reclaim: try await reclaim()
        case .cancelWaiting:
            let expected = waiting { $0.state == .cancelling }
            model.move(expected.map { ($0, .cancelled) })
            let count = try await fixture.store.cancelWaiting()
            try expect(count == expected.count, "cancelled \(count), not \(expected.count)")
        case .cancel, .pause, .resume: try await control(step)
        case .decide(let job, let approve): try await decide(job, approve)
        case .retryDead(let picks):
            let named = dead(picks)
            let places = model.revived(with: Set(named))
            model.revive(places)
            for place in places { isDue[place] = nil }
            let count = try await fixture.runs.retryDead(named.compactMap { ids[$0] }, by: "ana")
            try expect(count == places.count, "revived \(count), not \(places.count)")
        case .discardDead(let picks):
            let places = dead(picks)
            for place in places { model.jobs[place]?.state = .cancelled }
            let count = try await fixture.runs.discardDead(places.compactMap { ids[$0] }, by: "ana")
            try expect(count == places.count, "discarded \(count), not \(places.count)")
        }
    }

    private func waiting(_ isMeant: (ModelJobs.Run) -> Bool) -> [ModelJobs.Place] {
        let states: Set<JobState> = [.available, .scheduled, .retryable, .snoozed, .awaitingReview]
        return places { place, job in states.contains(job.state) && model.runs[place.run].map(isMeant) ?? false }
    }

    private func dead(_ picks: [Int]) -> [ModelJobs.Place] {
        let dead = places { $1.state == .dead }
        return dead.isEmpty ? [] : Array(Set(picks.map { dead[$0 % dead.count] }))
    }

    private mutating func enqueue(_ items: Int, _ count: Int, _ expands: Bool, _ later: Bool) async throws {
        guard runs.count < 3 else { return }
        let stages: [Stage] = [[.scrape], [.scrape, .review], [.scrape, .generate, .distribute]][count - 1]
        let keys = (0..<items).map { "item-\($0)" }
        let run = try await fixture.runs.enqueue(
            NewRun(
                pipeline: fixture.pipeline, stages: stages,
                contents: expands ? .expand : .items(keys.map { NewItem(key: $0) }),
                startAt: later ? .now + 3_600 : nil)
        ).id
        runs.append(run)
        model.enqueue(run, stages, keys: expands ? nil : keys)
        guard later else { return }
        for place in model.jobs.keys where place.run == run {
            model.jobs[place]?.state = .scheduled
            isDue[place] = false
        }
    }

    private mutating func store(_ index: Int, _ number: Int, _ keys: [Int], _ isStale: Bool) async throws {
        guard !runs.isEmpty else { return }
        let place = ModelJobs.Place(run: runs[index % runs.count], key: nil, stage: .expand)
        guard let id = ids[place], let job = model.jobs[place] else { return }
        let names = keys.map { "item-\($0)" }
        let reference = JobReference(id: id, stage: .expand, attempt: job.attempt - (isStale ? 1 : 0))
        let chunk = ItemChunk(number: number, items: names.map { NewItem(key: $0) }, isLast: false)
        do {
            let count = try await fixture.store.store(chunk, firstIndex: 0, for: reference)
            try expect(job.state == .running && !isStale, "a chunk was stored without the fence")
            let expected = model.add(chunk: number, names, to: place.run)
            try expect(count == expected, "\(count) items were added, not \(expected)")
        } catch let error as StageError {
            try expect(job.state != .running || isStale, "\(error)")
        }
    }

    private mutating func split(_ pick: JobStep.Pick, _ keys: Set<String>) async throws {
        let running = places { $1.state == .running }
        guard let (place, id, attempt) = chosen([pick], of: running).first, let job = model.jobs[place] else { return }
        let mayBeSplit = place.part.isEmpty && place.key != nil
        let isFenced = job.state != .running || attempt != job.attempt || job.isCancelRequested
        do {
            let count = try await fixture.store.store(
                StageParts(keys.map { NewPart(key: $0) }), for: reference(place, id, attempt: attempt))
            try expect(mayBeSplit && !isFenced, "\(place) was split without the fence")
            let expected = model.split(place, into: keys)
            try expect(count == expected, "\(count) parts were added, not \(expected)")
        } catch let error as StageError {
            try expect(error.code == (mayBeSplit ? "job.fenced" : "stage.parts"), "\(error)")
            try expect(!mayBeSplit || isFenced, "\(error)")
        }
    }

    private mutating func bury(_ index: Int) async throws {
        guard !workers.isEmpty else { return }
        let worker = workers[index % workers.count]
        workers[index % workers.count].isLive = false
        try await expect(fixture.store.bury([worker.id: 1]).isEmpty, "a worker was buried at a beat that it never had")
        let buried = try await fixture.store.bury([worker.id: 0])
        try expect(buried == (worker.isLive ? [worker.id] : []), "buried \(buried)")
    }

    private mutating func claim(_ index: Int, _ picks: [JobStep.Pick]) async throws {
        guard !workers.isEmpty else { return }
        let worker = workers[index % workers.count]
        let open = places { place, job in job.state == .available && model.runs[place.run]?.isOpen == true }
        try await expectOffered(open)
        let entries = chosen(picks, of: open)
        let claims = try await fixture.store.claim(entries.map { ($0.1, $0.attempt) }, by: worker.id)
        let won = entries.filter { place, _, attempt in
            worker.isLive && open.contains(place) && model.jobs[place]?.attempt == attempt
        }
        for (place, _, _) in won {
            model.jobs[place]?.state = .running
            model.jobs[place]?.attempt += 1
            model.jobs[place]?.worker = worker.id
        }
        let expected = Set(won.map { reference($0.0, $0.1, attempt: $0.attempt + 1) })
        try expect(Set(claims.jobs.map(\.job)) == expected, "claimed \(claims.jobs.map(\.job)), not \(expected)")
        try expect(claims.unreadable.isEmpty, "unreadable: \(claims.unreadable)")
    }

    private func expectOffered(_ open: [ModelJobs.Place]) async throws {
        let stages = Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0, 1_000) })
        let offered = Set(try await fixture.store.available(atMost: stages).map(\.id))
        try expect(offered == Set(open.compactMap { ids[$0] }), "\(offered) are to be offered, not \(open)")
    }

    private mutating func adopt(_ index: Int, _ picks: [JobStep.Pick]) async throws {
        guard !workers.isEmpty else { return }
        let worker = workers[index % workers.count].id
        let suitable = places { $1.state == .available || $1.state == .running && $1.worker == worker }
        let entries = chosen(picks, of: suitable)
        let found = try await fixture.store.adopt(entries.map { ($0.1, $0.attempt) }, by: worker, except: [])
        let running = entries.filter { place, _, _ in
            model.jobs[place]?.state == .running && model.jobs[place]?.worker == worker
        }
        try expect(Set(found.jobs.map(\.job.id)) == Set(running.map(\.1)), "adopted \(found.jobs), not \(running)")
        let outdated = entries.filter { place, _, attempt in
            model.jobs[place]?.state == .available && model.jobs[place]?.attempt == attempt
        }
        for place in Set(outdated.map(\.0)) { model.jobs[place]?.attempt += 1 }
    }

    private mutating func promote() async throws {
        let due = places { place, job in
            [.scheduled, .retryable, .snoozed].contains(job.state) && isDue[place] == true
        }
        for place in due { model.jobs[place]?.state = .available }
        let stages = try await fixture.store.promote()
        try expect(stages == Set(due.map(\.stage)), "promoted in \(stages), not \(due)")
    }

    private mutating func reclaim() async throws {
        let buried = Set(workers.filter { !$0.isLive }.map(\.id))
        let orphans = places { $1.state == .running && $1.worker.map(buried.contains) == true }
        var moves: [(ModelJobs.Place, JobState)] = []
        for place in orphans {
            model.jobs[place]?.crashes += 1
            guard let job = model.jobs[place] else { continue }
            let isDead = job.crashes >= JobStep.crashLimit
            moves.append((place, job.isCancelRequested ? .cancelled : isDead ? .dead : .available))
        }
        model.move(moves)
        let moved = try await fixture.store.reclaim(crashLimit: JobStep.crashLimit)
        let expected = Dictionary(grouping: moves, by: \.1).mapValues(\.count)
        try expect(moved == expected, "reclaimed \(moved), not \(expected)")
    }

    private mutating func control(_ step: JobStep) async throws {
        guard !runs.isEmpty, case .cancel(let index) = step.asCancel else { return }
        let run = runs[index % runs.count]
        let isRunning = model.runs[run]?.state == .running
        do {
            switch step {
            case .pause:
                try await fixture.runs.pause(run, by: "ana")
                model.runs[run]?.isPaused = true
            case .resume:
                try await fixture.runs.resume(run, by: "ana")
                model.runs[run]?.isPaused = false
            default:
                try await fixture.runs.cancel(run, by: "ana")
                model.runs[run]?.state = .cancelling
                let stopped = places { place, _ in place.run == run }.filter { waiting { _ in true }.contains($0) }
                for place in places({ place, job in place.run == run && job.state == .running }) {
                    model.jobs[place]?.isCancelRequested = true
                }
                model.move(stopped.map { ($0, .cancelled) })
            }
            try expect(isRunning, "a run that is over was controlled")
        } catch let error as CatalogError {
            try expect(!isRunning, "\(error)")
        }
    }

    private mutating func decide(_ index: Int, _ approve: Bool) async throws {
        let reviews = places { $1.state == .awaitingReview }
        guard let place = reviews.isEmpty ? places.first : reviews[index % reviews.count], let id = ids[place] else {
            return
        }
        do {
            try await fixture.runs.decide(id, approve: approve, by: "ana")
            try expect(!reviews.isEmpty, "a job was decided that awaits no review")
            model.move([(place, approve ? .completed : .cancelled)])
        } catch let error as CatalogError {
            try expect(reviews.isEmpty, "\(error)")
        }
    }
}

extension JobStep {
    /// The run that is controlled, whatever is done to it.
    fileprivate var asCancel: JobStep {
        switch self {
        case .pause(let run), .resume(let run): .cancel(run: run)
        default: self
        }
    }
}

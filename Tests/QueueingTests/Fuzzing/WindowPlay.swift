import Foundation
import Pipelines
import PressworkTestSupport
import Queueing
import Redis

/// Plays steps on a window and on the model, and compares all that can be seen after each.
struct WindowPlay {
    let window: any JobWindow
    /// Does a fault to the server under the window.
    let inflict: (WindowFault) async throws -> Void
    /// What of the server is compared besides: who holds which entries; nil when it cannot be seen.
    let owners: ((WindowStream) async throws -> [EntryID: WorkerID])?
    private var model = ModelWindow()
    private var kept = ModelWindow()
    private var delivered: [WindowEntry] = []
    private var hints = 0
    private let consumers = (0..<WindowStep.consumers).map { _ in WorkerID(UUID()) }

    init(
        _ window: any JobWindow, inflict: @escaping (WindowFault) async throws -> Void,
        owners: ((WindowStream) async throws -> [EntryID: WorkerID])? = nil
    ) {
        self.window = window
        self.inflict = inflict
        self.owners = owners
    }

    mutating func play(_ steps: [WindowStep]) async throws {
        for step in steps {
            try await play(step)
            for stream in step.touched.flatMap(WindowStream.all) { try await compare(stream) }
        }
    }

    private mutating func play(_ step: WindowStep) async throws {
        switch step {
        case .offer(let stream, let count, let size): try await offer(stream, count, size)
        case .take(let stage, let consumer, let limit):
            let worker = consumers[consumer]
            let taken = try await surviving { try await $0.take(stage, as: worker, atMost: limit) }
            let expected = Array(model.free(stage).prefix(limit))
            try expect(taken == expected, "took \(taken), not \(expected)")
            deliver(taken, to: consumer)
        case .wait(let stage, let consumer, let limit): try await wait(stage, consumer, limit)
        case .acknowledge(let stage, let indices):
            let own = delivered.filter { $0.stream.stage == stage }
            let chosen = own.isEmpty ? [] : indices.map { own[$0 % own.count] }
            try await surviving { try await $0.acknowledge(chosen, of: stage) }
            model.acknowledge(chosen, of: stage)
        case .sweep(let stage, let isOld, let live):
            let workers = Set(live.map { consumers[$0] })
            let swept = try await surviving {
                try await $0.sweep(stage, pendingFor: isOld ? .zero : .seconds(3_600), live: workers)
            }
            let expected = isOld ? model.sweep(stage) : 0
            try expect(swept == expected, "swept \(swept), not \(expected)")
        case .waitForRoom(let stages):
            let stage = try await surviving { try await $0.waitForRoom(in: stages, timeout: .milliseconds(1)) }
            let expected = model.takeToken(stages)
            try expect(stage == expected, "room in \(stage as Any), not \(expected as Any)")
        case .fault(let fault): try await suffer(fault)
        }
    }

    private mutating func offer(_ stream: WindowStream, _ count: Int, _ size: Int) async throws {
        let offered = (0..<count).map { JobHint(id: JobID(UUID()), attempt: hints + $0) }
        hints += count
        let ids = try await surviving { try await $0.offer(offered, to: stream, window: size) }
        let expected = model.room(in: stream, for: count, window: size)
        try expect(ids.count == expected, "added \(ids.count), not \(expected)")
        let last = model.entries(stream).last?.id
        let order = (last.map { [$0] } ?? []) + ids
        try expect(zip(order, order.dropFirst()).allSatisfy { $0 < $1 }, "ids do not grow: \(order)")
        for (id, hint) in zip(ids, offered) { model.add(WindowEntry(stream: stream, id: id, hint: hint)) }
    }

    /// Each stream gives its first free entries. A wait may give none, but not twice while there is something.
    private mutating func wait(_ stage: Stage, _ consumer: Int, _ limit: Int) async throws {
        let worker = consumers[consumer]
        var heard: [WindowEntry] = []
        for _ in 0..<2 where heard.isEmpty {
            heard = try await surviving {
                try await $0.wait(stage, as: worker, atMost: limit, timeout: .milliseconds(1))
            }
        }
        let free = model.free(stage)
        try expect(heard.isEmpty == free.isEmpty, "heard \(heard) of \(free)")
        for (stream, entries) in Dictionary(grouping: heard, by: \.stream) {
            let expected = free.filter { $0.stream == stream }.prefix(limit)
            try expect(expected.starts(with: entries), "heard \(entries), not \(expected)")
        }
        deliver(heard, to: consumer)
    }

    private mutating func suffer(_ fault: WindowFault) async throws {
        try await inflict(fault)
        switch fault {
        case .wipe: model = ModelWindow()
        case .forgetFunctions, .olderFunctions: break
        case .snapshot: kept = model
        case .restart: model = kept
        }
    }

    private mutating func deliver(_ entries: [WindowEntry], to consumer: Int) {
        model.give(entries, to: consumers[consumer])
        delivered += entries
    }

    private func compare(_ stream: WindowStream) async throws {
        let expected = model.entries(stream)
        let found = try await surviving { try await $0.entries(stream, atMost: 100) }
        try expect(found == expected, "\(stream) holds \(found), not \(expected)")
        let first = try await window.first(of: [stream])[stream]
        try expect(first == expected.first?.id, "\(stream) begins with \(first as Any)")
        let length = try await window.length(stream)
        try expect(length == expected.count, "\(stream) has \(length) entries, not \(expected.count)")
        guard let owners else { return }
        let held = try await owners(stream)
        let entries = model.streams[stream, default: []]
        let holders = Dictionary(
            uniqueKeysWithValues: entries.compactMap { entry in entry.owner.map { (entry.entry.id, $0) } })
        try expect(held == holders, "of \(stream), \(held) are pending, not \(holders)")
    }

    /// A connection that a restart broke fails once; nothing was under way on it, so the call was not done.
    private func surviving<Output>(_ call: (any JobWindow) async throws -> Output) async throws -> Output {
        for _ in 0..<3 {
            do { return try await call(window) } catch let error as RedisError where error.isConnectionTrouble {
                continue
            }
        }
        return try await call(window)
    }

    private func expect(_ condition: Bool, _ message: @autoclosure () -> String) throws {
        guard condition else { throw Difference(description: message()) }
    }

    struct Difference: Error, CustomStringConvertible { let description: String }
}

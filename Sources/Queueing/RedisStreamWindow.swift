import Foundation
package import Pipelines
package import Redis

/// The window on Redis Streams 7.0: one stream for each stage and priority with one consumer group, and a library of
/// functions that keep what must happen together together.
package struct RedisStreamWindow: JobWindow {
    static let group = "workers"
    /// The most entries that one call of a function handles.
    static let batch = 1_000

    private let client: RedisClient
    private let blocking: BlockingConnections
    private let keys: WindowKeys

    /// - Parameter namespace: in front of every key; fleets that share a Redis have one each.
    package init(_ client: RedisClient, namespace: String = "pw") {
        self.client = client
        blocking = BlockingConnections(client)
        keys = WindowKeys(namespace: namespace)
    }

    /// Closes the connections that readers have left behind.
    package func close() async {
        await blocking.close()
    }

    package func offer(_ hints: [JobHint], to stream: WindowStream, window: Int) async throws -> [EntryID] {
        var arguments: [any RedisArgument] = [window]
        for hint in hints.prefix(Self.batch) {
            arguments.append(hint.id.octets)
            arguments.append(hint.attempt)
        }
        let reply = try await call(
            WindowFunctions.offer, keys: [keys.stream(stream), keys.window(stream.stage)], arguments)
        return try reply.array.map { try EntryID($0) }
    }

    package func take(_ stage: Stage, as consumer: WorkerID, atMost limit: Int) async throws -> [WindowEntry] {
        let reply = try await call(
            WindowFunctions.take, keys: keys.streams(stage), [consumer.description, min(limit, Self.batch)])
        let values = try reply.array
        return try stride(from: 0, to: values.count - values.count % 4, by: 4).compactMap { index in
            let stream = WindowStream(stage, priority: try values[index].integer - 1)
            return WindowEntry(
                stream, id: try EntryID(values[index + 1]), job: try values[index + 2].bytes,
                attempt: try values[index + 3].bytes)
        }
    }

    package func wait(
        _ stage: Stage, as consumer: WorkerID, atMost limit: Int, timeout: Duration
    ) async throws -> [WindowEntry] {
        do {
            return try await blocking.withConnection { connection in
                let streams = try await connection.streamReadGroup(
                    Self.group, consumer: consumer.description, streams: keys.streams(stage), count: limit,
                    block: timeout)
                return streams.flatMap { (name, entries) in
                    let stream = WindowStream.all(of: stage).first { keys.stream($0) == name }
                    return stream.map { stream in entries.compactMap { WindowEntry(stream, $0) } } ?? []
                }
            }
        } catch let error as RedisError where error.code == .noGroup || error.code == .unblocked {
            // Redis was emptied, or nothing was ever offered: an empty lane can be waited on.
            for stream in keys.streams(stage) { try await client.streamMakeGroup(stream, Self.group) }
            return []
        }
    }

    package func acknowledge(_ entries: [WindowEntry], of stage: Stage) async throws {
        var rest = entries.sorted { $0.id < $1.id }[...]
        while !rest.isEmpty {
            var arguments: [any RedisArgument] = []
            for entry in rest.prefix(Self.batch) {
                arguments.append(entry.stream.priority + 1)
                arguments.append(entry.id.description)
            }
            _ = try await call(
                WindowFunctions.acknowledge,
                keys: keys.streams(stage) + [keys.window(stage), keys.wake(stage)], arguments)
            rest = rest.dropFirst(Self.batch)
        }
    }

    package func sweep(_ stage: Stage, pendingFor age: Duration, live: Set<WorkerID>) async throws -> Int {
        var arguments: [any RedisArgument] = [Int(age / .milliseconds(1)), Self.batch]
        for worker in live { arguments.append(worker.description) }
        return try await call(WindowFunctions.sweep, keys: keys.streams(stage), arguments).integer
    }

    package func first(of streams: [WindowStream]) async throws -> [WindowStream: EntryID] {
        let entries = try await client.streamsFirst(streams.map(keys.stream))
        let found = zip(streams, entries).compactMap { stream, entry in entry.map { (stream, EntryID($0.id)) } }
        return Dictionary(found) { first, _ in first }
    }

    package func length(_ stream: WindowStream) async throws -> Int {
        try await client.streamLength(keys.stream(stream))
    }

    package func entries(_ stream: WindowStream, atMost limit: Int) async throws -> [WindowEntry] {
        try await client.streamFirst(keys.stream(stream), count: limit).compactMap { WindowEntry(stream, $0) }
    }

    package func waitForRoom(in stages: [Stage], timeout: Duration) async throws -> Stage? {
        let found = try await blocking.withConnection { connection in
            try await connection.popLeft(from: stages.map(keys.wake), waitingFor: timeout)
        }
        return stages.first { keys.wake($0) == found?.key }
    }

    /// Calls a function, loading the library into a Redis that lacks it: a new one, or one that was restarted empty.
    private func call(
        _ function: String, keys: [String], _ arguments: [any RedisArgument]
    ) async throws -> RedisReply {
        do {
            return try await client.call(function, keys: keys, arguments: arguments)
        } catch let error where error.code == .functionNotFound {
            try await client.loadFunctions(WindowFunctions.library)
            return try await client.call(function, keys: keys, arguments: arguments)
        }
    }
}

import Pipelines
package import Redis

/// The fleet's notes in Redis: a key each, which expires by itself.
package struct RedisNotes: SharedNotes {
    private let client: RedisClient
    private let namespace: String

    /// - Parameter namespace: in front of every key; fleets that share a Redis have one each.
    package init(_ client: RedisClient, namespace: String = "pw") {
        self.client = client
        self.namespace = namespace
    }

    /// Without Redis there are no notes: who asks does the work himself.
    package func text(_ key: String) async -> String? {
        do { return try await client.get(name(key)).map { String(decoding: $0, as: UTF8.self) } } catch { return nil }
    }

    package func keep(_ text: String, as key: String, for time: Duration) async {
        // A note that Redis has no room for is a note lost, which is allowed.
        do { try await client.set(name(key), to: text, expiry: max(time, .milliseconds(1))) } catch {}
    }

    private func name(_ key: String) -> String { "{\(namespace):note:\(key)}" }
}

/// An entry of a stream.
package struct RedisStreamEntry: Sendable, Hashable {
    package let id: RedisStreamID
    /// By name; none for a pending entry that was deleted.
    package let fields: [String: [UInt8]]

    init(_ reply: RedisReply) throws(RedisError) {
        id = try RedisStreamID(reply.element(0))
        fields = try reply.element(1).optional?.stringMap ?? [:]
    }
}

/// An entry that was delivered and not acknowledged.
package struct RedisPendingEntry: Sendable, Hashable {
    package let id: RedisStreamID
    package let consumer: String
    /// Since its last delivery.
    package let idle: Duration
    package let deliveries: Int

    init(_ reply: RedisReply) throws(RedisError) {
        id = try RedisStreamID(reply.element(0))
        consumer = try reply.element(1).string
        idle = .milliseconds(try reply.element(2).integer)
        deliveries = try reply.element(3).integer
    }
}

/// What a consumer group has pending altogether.
package struct RedisPendingSummary: Sendable, Hashable {
    package let count: Int
    package let first: RedisStreamID?
    package let last: RedisStreamID?
    package let countByConsumer: [String: Int]

    init(_ reply: RedisReply) throws(RedisError) {
        count = try reply.element(0).integer
        first = try reply.element(1).optional.map { (id) throws(RedisError) in try RedisStreamID(id) }
        last = try reply.element(2).optional.map { (id) throws(RedisError) in try RedisStreamID(id) }
        var counts: [String: Int] = [:]
        for consumer in try reply.element(3).optional?.array ?? [] {
            counts[try consumer.element(0).string] = try consumer.element(1).integer
        }
        countByConsumer = counts
    }
}

/// A member of a consumer group.
package struct RedisConsumer: Sendable, Hashable {
    package let name: String
    package let pending: Int
    /// Since it last asked.
    package let idle: Duration

    init(_ reply: RedisReply) throws(RedisError) {
        let values = try reply.map
        name = try values["name", default: .null].string
        pending = try values["pending", default: .null].integer
        idle = .milliseconds(try values["idle", default: .null].integer)
    }
}

package import Pipelines
package import Redis

/// Keeps paces for the whole fleet: one small key each, which expires some time after its bucket is full.
///
/// While Redis is away each process keeps the paces by itself, from empty buckets, so that running jobs can finish.
///
/// Only the time at which a bucket will be full is kept (the generic cell rate algorithm), by Redis' clock.
package struct RedisPacekeeper: Pacekeeper {
    private let client: RedisClient
    private let namespace: String
    private let alone = MemoryPacekeeper()

    /// - Parameter namespace: in front of every key; fleets that share a Redis have one each.
    package init(_ client: RedisClient, namespace: String = "pw") {
        self.client = client
        self.namespace = namespace
    }

    package func turn(_ key: String, at pace: Pace, within longest: Duration) async throws -> PaceTurn {
        let reply: RedisReply
        do {
            reply = try await call(
                keys: ["{\(namespace):pace:\(key)}"],
                [microseconds(pace.interval), pace.burst, microseconds(longest)])
        } catch {
            try Task.checkCancellation()
            return await alone.turn(key, at: pace, within: longest)
        }
        let wait = try reply.element(1).integer
        return try reply.element(0).integer == 1 ? .after(.microseconds(wait)) : .tooFar(.microseconds(wait))
    }

    private func microseconds(_ duration: Duration) -> Int { Int(duration / .microseconds(1)) }

    private func call(keys: [String], _ arguments: [any RedisArgument]) async throws -> RedisReply {
        do {
            return try await client.call(Self.function, keys: keys, arguments: arguments)
        } catch let error where error.code == .functionNotFound {
            try await client.loadFunctions(Self.library)
            return try await client.call(Self.function, keys: keys, arguments: arguments)
        }
    }

    static let function = "presswork_pace_v1_turn"

    static let library = """
        #!lua name=presswork_pace_v1

        -- keys: the bucket; args: microseconds for one, burst, the longest wait. Returns whether a turn was taken, and how
        -- many microseconds away it is. The key holds when the bucket will be full; a missing one is empty.
        redis.register_function{ function_name = 'presswork_pace_v1_turn', flags = { 'allow-oom' },
            callback = function(keys, args)
                local time = redis.call('TIME')
                local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
                local interval, longest = tonumber(args[1]), tonumber(args[3])
                local capacity = interval * tonumber(args[2])
                local before = tonumber(redis.call('GET', keys[1]) or now + capacity)
                local after = math.max(before, now) + interval
                local wait = math.max(0, after - capacity - now)
                local taken = wait <= longest
                local full = taken and after or before
                -- An hour more than it takes to be full, so that a rest is not forgotten at once.
                local keep = math.ceil(math.max(0, full - now) / 1000) + 3600000
                redis.call('SET', keys[1], string.format('%.0f', full), 'PX', string.format('%.0f', keep))
                return { taken and 1 or 0, math.ceil(wait) }
            end }
        """
}

import Redis
import Testing

@Suite(.timeLimit(.minutes(10)))
struct RedisCommandsTests {
    @Test func streamsAreReadPendingAcknowledgedAndDeleted() async throws {
        let redis = try await TestRedis()
        let client = redis.client
        let reader = try await client.dedicatedConnection()
        let stream = redis.prefix + "jobs"
        #expect(try await client.streamMakeGroup(stream, "workers"))
        #expect(try await client.streamMakeGroup(stream, "workers") == false)
        let ids = [
            try await client.streamAdd(stream, ["j": [0, 255, 13, 10] as [UInt8], "a": 1]),
            try await client.streamAdd(stream, ["j": "two"]),
        ]
        #expect(ids[0] < ids[1])
        let read = try await reader.streamReadGroup(
            "workers", consumer: "w1", streams: [stream], count: 10, block: .seconds(300))
        #expect(read.map(\.stream) == [stream])
        #expect(read.first?.entries.map(\.id) == ids)
        #expect(read.first?.entries.first?.fields == ["j": [0, 255, 13, 10], "a": [UInt8(ascii: "1")]])
        let none = try await reader.streamReadGroup(
            "workers", consumer: "w1", streams: [stream], count: 10, block: .milliseconds(5))
        #expect(none.isEmpty)

        let summary = try await client.streamPending(stream, "workers")
        #expect(summary.count == 2 && summary.first == ids[0] && summary.last == ids[1])
        #expect(summary.countByConsumer == ["w1": 2])
        let pending = try await client.streamPending(stream, "workers", idle: .zero, count: 1)
        #expect(pending.map(\.id) == [ids[0]] && pending.first?.consumer == "w1" && pending.first?.deliveries == 1)
        #expect(try await client.streamPending(stream, "workers", idle: .seconds(3600), count: 9).isEmpty)
        #expect(try await client.streamConsumers(stream, "workers").map(\.pending) == [2])
        #expect(try await client.streamFirst(stream).map(\.id) == [ids[0]])
        #expect(try await client.streamAcknowledge(stream, "workers", [ids[0]]) == 1)
        #expect(try await client.streamDelete(stream, ids) == 2)
        #expect(try await client.streamLength(stream) == 0)
        #expect(try await client.streamDeleteConsumer(stream, "workers", "w1") == 1)
        #expect(try await client.streamPending(stream, "workers").count == 0)
        await reader.close()
        await client.close()
    }

    @Test func aLostStreamIsTold() async throws {
        let redis = try await TestRedis()
        let client = redis.client
        let reader = try await client.dedicatedConnection()
        let stream = redis.prefix + "lost"
        let missing = await #expect(throws: RedisError.self) {
            _ = try await reader.streamReadGroup("g", consumer: "c", streams: [stream], count: 1)
        }
        #expect(missing?.code == .noGroup)
        try await client.streamMakeGroup(stream, "g")
        let number = try await reader.number
        let reading = Task {
            try await reader.streamReadGroup("g", consumer: "c", streams: [stream], count: 1, block: .seconds(60)).count
        }
        try await client.untilBlocked(number)
        try await client.delete(stream)
        let unblocked = await #expect(throws: RedisError.self) { try await reading.value }
        #expect(unblocked.map { [.unblocked, .noGroup].contains($0.code) } == true)
        await reader.close()
        await client.close()
    }

    @Test func listsWakeTheirReaders() async throws {
        let redis = try await TestRedis()
        let client = redis.client
        let reader = try await client.dedicatedConnection()
        let key = redis.prefix + "wake"
        #expect(try await reader.popLeft(from: [key], waitingFor: .milliseconds(5)) == nil)
        async let popped = reader.popLeft(from: [key], waitingFor: .seconds(300))
        #expect(try await client.pushLeft("token", to: key) >= 0)
        #expect(try await popped?.value == Array("token".utf8))
        #expect(try await client.listLength(key) == 0)
        await reader.close()
        await client.close()
    }

    @Test func functionsTakeAndReturnBytes() async throws {
        let redis = try await TestRedis()
        let client = redis.client
        let missing = await #expect(throws: RedisError.self) { _ = try await client.call("no_such", keys: []) }
        #expect(missing?.code == .functionNotFound)
        let code = """
            #!lua name=presswork_test
            redis.register_function{function_name='pw_echo', callback=function(keys, args)
                return {keys[1], args[1], #args[1]}
            end, flags={'no-writes'}}
            """
        #expect(try await client.loadFunctions(code) == "presswork_test")
        #expect(try await client.loadFunctions(code) == "presswork_test")
        #expect(try await client.functionLibraries(matching: "presswork_t*") == ["presswork_test"])
        for isReadOnly in [false, true] {
            let reply = try await client.call(
                "pw_echo", keys: ["k"], arguments: [[0, 1, 255] as [UInt8]], isReadOnly: isReadOnly)
            #expect(reply == .array([.bytes([0x6b]), .bytes([0, 1, 255]), .integer(3)]))
        }
        await client.close()
    }

    @Test func theServerTellsAboutItself() async throws {
        let client = try await TestRedis().client
        #expect(try await client.configuration("maxmemory-policy") == ["maxmemory-policy": "noeviction"])
        #expect(try await client.configuration("appendonly") == ["appendonly": "no"])
        #expect(try await client.info("server")["redis_version"]?.hasPrefix("7.") == true)
        #expect(try await client.time() > .seconds(1_600_000_000))
        await client.close()
    }

    @Test func keysExpireAndCount() async throws {
        let redis = try await TestRedis()
        let client = redis.client
        try await client.set(redis.prefix, to: 41, expiry: .seconds(100))
        #expect(try await client.increment(redis.prefix) == 42)
        let left = try await client.send(RedisCommand("PTTL", redis.prefix)).integer
        #expect((1...100_000).contains(left))
        await client.close()
    }
}

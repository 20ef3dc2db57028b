import EventLoops
import LocalServers
import Redis
import Testing

@Suite(.timeLimit(.minutes(10)))
struct RedisConnectionTests {
    @Test func concurrentCallersShareAConnection() async throws {
        let redis = try await TestRedis()
        let connection = try await redis.connect()
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<500 {
                group.addTask {
                    try await connection.set("\(redis.prefix)\(number)", to: number)
                    let bytes = try await connection.get("\(redis.prefix)\(number)")
                    return Int(String(decoding: bytes ?? [], as: UTF8.self)) ?? -1
                }
            }
            var sum = 0
            for try await number in group { sum += number }
            return sum
        }
        #expect(sum == 499 * 500 / 2)
        await connection.close()
    }

    @Test func bytesAreKeptWhole() async throws {
        let redis = try await TestRedis()
        let connection = try await redis.connect()
        let blob = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0) }
        try await connection.set(redis.prefix, to: blob)
        #expect(try await connection.get(redis.prefix) == blob)
        try await connection.set(redis.prefix, to: [] as [UInt8])
        #expect(try await connection.get(redis.prefix) == [])
        #expect(try await connection.delete(redis.prefix) == 1)
        #expect(try await connection.get(redis.prefix) == nil)
        await connection.close()
    }

    @Test func anErrorReplyFailsItsCommandOnly() async throws {
        let redis = try await TestRedis()
        let connection = try await redis.connect()
        try await connection.set(redis.prefix, to: "text")
        let replies = try await connection.send(
            [RedisCommand("LLEN", redis.prefix), RedisCommand("GET", redis.prefix)], timeout: nil)
        #expect(#expect(throws: RedisError.self) { try replies[0].get() }?.code == .wrongType)
        #expect(try replies[1].string == "text")
        #expect(await connection.isClosed == false)
        await connection.close()
    }

    @Test func cancellingABlockedReaderClosesItsConnectionAlone() async throws {
        let redis = try await TestRedis()
        let connection = try await redis.connect()
        let client = redis.client
        let number = try await connection.number
        // Longer than the suite may take.
        let reading = Task { try await connection.popLeft(from: [redis.prefix], waitingFor: .seconds(3_600)) != nil }
        try await client.untilBlocked(number)
        reading.cancel()
        #expect(await #expect(throws: RedisError.self) { try await reading.value }?.code == .cancelled)
        #expect(await connection.isClosed)
        try await client.ping()
        await client.close()
    }

    @Test func aLateReplyClosesTheConnection() async throws {
        let connection = try await TestRedis().connect()
        let error = await #expect(throws: RedisError.self) {
            // Holds the reply back without telling the connection that it may.
            _ = try await connection.send(RedisCommand("BLPOP", "nothing", 30), timeout: .milliseconds(20))
        }
        #expect(error?.code == .timedOut)
        #expect(await #expect(throws: RedisError.self) { try await connection.ping() }?.code == .closed)
    }

    @Test func theClientConnectsAgain() async throws {
        let redis = try await TestRedis()
        let client = redis.client
        let own = try await client.send(RedisCommand("CLIENT", "ID")).integer
        let other = try await redis.connect()
        _ = try await other.send(RedisCommand("CLIENT", "KILL", "ID", own))
        // The first command may meet the connection before its end was seen.
        var again = own
        while again == own {
            do {
                again = try await client.send(RedisCommand("CLIENT", "ID")).integer
            } catch { #expect(error.isConnectionTrouble) }
        }
        let blocked = await #expect(throws: RedisError.self) {
            _ = try await client.popLeft(from: ["nothing"], waitingFor: .seconds(1))
        }
        #expect(blocked?.message.contains("dedicated") == true)
        await client.close()
        #expect(await #expect(throws: RedisError.self) { try await client.ping() }?.code == .closed)
        await other.close()
    }

    @Test func aServerThatIsNotThereIsNamed() async throws {
        let loop = EventLoop(name: "nowhere")
        let client = RedisClient(RedisEndpoint(socket: "/nonexistent/redis.sock"), on: loop)
        let error = await #expect(throws: RedisError.self) { try await client.ping() }
        #expect(error?.code == .connectionFailed && error?.message.contains("/nonexistent/redis.sock") == true)
        let port = RedisClient(try RedisEndpoint("redis://127.0.0.1:1"), on: loop)
        #expect(await #expect(throws: RedisError.self) { try await port.ping() }?.code == .connectionFailed)
        loop.stop()
    }
}

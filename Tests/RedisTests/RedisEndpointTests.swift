import Testing

@testable import Redis

struct RedisEndpointTests {
    @Test(arguments: [
        ("redis://localhost", RedisEndpoint.Address.host("localhost", port: 6379), 0, 0),
        ("redis://:pw@10.0.0.1:7000/3", .host("10.0.0.1", port: 7000), 3, 2),
        ("redis://user:p%40w@[::1]:7000", .host("::1", port: 7000), 0, 1),
        ("redis+unix:///tmp/a/redis.sock", .socket("/tmp/a/redis.sock"), 0, 0),
        ("redis+unix:///tmp/redis.sock?db=2", .socket("/tmp/redis.sock"), 2, 1),
    ])
    func readsAddresses(url: String, address: RedisEndpoint.Address, database: Int, greetings: Int) throws {
        let endpoint = try RedisEndpoint(url)
        #expect(endpoint.address == address)
        #expect(endpoint.database == database)
        #expect(endpoint.greeting.count == greetings)
    }

    @Test func readsSentinels() throws {
        let endpoint = try RedisEndpoint("redis+sentinel://u:p%40w@one,two:7000,[::1]:7001/main?db=3")
        #expect(
            endpoint.sentinels?.addresses == [
                .host("one", port: 26379), .host("two", port: 7000), .host("::1", port: 7001),
            ])
        #expect(endpoint.sentinels?.name == "main" && endpoint.database == 3)
        #expect(endpoint.greeting.first == RedisCommand("AUTH", "u", "p@w"))
        #expect(!"\(endpoint)".contains("p@w"))
    }

    @Test func decodesSecretsAndNeverShowsThem() throws {
        let endpoint = try RedisEndpoint("redis://user:p%40w@h")
        #expect(endpoint.greeting == [RedisCommand("AUTH", "user", "p@w")])
        #expect(!"\(endpoint) \(String(reflecting: endpoint)) \(endpoint.greeting)".contains("p@w"))
    }

    @Test(arguments: [
        "redis+sentinel://:secret@h", "redis+sentinel://:secret@/main", "redis+sentinel://:secret@h:0/main",
        "redis+sentinel://:secret@h/main?db=x", "rediss://:secret@h", "http://:secret@h", "redis://:secret@h/x",
        "redis+unix:", "redis://", "secret",
        "redis+unix:///" + String(repeating: "secret", count: 20),
    ])
    func refusesOthersWithoutQuotingThem(url: String) {
        let error = #expect(throws: RedisError.self) { try RedisEndpoint(url) }
        #expect(error?.code == .invalidAddress)
        #expect(error?.message.contains("secret") == false)
    }
}

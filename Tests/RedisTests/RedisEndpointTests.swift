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

    @Test func decodesSecretsAndNeverShowsThem() throws {
        let endpoint = try RedisEndpoint("redis://user:p%40w@h")
        #expect(endpoint.greeting == [RedisCommand("AUTH", "user", "p@w")])
        #expect(!"\(endpoint) \(String(reflecting: endpoint)) \(endpoint.greeting)".contains("p@w"))
    }

    @Test(arguments: [
        "rediss://:secret@h", "http://:secret@h", "redis://:secret@h/x", "redis+unix:", "redis://", "secret",
        "redis+unix:///" + String(repeating: "secret", count: 20),
    ])
    func refusesOthersWithoutQuotingThem(url: String) {
        let error = #expect(throws: RedisError.self) { try RedisEndpoint(url) }
        #expect(error?.code == .invalidAddress)
        #expect(error?.message.contains("secret") == false)
    }
}

import Testing

@testable import Postgres

struct StatementCacheTests {
    private func key(_ query: PostgresQuery) -> StatementCache.Key { .init(query) }

    @Test func preparesOnceAndOnlyWhatTheServerTook() {
        var cache = StatementCache(capacity: 2)
        #expect(cache.plan(key("a")) == .prepareFirst("p1"))
        #expect(cache.plan(key("a")) == .prepared("p1"), "within the same pipeline")
        cache.settle(key("a"), succeeded: false)
        #expect(cache.plan(key("a")) == .prepareFirst("p2"), "a name is never used twice")
        cache.settle(key("a"), succeeded: true)
        #expect(cache.plan(key("a")) == .prepared("p2"))
        cache.forget(key("a"))
        #expect(cache.plan(key("a")) == .prepareFirst("p3"))
    }

    @Test func isBounded() {
        var cache = StatementCache(capacity: 1)
        #expect(cache.plan(key("a")) == .prepareFirst("p1"))
        #expect(cache.plan(key("b")) == .unnamed)
    }

    @Test func tellsParameterTypesApart() {
        #expect(key("SELECT \(1)") != key("SELECT \("1")"))
    }
}

import Postgres
import Testing

struct PostgresQueryTests {
    @Test func interpolationBindsAndNeverSplices() {
        let evil = "'; DROP TABLE job; --"
        let query: PostgresQuery = "SELECT \(evil), \(7), \(nil as Int?)"
        #expect(query.sql == "SELECT $1, $2, $3")
        #expect(query.parameters.map(\.type) == [.text, .int8, .int8])
        #expect(query.parameters[0].bytes == Array(evil.utf8))
        #expect(query.parameters[2].bytes == nil)
        #expect(!"\(query)".contains("DROP"))
    }

    @Test func identifiersAreQuoted() {
        let query: PostgresQuery = "SELECT 1 FROM \(identifier: "a\"b") \(literal: "LIMIT 1")"
        #expect(query.sql == "SELECT 1 FROM \"a\"\"b\" LIMIT 1")
    }

    @Test func connectionStringsAreCheckedAndNeverShown() throws {
        let info = try PostgresConnectionInfo("postgresql://u:hunter2@h/db")
        #expect(!"\(info)".contains("hunter2") && !String(reflecting: info).contains("hunter2"))
        let error = #expect(throws: PostgresError.self) { try PostgresConnectionInfo("host=a password=hunter2 x") }
        #expect(error?.code == .invalidConnectionInfo)
        #expect(error.map { "\($0)".contains("hunter2") } == false)
    }
}

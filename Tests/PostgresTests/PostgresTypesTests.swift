import Foundation
import Postgres
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PostgresTypesTests {
    enum Colour: String, PostgresArrayElement, PostgresDecodable { case red, green }

    @Test func scalarsTravelBothWays() async throws {
        let connection = try await TestDatabase().connect()
        let id = UUID()
        let row = try await connection.query(
            """
            SELECT \(true), \(Int16.min), \(Int32.max), \(Int64.min), \(1.5), \("héllo ✓"), \([0, 255, 7] as [UInt8]),
                \(id), \(PostgresTimestamp(microsecondsSince1970: 1_700_000_000_000_001)), \(Colour.green),
                \(Duration.milliseconds(-1500)), \(PostgresJSON(#"{"a": [1]}"#)), \(nil as String?), \("")
            """
        ).onlyRow
        #expect(try row.decode(at: 0, as: Bool.self))
        #expect(try row.decode(at: 1, as: Int.self) == Int(Int16.min))
        #expect(try row.decode(at: 2, as: Int32.self) == .max)
        #expect(try row.decode(at: 3, as: Int64.self) == .min)
        #expect(try row.decode(at: 4, as: Double.self) == 1.5)
        #expect(try row.decode(at: 5, as: String.self) == "héllo ✓")
        #expect(try row.decode(at: 6, as: [UInt8].self) == [0, 255, 7])
        #expect(try row.decode(at: 7, as: UUID.self) == id)
        #expect(try row.decode(at: 8, as: PostgresTimestamp.self).microsecondsSince1970 == 1_700_000_000_000_001)
        #expect(try row.decode(at: 9, as: Colour.self) == .green)
        #expect(try row.decode(at: 10, as: Duration.self) == .milliseconds(-1500))
        #expect(try row.decode(at: 11, as: PostgresJSON.self).text == #"{"a": [1]}"#)
        #expect(try row.decode(at: 12, as: String?.self) == nil)
        #expect(try row.decode(at: 13, as: String?.self) == "")
    }

    @Test func theServerReadsTheValuesAsMeant() async throws {
        let connection = try await TestDatabase().connect()
        let moment = PostgresTimestamp(microsecondsSince1970: 0)
        let row = try await connection.query(
            "SELECT (\(moment))::text, (\(Duration.seconds(90)))::text, (\(["a", nil, "c,d"] as [String?]))::text"
        ).onlyRow
        let (epoch, interval, list) = try row.decode((String, String, String).self)
        #expect(epoch == "1970-01-01 00:00:00+00")
        #expect(interval == "00:01:30")
        #expect(list == #"{a,NULL,"c,d"}"#)
    }

    @Test func arraysFeedUnnest() async throws {
        let connection = try await TestDatabase().connect()
        let ids = (0..<500).map { _ in UUID() }
        let payloads: [[UInt8]] = (0..<500).map { Array(repeating: UInt8($0 % 256), count: $0 % 40) }
        let result = try await connection.query(
            """
            SELECT * FROM unnest(\(ids), \(payloads), \(Array(0..<500)), \((0..<500).map { $0 % 2 == 0 }),
                \((0..<500).map { $0 % 3 == 0 ? nil : PostgresJSON("\($0)") }),
                \((0..<500).map { Int16($0) }), \((0..<500).map { Int32($0) }), \((0..<500).map { "t\($0)" }),
                \((0..<500).map { Double($0) }), \((0..<500).map { Duration.seconds($0) }))
                AS t(id, payload, n, even, json, small, middle, label, real, delay)
            """)
        #expect(result.count == 500 && result.affectedRows == 500)
        for (index, row) in result.enumerated() {
            #expect(try row.decode("id") == ids[index])
            #expect(try row.decode("payload") == payloads[index])
            #expect(try row.decode("n") == index)
            #expect(try row.decode("even") == (index % 2 == 0))
            #expect(try row.decode("json", as: PostgresJSON?.self)?.text == (index % 3 == 0 ? nil : "\(index)"))
            #expect(try row.decode("small", as: Int16.self) == Int16(index))
            #expect(try row.decode("label") == "t\(index)")
            #expect(try row.decode("delay") == Duration.seconds(index))
        }
        let back = try await connection.query("SELECT \(ids), \([] as [Int]), \([nil, "x"] as [String?])").onlyRow
        #expect(try back.decode(at: 0) == ids)
        #expect(try back.decode(at: 1) == [Int]())
        #expect(try back.decode(at: 2) == [nil, "x"] as [String?])
    }

    @Test func wrongTypesAreNamed() async throws {
        let connection = try await TestDatabase().connect()
        let row = try await connection.query("SELECT 1::int8 AS n, NULL::text AS t, 70000 AS big").onlyRow
        func message<T: PostgresDecodable>(_ name: String, _: T.Type) -> String? {
            do { _ = try row.decode(name, as: T.self) } catch { return error.message }
            return nil
        }
        #expect(message("n", String.self) == "column n of row 0: the type int8 cannot be read as String")
        #expect(message("t", String.self) == "column t of row 0: NULL cannot be read as String; ask for String?")
        #expect(message("big", Int16.self) == "column big of row 0: 70000 does not fit Int16")
        #expect(message("m", Int.self) == "the result has no column m; it has: n, t, big")
    }
}

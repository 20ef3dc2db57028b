import Pipelines
import Testing

@Suite("CSV")
struct CSVTests {
    static func table(_ text: String) throws(CSVError) -> CSVTable { try CSVTable(Array(text.utf8)) }

    @Test("quotes, commas and line breaks inside quotes, CRLF, byte order mark, empty lines")
    func fields() throws {
        let table = try Self.table("\u{FEFF}a, b ,c\r\n1,\"x, \"\"y\"\"\",\r\n\r\n\"two\r\nlines\",2,3\n4,5,\"\"")
        #expect(table.header == ["a", "b", "c"])
        #expect(table.rows.map(\.fields) == [["1", "x, \"y\"", ""], ["two\r\nlines", "2", "3"], ["4", "5", ""]])
        #expect(table.rows.map(\.line) == [2, 4, 6])
    }

    @Test(
        "mistakes name their line",
        arguments: [
            ("", CSVError.Code.noHeader, 1), ("a,a\n", .badHeader, 1), ("a,,b\n", .badHeader, 1),
            ("a,b\n1,2\n1\n", .fieldCount, 3), ("a,b\n1,\"2\n3,4\n", .openQuote, 2), ("a,b\n1,2\"3\n", .strayQuote, 2),
            ("a,b\n\"x\ny\",2\n1,\"2\"3\n", .strayQuote, 4),
        ])
    func mistakes(_ text: String, _ code: CSVError.Code, _ line: Int) {
        let error = #expect(throws: CSVError.self) { try Self.table(text) }
        #expect(error?.code == code)
        #expect(error?.line == line)
    }

    @Test("keys must be there, be safe and differ; problems name the lines of the table")
    func keys() {
        var texts = manifest("items: { csv: t.csv, key: slug }")
        texts["t.csv"] = "slug,t\na,1\n,2\n\"b\nc\",3\na,4\nx/y,5\na,6\n"
        let found = problems(texts)
        #expect(found.map(\.line) == [3, 4, 6, 7, 8])
        #expect(found.map(\.message)[2] == "The key `a` stands on line 2 already.")
        #expect(found.map(\.message)[4] == "The key `a` stands on line 2 already.")
        #expect(found.allSatisfy { $0.file == "t.csv" })
    }
}

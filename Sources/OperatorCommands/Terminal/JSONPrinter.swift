import Foundation

/// `--json`: one document, or one on each line, on standard output and nothing else.
enum JSONPrinter {
    /// Prints one document, keys sorted.
    static func print(_ value: some Encodable) throws {
        FileHandle.standardOutput.write(try bytes(of: value))
    }

    /// The document's line.
    static func bytes(of value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(value) + Data("\n".utf8)
    }
}

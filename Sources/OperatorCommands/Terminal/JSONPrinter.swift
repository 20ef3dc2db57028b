import Foundation

/// `--json`: one document, or one on each line, on standard output and nothing else.
enum JSONPrinter {
    /// Prints one document, keys sorted.
    static func print(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        FileHandle.standardOutput.write(try encoder.encode(value) + Data("\n".utf8))
    }
}

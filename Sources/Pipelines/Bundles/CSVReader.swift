/// Splits bytes into the records of RFC 4180, with the line on which each begins.
struct CSVReader {
    private enum State { case start, plain, quoted, afterQuote }

    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private var line = 1

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// The next record that is not an empty line; `nil` at the end.
    mutating func nextRecord() throws(CSVError) -> CSVTable.Row? {
        while position < bytes.endIndex {
            let first = line
            let fields = try record(from: first)
            if fields != [""] { return CSVTable.Row(line: first, fields: fields) }
        }
        return nil
    }

    private mutating func record(from first: Int) throws(CSVError) -> [String] {
        var fields: [String] = []
        var field: [UInt8] = []
        var state = State.start
        while position < bytes.endIndex {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            switch (state, byte) {
            case (.quoted, UInt8(ascii: "\"")): state = .afterQuote
            case (.quoted, _): field.append(byte)
            case (.afterQuote, UInt8(ascii: "\"")):
                field.append(byte)
                state = .quoted
            case (_, UInt8(ascii: ",")):
                fields.append(try text(field, first))
                field = []
                state = .start
            case (_, UInt8(ascii: "\n")):
                fields.append(try text(field, first))
                return fields
            case (_, UInt8(ascii: "\r")) where position < bytes.endIndex && bytes[position] == UInt8(ascii: "\n"):
                continue
            case (.start, UInt8(ascii: "\"")): state = .quoted
            case (.plain, UInt8(ascii: "\"")), (.afterQuote, _):
                throw CSVError(
                    code: .strayQuote, line: line,
                    message: "A quote stands inside a field: quote the whole field and double the quotes in it.")
            default:
                field.append(byte)
                state = .plain
            }
        }
        guard state != .quoted else {
            throw CSVError(code: .openQuote, line: first, message: "A quoted field of this row is never closed.")
        }
        fields.append(try text(field, first))
        return fields
    }

    private func text(_ field: [UInt8], _ line: Int) throws(CSVError) -> String {
        guard let text = String(validating: field, as: UTF8.self) else {
            throw CSVError(code: .encoding, line: line, message: "The row is not valid UTF-8.")
        }
        return text
    }
}

/// Writes a feed as JSON while its entries are read.
struct FeedJSONWriter {
    /// Bytes that are gathered before they are written out.
    static let pieceSize = 256 << 10

    private var output: [UInt8] = []
    private var count = 0

    /// Begins with what the feed says of itself; of the document's own entries there are none yet.
    init(_ document: FeedDocument) {
        output.reserveCapacity(Self.pieceSize * 2)
        FeedJSON.write(.fields(document.fields), to: &output)
        // The entries' list is the last member, and it is empty: what closes it comes at the end.
        output.removeLast(Self.ending.count)
    }

    private static let ending = Array("]}".utf8)

    mutating func add(_ entry: FeedFields) {
        if count > 0 { output.append(UInt8(ascii: ",")) }
        count += 1
        FeedJSON.write(entry, to: &output)
    }

    mutating func end() {
        output += Self.ending
        output.append(0x0A)
    }

    /// Hands over what was gathered, if it is so much; its storage is used again.
    mutating func flush(atLeast size: Int, _ write: ([UInt8]) throws -> Void) rethrows {
        guard output.count >= size else { return }
        try write(output)
        output.removeAll(keepingCapacity: true)
    }
}

/// The id of a stream's entry: the milliseconds of the server's clock when it was added, and a number among those.
package struct RedisStreamID: Sendable, Hashable, Comparable, CustomStringConvertible, RedisArgument {
    package let milliseconds: UInt64
    package let sequence: UInt64

    package init(milliseconds: UInt64, sequence: UInt64) {
        self.milliseconds = milliseconds
        self.sequence = sequence
    }

    /// Reads `1700000000000-3`.
    package init?(_ text: String) {
        // By bytes: characters cost a microsecond for each entry of a stream.
        guard let dash = text.utf8.firstIndex(of: UInt8(ascii: "-")), let milliseconds = UInt64(text[..<dash]),
            let sequence = UInt64(text[text.utf8.index(after: dash)...])
        else { return nil }
        self.init(milliseconds: milliseconds, sequence: sequence)
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.milliseconds, left.sequence) < (right.milliseconds, right.sequence)
    }

    package var description: String { "\(milliseconds)-\(sequence)" }
    package var redisBytes: [UInt8] { Array(description.utf8) }

    init(_ reply: RedisReply) throws(RedisError) {
        let text = try reply.string
        guard let id = Self(text) else { throw RedisError(.unexpectedReply, "“\(text)” is not the id of an entry") }
        self = id
    }
}

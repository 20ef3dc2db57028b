/// One message for one recipient, ready for the wire.
package struct SMTPMessage: Sendable {
    /// The return path; empty for the null sender.
    package let envelopeFrom: String
    package let recipient: String
    /// Headers and body with every line ended by CRLF. Lines that begin with a dot are left alone; the client doubles
    /// the dot on the wire.
    package let data: [UInt8]

    private static let sizeLimit = 50 << 20

    /// Line ends of any kind become CRLF: a lone LF or CR would let a text end the message early at some servers.
    /// - Throws: `SMTPError` with the code `invalid` for an address that is none, and for an empty or too large
    /// message.
    package init(envelopeFrom: String, recipient: String, data: [UInt8]) throws(SMTPError) {
        if !envelopeFrom.isEmpty { try Self.check(envelopeFrom, "sender") }
        try Self.check(recipient, "recipient")
        guard !data.isEmpty, data.count <= Self.sizeLimit else {
            throw .invalid("a message has between 1 and \(Self.sizeLimit) bytes, not \(data.count)")
        }
        self.envelopeFrom = envelopeFrom
        self.recipient = recipient
        self.data = Self.withFullLineEnds(data)
    }

    /// An address as a reverse or forward path can hold it (RFC 5321 §4.1.2), without comments and quoted local parts.
    private static func check(_ address: String, _ role: String) throws(SMTPError) {
        let at = address.lastIndex(of: "@")
        let hasForbidden = address.unicodeScalars.contains { scalar in
            scalar.value <= 0x20 || (0x7f...0x9f).contains(scalar.value)
                || "<>()[]:;,\\\"".unicodeScalars.contains(scalar)
                || scalar.value == 0x2028 || scalar.value == 0x2029
        }
        guard let at, at != address.startIndex, address.index(after: at) != address.endIndex,
            address.utf8.count <= 254, address[..<at].utf8.count <= 64, !address[..<at].contains("@"), !hasForbidden
        else { throw .invalid("the \(role) \(address.prefix(100).debugDescription) is not a mail address") }
    }

    private static func withFullLineEnds(_ data: [UInt8]) -> [UInt8] {
        let (cr, lf) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
        var lines: [UInt8] = []
        lines.reserveCapacity(data.count + data.count / 32 + 2)
        var previous: UInt8 = 0
        for byte in data {
            if previous == cr && byte != lf { lines.append(lf) }
            if byte == lf && previous != cr { lines.append(cr) }
            lines.append(byte)
            previous = byte
        }
        if previous == cr { lines.append(lf) } else if previous != lf { lines.append(contentsOf: [cr, lf]) }
        return lines
    }
}

/// Records of a web archive (WARC 1.1, ISO 28500): one for the file, one for each answer.
package enum WARCRecord {
    /// The first record of a file.
    ///
    /// - Parameters:
    ///   - id: a UUID in lower case.
    ///   - date: ISO 8601 in UTC.
    package static func information(id: String, date: String, userAgent: String) -> [UInt8] {
        let body = Array(
            "software: Presswork\r\nformat: WARC File Format 1.1\r\nuser-agent: \(userAgent)\r\n".utf8)
        return record(
            [
                ("WARC-Type", "warcinfo"), ("WARC-Record-ID", "<urn:uuid:\(id)>"), ("WARC-Date", date),
                ("Content-Type", "application/warc-fields"),
            ], body)
    }

    /// An answer. Its body is as it was after decoding, so the fields that spoke of the coding are left out.
    package static func response(_ response: PageResponse, id: String, date: String) -> [UInt8] {
        var head = "HTTP/1.1 \(response.status)\r\n"
        let dropped: Set<String> = ["content-encoding", "transfer-encoding", "content-length", "connection"]
        for field in response.headers where !dropped.contains(field.name.lowercased()) {
            head += "\(clean(field.name)): \(clean(field.value))\r\n"
        }
        head += "Content-Length: \(response.body.count)\r\n\r\n"
        var fields = [
            ("WARC-Type", "response"), ("WARC-Target-URI", clean(response.url)), ("WARC-Date", date),
            ("WARC-Record-ID", "<urn:uuid:\(id)>"), ("Content-Type", "application/http;msgtype=response"),
        ]
        if !response.remoteAddress.isEmpty { fields.append(("WARC-IP-Address", response.remoteAddress)) }
        return record(fields, Array(head.utf8) + response.body)
    }

    private static func record(_ fields: [(String, String)], _ body: [UInt8]) -> [UInt8] {
        var text = "WARC/1.1\r\n"
        for (name, value) in fields { text += "\(name): \(value)\r\n" }
        text += "Content-Length: \(body.count)\r\n\r\n"
        return Array(text.utf8) + body + Array("\r\n\r\n".utf8)
    }

    private static func clean(_ text: String) -> String { String(text.filter { !$0.isNewline }) }
}

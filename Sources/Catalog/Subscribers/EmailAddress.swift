import Pipelines

/// An address in the one form in which addresses are stored and compared: trimmed, lower case.
struct EmailAddress: Hashable {
    let text: String

    /// `nil` for what cannot be one. Only what would break a list or a header is refused: whether mail arrives is for
    /// the mail server to say (RFC 5321 §4.5.3.1 limits a path to 254 characters between its brackets).
    init?(_ text: String) {
        let text = text.trimming().lowercased()
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !parts[1].hasPrefix("."),
            !parts[1].hasSuffix("."), (3...254).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !Self.forbidden.contains($0) })
        else { return nil }
        self.text = text
    }

    private static let forbidden = Set("<>(),;:\"\\[]".utf8)

    /// What a suppression is found by.
    var digest: Digest { Digest(of: text) }
}

extension StringProtocol {
    /// Without the white space around it.
    func trimming() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}

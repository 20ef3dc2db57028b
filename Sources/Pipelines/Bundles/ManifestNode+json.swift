extension ManifestNode {
    /// The node as JSON, for parts that are JSON Schema: plain words that are JSON literals become those, everything
    /// else stays text. A key that stands twice has been reported before.
    var json: JSONValue {
        switch content {
        case .scalar(let text, let isPlain): isPlain ? Self.literal(text) : .string(text)
        case .list(let values): .array(values.map(\.json))
        case .mapping(let entries):
            .object(Dictionary(entries.map { ($0.key, $0.value.json) }) { first, _ in first })
        }
    }

    private static func literal(_ text: String) -> JSONValue {
        switch text {
        case "", "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: break
        }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let isNumber = digits.first?.isASCII == true && digits.first?.isNumber == true
        let hasLeadingZero = digits.count > 1 && digits.hasPrefix("0") && !digits.hasPrefix("0.")
        guard isNumber, !hasLeadingZero else { return .string(text) }
        if let integer = Int64(text) { return .integer(integer) }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }),
            let number = Double(text), number.isFinite
        else { return .string(text) }
        return .number(number)
    }
}

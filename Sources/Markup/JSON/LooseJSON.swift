/// JSON as the web serves it: trailing commas, raw line breaks inside strings and comment wrappers are read, not refused.
/// For a page's own structured data and for JSON Feed; what we write ourselves is decoded strictly elsewhere.
package indirect enum LooseJSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([LooseJSON])
    /// The members; of a repeated key the first counts.
    case object([String: LooseJSON])

    /// Reads a text; nil when it holds no JSON value at all. A text that breaks off gives what came before.
    package init?(_ text: String) {
        var parser = LooseJSONParser(Array(text.utf8))
        guard let value = parser.document() else { return nil }
        self = value
    }

    package subscript(key: String) -> LooseJSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The text of a string or number, without blanks around it; nil for others and for an empty one.
    package var text: String? {
        switch self {
        case .string(let string):
            let trimmed = string.trimmingBlanks
            return trimmed.isEmpty ? nil : trimmed
        case .number(let number):
            return number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
        default: return nil
        }
    }

    /// The elements of an array; anything else is its own only element, null is none.
    package var elements: [LooseJSON] {
        switch self {
        case .array(let elements): elements
        case .null: []
        default: [self]
        }
    }
}

/// A well-formed language tag (RFC 5646 §2.1, without extensions and private use).
struct LanguageTag: Hashable, Sendable {
    /// As it was given, with hyphens: `pt-BR`.
    let text: String

    /// The first of `candidates` that is well-formed, else English.
    init(firstOf candidates: [String?]) {
        self = candidates.lazy.compactMap { $0.flatMap(LanguageTag.init) }.first ?? .english
    }

    /// Reads a tag; `C`, `POSIX` and nonsense are `nil`.
    init?(_ text: String) {
        let tag = text.replacing("_", with: "-")
        var parts = tag.split(separator: "-", omittingEmptySubsequences: false)[...]
        guard let primary = parts.popFirst(), (2...3).contains(primary.count), primary.isLetters else { return nil }
        if let part = parts.first, part.count == 4, part.isLetters { parts.removeFirst() }
        if let part = parts.first, part.count == 2 && part.isLetters || part.count == 3 && part.isDigits {
            parts.removeFirst()
        }
        guard parts.allSatisfy(\.isVariant), Set(parts.map { $0.lowercased() }).count == parts.count else { return nil }
        self.text = tag
    }

    private init(verbatim text: String) { self.text = text }

    /// The fallback.
    static let english = LanguageTag(verbatim: "en")

    /// The language alone, in lower case: `pt`.
    var primary: String { text.split(separator: "-").first.map { $0.lowercased() } ?? text }

    /// Whether its script runs from right to left.
    var isRightToLeft: Bool {
        ["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"].contains(primary) && !text.contains("Latn")
    }
}

extension Substring {
    fileprivate var isLetters: Bool { allSatisfy { $0.isASCII && $0.isLetter } }
    fileprivate var isDigits: Bool { allSatisfy { $0.isASCII && $0.isNumber } }
    fileprivate var isVariant: Bool {
        guard allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return false }
        return (5...8).contains(count) || count == 4 && first?.isNumber == true
    }
}

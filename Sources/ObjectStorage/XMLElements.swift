/// Finds elements by name in the flat XML that storage services answer with. Not a parser: those answers have no
/// attributes, comments or CDATA that matter, and what does not fit is simply not found.
struct XMLElements {
    private let text: Substring

    init(_ text: Substring) {
        self.text = text
    }

    /// The content of the first `<name>…</name>`, unescaped; nil if there is none.
    func first(_ name: String) -> String? {
        next(name, from: text.startIndex).map { Self.unescaped($0.content) }
    }

    /// The elements of a name, each to be looked into.
    func all(_ name: String) -> [XMLElements] {
        var found: [XMLElements] = []
        var position = text.startIndex
        while let (content, end) = next(name, from: position) {
            found.append(XMLElements(content))
            position = end
        }
        return found
    }

    private func next(_ name: String, from start: Substring.Index) -> (content: Substring, end: Substring.Index)? {
        guard let opening = text[start...].firstRange(of: "<\(name)>"),
            let closing = text[opening.upperBound...].firstRange(of: "</\(name)>")
        else { return nil }
        return (text[opening.upperBound..<closing.lowerBound], closing.upperBound)
    }

    private static func unescaped(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
        var result = String(text)
        for (escape, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")] {
            result = result.replacing(escape, with: character)
        }
        return result
    }
}

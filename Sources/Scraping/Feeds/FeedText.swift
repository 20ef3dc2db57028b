import Markup

/// Text that may hold HTML.
enum FeedText {
    /// The words alone; nil for none.
    static func plain(_ text: String) -> String? {
        var words = text
        if text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) {
            // A lone `<` in a title is no markup, and a text that parses to nothing was none.
            do {
                let tree = try HTMLTree.parse(Array(text.utf8), contentType: "text/html; charset=utf-8")
                words = tree.nodes.isEmpty ? "" : tree.text(of: 0)
            } catch {
                words = text
            }
        }
        let joined = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return joined.isEmpty ? nil : joined
    }
}

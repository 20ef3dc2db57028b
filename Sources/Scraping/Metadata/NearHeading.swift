import Markup

/// The short texts around a page's heading, where bylines and dates stand. Further away they are somebody else's.
struct NearHeading {
    /// A text with the node it stands in.
    struct Line {
        var text: String
        var node: Int
    }

    /// Nodes before the heading and after it that are looked at.
    private static let before = 60
    private static let after = 220

    private(set) var lines: [Line] = []
    /// The nodes they stand in; empty for a page without a heading.
    private(set) var nodes = 0..<0

    init(_ tree: HTMLTree, _ elements: PageElements) {
        guard let heading = elements.headings.first else { return }
        let end = Int(tree.nodes[heading].end)
        nodes = max(0, heading - Self.before)..<min(tree.nodes.count, end + Self.after)
        for node in nodes where tree.nodes[node].tag == .text && !(heading..<end).contains(node) {
            let bytes = tree.textBytes(of: node)
            guard bytes.count < 400, bytes.contains(where: { !$0.isHTMLSpace }) else { continue }
            let text = String(decoding: bytes, as: UTF8.self).trimmingBlanks
            if !text.isEmpty && text.utf8.count < 120 { lines.append(Line(text: text, node: node)) }
        }
    }
}

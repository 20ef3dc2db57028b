import Markup

/// Writes markup that stands in a feed as XML out as HTML.
struct FeedXHTML {
    let tree: XMLTree

    /// What an element holds.
    func inner(_ node: Int) -> String {
        var html: [UInt8] = []
        var open: [(end: Int, name: String)] = []
        var next = tree.content(of: node).first
        let end = tree.end(of: node)
        while let index = next, index < end {
            while let last = open.last, last.end <= index {
                html += "</\(last.name)>".utf8
                open.removeLast()
            }
            if let name = tree.name(of: index) {
                write(index, name, &html)
                open.append((tree.end(of: index), name.local))
            } else {
                escape(tree.bytes(ofText: index), &html)
            }
            next = index + 1
        }
        for element in open.reversed() { html += "</\(element.name)>".utf8 }
        return String(decoding: html, as: UTF8.self)
    }

    private func write(_ node: Int, _ name: XMLTree.Name, _ html: inout [UInt8]) {
        html += "<\(name.local)".utf8
        for (attribute, value) in tree.attributes(of: node) where attribute.prefix != "xml" {
            let written =
                attribute.namespace == "http://www.w3.org/1999/xlink" ? "xlink:" + attribute.local : attribute.local
            html += " \(written)=\"".utf8
            escape(Array(value.utf8)[...], &html, isValue: true)
            html.append(UInt8(ascii: "\""))
        }
        if (name.local == "math" || name.local == "svg") && !name.namespace.isEmpty {
            html += " xmlns=\"\(name.namespace)\"".utf8
        }
        html.append(UInt8(ascii: ">"))
    }

    private func escape(_ bytes: ArraySlice<UInt8>, _ html: inout [UInt8], isValue: Bool = false) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "&"): html += "&amp;".utf8
            case UInt8(ascii: "<"): html += "&lt;".utf8
            case UInt8(ascii: ">"): html += "&gt;".utf8
            case UInt8(ascii: "\"") where isValue: html += "&quot;".utf8
            default: html.append(byte)
            }
        }
    }
}

import Markup

/// HTML inside feeds: relative addresses become absolute, what could run is taken out, the rest stays as it is written.
struct FeedMarkup {
    private let source: [UInt8]
    private let base: String
    private var output: [UInt8] = []
    private var position = 0

    private init(_ source: [UInt8], base: String) {
        self.source = source
        self.base = base
        output.reserveCapacity(source.count + 64)
    }

    /// - Parameter base: what relative addresses are relative to; empty for nothing.
    static func cleaned(_ html: String, base: String) -> String {
        guard html.utf8.contains(UInt8(ascii: "<")) else { return html }
        var markup = FeedMarkup(Array(html.utf8), base: base)
        markup.run()
        return String(decoding: markup.output, as: UTF8.self)
    }

    /// Whether a text that is not said to be HTML is: it closes a tag or names a character, and has no unknown tags.
    static func looksLikeHTML(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let open = bytes.firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
            return false
        }
        var found = false
        var index = open
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "&") {
                let name = bytes[(index + 1)...].prefix(10).prefix { isLetterOrDigit($0) || $0 == UInt8(ascii: "#") }
                let end = index + 1 + name.count
                if !name.isEmpty, end < bytes.count, bytes[end] == UInt8(ascii: ";") { found = true }
            } else if bytes[index] == UInt8(ascii: "<") {
                let isEnd = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "/")
                let name = bytes[(index + (isEnd ? 2 : 1))...].prefix(16).prefix(while: isLetterOrDigit)
                if !name.isEmpty {
                    guard knownTags.contains(String(decoding: name, as: UTF8.self).lowercased()) else { return false }
                    if isEnd { found = true }
                }
            }
            index += 1
        }
        return found
    }

    private mutating func run() {
        while position < source.count {
            let next = source[position...].firstIndex(of: UInt8(ascii: "<")) ?? source.count
            output += source[position..<next]
            position = next
            guard position + 1 < source.count else {
                output += source[position...]
                return
            }
            let byte = source[position + 1]
            if Self.isLetter(byte) {
                startTag()
            } else if byte == UInt8(ascii: "/"), position + 2 < source.count, Self.isLetter(source[position + 2]) {
                endTag()
            } else if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
                declaration()
            } else {
                output.append(source[position])
                position += 1
            }
        }
    }

    /// Comments and instructions go; a CDATA mark goes and what it holds stays.
    private mutating func declaration() {
        let isComment = source[position...].starts(with: "<!--".utf8)
        let terminator = Array((isComment ? "-->" : ">").utf8)
        var index = position + (isComment ? 4 : 2)
        while index + terminator.count <= source.count, !source[index...].starts(with: terminator) { index += 1 }
        guard index + terminator.count <= source.count else {
            if !isComment { output += source[position...] }
            position = source.count
            return
        }
        position = index + terminator.count
    }

    private mutating func endTag() {
        let name = tagName(from: position + 2)
        let end = source[position...].firstIndex(of: UInt8(ascii: ">")) ?? source.count - 1
        position = end + 1
        guard !Self.droppedTags.contains(name), !Self.voidTags.contains(name) else { return }
        output += "</".utf8
        output += name.utf8
        output.append(UInt8(ascii: ">"))
    }

    private mutating func startTag() {
        let name = tagName(from: position + 1)
        let nameEnd = position + 1 + name.utf8.count
        // Most tags are plain and pass as they are.
        if nameEnd < source.count, source[nameEnd] == UInt8(ascii: ">"), !Self.isSpecial(name) {
            output.append(UInt8(ascii: "<"))
            output += name.utf8
            output.append(UInt8(ascii: ">"))
            position = nameEnd + 1
            return
        }
        var tag = FeedTag(source, from: nameEnd)
        tag.read()
        guard tag.isClosed else {
            output += source[position...]
            position = source.count
            return
        }
        position = tag.position
        if Self.deadTags.contains(name) { return skipContent(of: name) }
        guard !Self.droppedTags.contains(name) else { return }
        output.append(UInt8(ascii: "<"))
        output += name.utf8
        write(tag.attributes, of: name)
        output += (Self.voidTags.contains(name) ? " />" : tag.isEmpty ? "></\(name)>" : ">").utf8
    }

    private mutating func write(_ attributes: [(name: String, value: String)], of tag: String) {
        var kept = attributes.filter { !$0.name.hasPrefix("on") && $0.name != "srcdoc" && $0.name != "formaction" }
        if kept.contains(where: { $0.name.hasPrefix("xlink:") }), !kept.contains(where: { $0.name == "xmlns:xlink" }) {
            kept.append(("xmlns:xlink", "http://www.w3.org/1999/xlink"))
        }
        for (name, value) in kept.sorted(by: { $0.name < $1.name }) {
            var value = value
            if Self.addressAttributes.contains(name) {
                value = FeedAddress.resolve(value, against: base)
                if FeedAddress.isUnsafe(value) { continue }
            }
            output.append(0x20)
            output += name.utf8
            output += "=\"".utf8
            output += value.replacing("\"", with: "&quot;").utf8
            output.append(UInt8(ascii: "\""))
        }
    }

    /// Goes behind the end tag of an element whose content is no text; without one the element is empty.
    private mutating func skipContent(of name: String) {
        let end = Array("/\(name)".utf8)
        var index = position
        while let open = source[index...].firstIndex(of: UInt8(ascii: "<")) {
            if source[(open + 1)...].prefix(end.count).elementsEqual(end, by: { $0 | 0x20 == $1 | 0x20 }) {
                position = (source[open...].firstIndex(of: UInt8(ascii: ">")) ?? source.count - 1) + 1
                return
            }
            index = open + 1
        }
        position = source.count
    }

    private func tagName(from start: Int) -> String {
        let name = source[start...].prefix {
            Self.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":")
        }
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isLetter(byte) || (byte >= 0x30 && byte <= 0x39)
    }

    private static func isSpecial(_ name: String) -> Bool {
        voidTags.contains(name) || deadTags.contains(name) || droppedTags.contains(name)
    }

    private static let voidTags: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ]
    /// Elements that go with all they hold.
    private static let deadTags: Set<String> = ["script", "style", "applet"]
    /// Tags that go; what stands inside them stays.
    private static let droppedTags: Set<String> = [
        "html", "head", "body", "meta", "link", "base", "object", "embed", "iframe", "frame", "frameset", "noscript",
        "xml", "param",
    ]
    private static let addressAttributes: Set<String> = [
        "href", "src", "action", "cite", "background", "longdesc", "poster", "usemap", "data", "profile", "codebase",
        "xlink:href",
    ]
    private static let knownTags: Set<String> = [
        "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "big", "blockquote", "br", "button",
        "caption", "center", "cite", "code", "col", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "fieldset",
        "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i",
        "img", "input", "ins", "kbd", "label", "legend", "li", "mark", "menu", "nav", "ol", "option", "p", "pre", "q",
        "s", "samp", "section", "select", "small", "source", "span", "strike", "strong", "sub", "summary", "sup",
        "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "video",
    ]
}

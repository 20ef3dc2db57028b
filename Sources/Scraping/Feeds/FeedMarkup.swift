import Markup

/// HTML inside feeds: relative addresses become absolute, what could run is taken out, the rest stays as it is written.
struct FeedMarkup {
    private let source: ArraySlice<UInt8>
    private let base: FeedBase
    private var output: [UInt8] = []
    private var position: Int
    /// What stands before it is written out or left out; what comes is copied as it stands, up to where something differs.
    private var copied: Int
    /// Whether an `svg` was met, whose attributes have names of their own.
    private var isDrawing = false

    private init(_ source: ArraySlice<UInt8>, base: FeedBase) {
        self.source = source
        position = source.startIndex
        copied = source.startIndex
        self.base = base
        // Addresses become longer.
        output.reserveCapacity(source.count + source.count / 4 + 64)
    }

    /// - Parameter base: what relative addresses are relative to.
    static func cleaned(_ html: String, base: FeedBase) -> String {
        html.utf8.contains(UInt8(ascii: "<")) ? cleaned(Array(html.utf8)[...], base: base) : html
    }

    /// The same for bytes that stand in a document.
    static func cleaned(_ html: ArraySlice<UInt8>, base: FeedBase) -> String {
        guard html.contains(UInt8(ascii: "<")) else { return String(decoding: html, as: UTF8.self) }
        var markup = FeedMarkup(html, base: base)
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
        let source = self.source
        let bytes = source.span
        let offset = source.startIndex
        while let open = bytes.firstIndex(of: UInt8(ascii: "<"), from: position - offset), open + 1 < bytes.count {
            position = open + offset
            if !isDrawing, let tag = FeedWrittenTag(in: bytes, at: open) {
                if let address = tag.address { resolve((address.lowerBound + offset)..<(address.upperBound + offset)) }
                position = tag.end + offset
                continue
            }
            let byte = bytes[open + 1]
            if Self.isLetter(byte) {
                copy()
                startTag()
            } else if byte == UInt8(ascii: "/"), open + 2 < bytes.count, Self.isLetter(bytes[open + 2]) {
                copy()
                endTag()
            } else if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
                copy()
                declaration()
            } else {
                position += 1
                continue
            }
            copied = position
        }
        position = source.endIndex
        copy()
    }

    /// Writes what stands between the last thing that differed and this place.
    private mutating func copy() {
        if copied < position { output += source[copied..<position] }
        copied = position
    }

    /// Writes what an address means in the place of what is written.
    private mutating func resolve(_ address: Range<Int>) {
        position = address.lowerBound
        copy()
        let start = output.count
        base.append(source[address], to: &output)
        escapeQuotes(from: start)
        copied = address.upperBound
    }

    private mutating func escapeQuotes(from start: Int) {
        guard output[start...].contains(UInt8(ascii: "\"")) else { return }
        let written = String(decoding: output[start...], as: UTF8.self).replacing("\"", with: "&quot;")
        output.removeSubrange(start...)
        output += written.utf8
    }

    /// Comments and instructions go; a CDATA mark goes and what it holds stays.
    private mutating func declaration() {
        let isComment = source[position...].starts(with: "<!--".utf8)
        let terminator = Array((isComment ? "-->" : ">").utf8)
        var index = position + (isComment ? 4 : 2)
        while index + terminator.count <= source.endIndex, !source[index...].starts(with: terminator) { index += 1 }
        guard index + terminator.count <= source.endIndex else {
            if !isComment { output += source[position...] }
            position = source.endIndex
            return
        }
        position = index + terminator.count
    }

    private mutating func endTag() {
        let name = tagName(from: position + 2)
        let end = source[position...].firstIndex(of: UInt8(ascii: ">")) ?? source.endIndex - 1
        position = end + 1
        guard case .kept = FeedTagKind(name.span) else { return }
        output.append(UInt8(ascii: "<"))
        output.append(UInt8(ascii: "/"))
        append(lower: name)
        output.append(UInt8(ascii: ">"))
    }

    private mutating func startTag() {
        let name = tagName(from: position + 1)
        let kind = FeedTagKind(name.span)
        let tag = FeedTag(source, from: name.endIndex)
        guard tag.isClosed else {
            output += source[position...]
            position = source.endIndex
            return
        }
        position = tag.position
        switch kind {
        case .dead: return skipContent(of: name)
        case .dropped: return
        case .kept, .void: break
        }
        output.append(UInt8(ascii: "<"))
        append(lower: name)
        if name.count == 3, name.elementsEqual("svg".utf8, by: { $0 | 0x20 == $1 }) { isDrawing = true }
        if let first = tag.first {
            tag.others.isEmpty ? write(first, name: lower(first.name)) : write([first] + tag.others)
        }
        if case .void = kind {
            output += " />".utf8
        } else {
            output.append(UInt8(ascii: ">"))
            if tag.isEmpty {
                output += "</".utf8
                append(lower: name)
                output.append(UInt8(ascii: ">"))
            }
        }
    }

    /// Writes attributes in the order of their names; of a repeated one the first.
    private mutating func write(_ attributes: [FeedTag.Attribute]) {
        var named = attributes.map { (name: lower($0.name), attribute: $0) }
        if named.contains(where: { $0.name.starts(with: "xlink:".utf8) }),
            !named.contains(where: { $0.name.elementsEqual("xmlns:xlink".utf8) })
        {
            // Marked by an empty place: the declaration is none of the source's.
            named.append(
                (Array("xmlns:xlink".utf8)[...], FeedTag.Attribute(name: 0..<0, value: 0..<0, hasValue: false)))
        }
        named.sort { $0.name.lexicographicallyPrecedes($1.name) }
        var last: ArraySlice<UInt8> = []
        for (name, attribute) in named where !name.elementsEqual(last) {
            last = name
            write(attribute, name: name)
        }
    }

    private mutating func write(_ attribute: FeedTag.Attribute, name: ArraySlice<UInt8>) {
        let kind = FeedAttributeKind(name.span)
        let value = source[attribute.value]
        switch kind {
        case .dropped: return
        case .address where FeedAddress.isUnsafe(value.span): return
        case .address, .kept: break
        }
        output.append(0x20)
        if isDrawing, let written = FeedAttributeKind.drawing[Array(name)] { output += written } else { output += name }
        output.append(UInt8(ascii: "="))
        output.append(UInt8(ascii: "\""))
        let start = output.count
        if attribute.name.isEmpty {
            output += "http://www.w3.org/1999/xlink".utf8
        } else if case .address = kind {
            base.append(value, to: &output)
        } else {
            output += attribute.hasValue ? value : name
        }
        escapeQuotes(from: start)
        output.append(UInt8(ascii: "\""))
    }

    /// Goes behind the end tag of an element whose content is no text; without one nothing is left.
    private mutating func skipContent(of name: ArraySlice<UInt8>) {
        var index = position
        while let open = source[index...].firstIndex(of: UInt8(ascii: "<")) {
            let isEnd = open + 1 < source.endIndex && source[open + 1] == UInt8(ascii: "/")
            if isEnd, source[(open + 2)...].prefix(name.count).elementsEqual(name, by: { $0 | 0x20 == $1 | 0x20 }) {
                position = (source[open...].firstIndex(of: UInt8(ascii: ">")) ?? source.endIndex - 1) + 1
                return
            }
            index = open + 1
        }
        position = source.endIndex
    }

    private func tagName(from start: Int) -> ArraySlice<UInt8> {
        source[start...].prefix { Self.isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") }
    }

    /// A name in lower case; the source itself where it already is.
    private func lower(_ range: Range<Int>) -> ArraySlice<UInt8> {
        let name = source[range]
        guard name.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) else { return name }
        return name.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }[...]
    }

    private mutating func append(lower name: ArraySlice<UInt8>) {
        for byte in name { output.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isLetter(byte) || (byte >= 0x30 && byte <= 0x39)
    }

    private static let knownTags: Set<String> = [
        "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "big", "blockquote", "br", "button",
        "caption", "center", "cite", "code", "col", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "fieldset",
        "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i",
        "img", "input", "ins", "kbd", "label", "legend", "li", "mark", "menu", "nav", "ol", "option", "p", "pre", "q",
        "s", "samp", "section", "select", "small", "source", "span", "strike", "strong", "sub", "summary", "sup",
        "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "video",
    ]
}

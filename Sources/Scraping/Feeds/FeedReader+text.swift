import Markup

extension FeedReader {
    /// A text as an element holds it, and what kind of text it is.
    struct Construct {
        var value: String
        /// `text/plain`, `text/html`, `application/xhtml+xml`, or what the feed says.
        var type: String
        var base: String
        var language: String?
        var address: String?

        var detail: FeedFields {
            var fields = FeedFields([
                ("type", .text(type)), ("language", language.map { .text($0) } ?? .null), ("base", .text(base)),
                ("value", .text(value)),
            ])
            if let address { fields["src"] = .text(address) }
            return fields
        }
    }

    func readConstruct(
        _ node: Int, of owner: Owner, into fields: inout FeedFields, _ surroundings: Surroundings
    ) {
        let kind = element(node)
        let isHTML = kind == .description || kind == .encodedContent
        let fallback = isHTML ? "text/html" : kind == .body ? "application/xhtml+xml" : "text/plain"
        let construct = construct(node, fallback: fallback, surroundings)
        switch kind {
        case .title: set("title", construct, in: &fields)
        case .moduleTitle: if fields["title"] == nil { set("title", construct, in: &fields) }
        case .info: set("info", construct, in: &fields)
        case .rights:
            set("rights", construct, in: &fields)
            alias("copyright", of: "rights", in: &fields)
        case .content, .body, .encodedContent: addContent(construct, to: &fields)
        case .subtitle:
            if fields["subtitle"] == nil || memberName(node) != "itunes_subtitle" {
                set("subtitle", construct, in: &fields)
                if owner == .feed { alias("tagline", of: "subtitle", in: &fields) }
            }
        case .description where owner != .entry:
            set("subtitle", construct, in: &fields)
            fields["description"] = .text(construct.value)
        case .summary where owner != .entry:
            set("summary", construct, in: &fields)
            fields.setDefault("description", .text(construct.value))
        default: addSummary(construct, to: &fields)
        }
    }

    /// The first of several summaries is the summary; the others are content.
    private func addSummary(_ construct: Construct, to fields: inout FeedFields) {
        guard fields["summary_detail"] == nil else { return addContent(construct, to: &fields) }
        set("summary", construct, in: &fields)
        fields["description"] = .text(construct.value)
    }

    private func addContent(_ construct: Construct, to fields: inout FeedFields) {
        fields.append(.fields(construct.detail), to: "content")
        if Self.isRead(construct.type), fields["summary"] == nil, !construct.value.isEmpty {
            fields["summary"] = .text(construct.value)
            fields["description"] = .text(construct.value)
        }
    }

    /// Whether a text of this type is one to be read.
    private static func isRead(_ type: String) -> Bool {
        type == "text/html" || type == "text/plain" || type == "application/xhtml+xml"
    }

    private func set(_ name: String, _ construct: Construct, in fields: inout FeedFields) {
        fields[name] = .text(construct.value)
        fields[name + "_detail"] = .fields(construct.detail)
    }

    private func alias(_ alias: String, of name: String, in fields: inout FeedFields) {
        fields[alias] = fields[name]
        fields[alias + "_detail"] = fields[name + "_detail"]
    }

    func construct(_ node: Int, fallback: String, _ surroundings: Surroundings) -> Construct {
        let written = attribute("type", of: node) ?? ""
        var type = written.isEmpty ? fallback : Self.mediaType(written)
        let mode = attribute("mode", of: node)?.lowercased()
        var value: String
        if type == "text/html", mode == nil, let bytes = tree.trimmedBytes(of: node) {
            // Nearly always: the text is read where it stands.
            value = FeedMarkup.cleaned(bytes, base: surroundings.base)
            return construct(of: node, value, type, surroundings)
        } else if mode == "base64" || (mode == nil && Self.isBinary(type)) {
            value = Self.decodedBase64(text(node)) ?? text(node)
        } else if tree.children(of: node).isEmpty {
            value = type == "application/xhtml+xml" ? inner(node) : text(node)
        } else if let division = escapedDivision(node, type) {
            value = text(division)
        } else {
            if !type.hasSuffix("xml") { type = "application/xhtml+xml" }
            value = inner(node)
        }
        if !isAtom, type == "text/plain", FeedMarkup.looksLikeHTML(value) { type = "text/html" }
        if type == "text/html" || type == "application/xhtml+xml" {
            value = FeedMarkup.cleaned(value, base: surroundings.base)
        }
        return construct(of: node, value, type, surroundings)
    }

    private func construct(
        of node: Int, _ value: String, _ type: String, _ surroundings: Surroundings
    ) -> Construct {
        Construct(
            value: value, type: type, base: surroundings.base.text, language: surroundings.language,
            address: attribute("src", of: node).map { FeedAddress.resolve($0, against: surroundings.base) })
    }

    /// Some programs wrap escaped HTML in a `div` of XHTML.
    private func escapedDivision(_ node: Int, _ type: String) -> Int? {
        guard !type.hasSuffix("xml") else { return nil }
        let children = tree.children(of: node)
        guard children.count == 1, tree.name(of: children[0])?.local == "div", tree.children(of: children[0]).isEmpty
        else { return nil }
        return children[0]
    }

    private func inner(_ node: Int) -> String {
        var content = node
        if stripsDivision {
            let children = tree.content(of: node).filter { child in
                tree.name(of: child) != nil || tree.bytes(ofText: child).contains { !$0.isHTMLSpace }
            }
            if children.count == 1, tree.name(of: children[0])?.local == "div" { content = children[0] }
        }
        return FeedXHTML(tree: tree).inner(content).trimmingBlanks
    }

    private static func mediaType(_ written: String) -> String {
        let type = written.lowercased()
        return switch type {
        case "text", "plain": "text/plain"
        case "html": "text/html"
        case "xhtml": "application/xhtml+xml"
        default: type
        }
    }

    private static func isBinary(_ type: String) -> Bool {
        guard type.contains("/"), !type.hasPrefix("text/") else { return false }
        return !type.hasSuffix("+xml") && !type.hasSuffix("/xml") && !type.hasSuffix("/json")
            && !type.hasSuffix("+json")
    }

    /// Nil for what is no base64, or no text.
    private static func decodedBase64(_ text: String) -> String? {
        var bits: UInt32 = 0
        var count = 0
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            let value: UInt8
            switch byte {
            case 0x41...0x5A: value = byte - 0x41
            case 0x61...0x7A: value = byte - 0x61 + 26
            case 0x30...0x39: value = byte - 0x30 + 52
            case 0x2B, 0x2D: value = 62
            case 0x2F, 0x5F: value = 63
            case 0x3D, 0x20, 0x0A, 0x0D, 0x09: continue
            default: return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

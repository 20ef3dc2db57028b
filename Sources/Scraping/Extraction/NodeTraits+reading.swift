import Markup

extension NodeTraits {
    /// Reads the class, id, role and item property of an element.
    init(of node: Int, in tree: HTMLTree) {
        self = []
        for attribute in tree.attributes(of: node) {
            switch attribute.name {
            case .class, .id, .itemprop: formUnion(Self.ofNames(tree.bytes[attribute.range].prefix(512)))
            case .role:
                let bytes = tree.bytes[attribute.range].prefix(512)
                formUnion(Self.ofNames(bytes))
                formUnion(Self.ofRole(String(decoding: bytes, as: UTF8.self)))
            case .hidden: insert(.hidden)
            case .ariaHidden:
                if tree.bytes[attribute.range].elementsEqual("true".utf8) { insert(.hidden) }
            case .ariaModal: insert(.overlay)
            case .style: if Self.hides(tree.bytes[attribute.range].prefix(1024)) { insert(.hidden) }
            default: break
            }
        }
    }

    /// Whether a style attribute takes the element out of sight.
    private static func hides(_ style: ArraySlice<UInt8>) -> Bool {
        guard style.containsIgnoringCase("none") || style.containsIgnoringCase("hidden") else { return false }
        let declarations = style.filter { !$0.isHTMLSpace }[...]
        return declarations.containsIgnoringCase("display:none")
            || declarations.containsIgnoringCase("visibility:hidden")
    }

    private static func ofRole(_ role: String) -> NodeTraits {
        switch role {
        case "navigation", "menu", "menubar", "toolbar", "search": .navigation
        case "banner": .header
        case "contentinfo": .footer
        case "complementary": .sidebar
        case "dialog", "alertdialog": .overlay
        case "main", "article": .content
        default: []
        }
    }

    /// Splits names at anything that is no letter and before capitals, and looks up each word and each pair of neighbours:
    /// `post-body`, `postBody` and `post_body` are `post`, `body` and `postbody`.
    private static func ofNames(_ names: ArraySlice<UInt8>) -> NodeTraits {
        let empty = NameHash.empty
        var traits: NodeTraits = []
        var word = empty
        var pair = empty
        var length = 0
        func endWord() {
            guard length > 0 else { return }
            if let found = NodeTraits.ofWord(word) { traits.formUnion(found) }
            if pair != word, let found = NodeTraits.ofWord(pair) { traits.formUnion(found) }
            pair = word
            word = empty
            length = 0
        }
        var wasLower = false
        for byte in names {
            let isLower = byte >= 0x61 && byte <= 0x7A
            let isUpper = byte >= 0x41 && byte <= 0x5A
            if !isLower && !isUpper {
                endWord()
                if byte.isHTMLSpace { pair = empty }
                wasLower = false
                continue
            }
            if isUpper && wasLower { endWord() }
            let letter = isUpper ? byte | 0x20 : byte
            word = NameHash.combine(word, letter)
            pair = NameHash.combine(pair, letter)
            length += 1
            wasLower = isLower
        }
        endWord()
        return traits
    }
}

import Markup

extension NodeTraits {
    /// Reads the class, id, role and item property of an element.
    init(of node: Int, in tree: HTMLTree) {
        self = []
        guard tree.hasAttributes(node) else { return }
        for attribute in [HTMLAttribute.class, .id, .role, .itemprop] {
            guard let bytes = tree.attributeBytes(attribute, of: node) else { continue }
            formUnion(Self.ofNames(bytes.prefix(512)))
            if attribute == .role { formUnion(Self.ofRole(String(decoding: bytes, as: UTF8.self))) }
        }
        if tree.attributeBytes(.hidden, of: node) != nil { insert(.hidden) }
        if let value = tree.attribute(.ariaHidden, of: node), value == "true" { insert(.hidden) }
        if tree.attributeBytes(.ariaModal, of: node) != nil { insert(.overlay) }
        if let style = tree.attributeBytes(.style, of: node)?.prefix(1024), style.count > 8 {
            let declarations = style.filter { !$0.isHTMLSpace }
            if declarations.containsIgnoringCase("display:none")
                || declarations.containsIgnoringCase("visibility:hidden")
            {
                insert(.hidden)
            }
        }
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
        let empty = WordHash.of([])
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
            word = WordHash.combine(word, letter)
            pair = WordHash.combine(pair, letter)
            length += 1
            wasLower = isLower
        }
        endWord()
        return traits
    }
}

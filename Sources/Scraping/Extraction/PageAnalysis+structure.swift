import Markup

/// What tables, lists, images and code are, beyond their tags.
extension PageAnalysis {
    /// Whether an item stands in a list that is one.
    func isListItem(_ index: Int) -> Bool {
        let parent = Int(tree.nodes[index].parent)
        guard parent >= 0 else { return false }
        return tree.nodes[parent].tag == .ul || tree.nodes[parent].tag == .ol
    }

    /// The number of columns of a table that holds data; nil for one that only lays out a page.
    func columnsOfDataTable(_ table: Int) -> Int? {
        var columns = 0
        var rows = 0
        var current = 0
        for index in tree.descendants(of: table) where !isRemoved[index] {
            switch tree.nodes[index].tag {
            case .tr:
                rows += 1
                current = 0
            case .td, .th:
                current += 1
                columns = max(columns, current)
            case .table, .h1, .h2, .h3, .ul, .ol, .pre, .blockquote, .form: return nil
            case .p where held[index].characters > 400: return nil
            default: break
            }
        }
        return columns >= 2 && columns <= 60 && rows >= 2 ? columns : nil
    }

    /// Whether no row of the same table stands before it.
    func isFirstRow(_ row: Int) -> Bool {
        var index = row - 1
        while index >= 0, tree.nodes[index].tag != .table {
            if tree.nodes[index].tag == .tr { return false }
            index -= 1
        }
        return true
    }

    private static let imageSources: [HTMLAttribute] = [.dataSrc, .dataOriginal, .dataLazySrc, .src]

    /// Where the picture of an image is: lazy loading keeps it beside a placeholder.
    func imageSource(_ image: Int) -> String? {
        for attribute in Self.imageSources {
            if let value = tree.attribute(attribute, of: image)?.trimmingBlanks, !value.isEmpty,
                !value.hasPrefix("data:")
            {
                return value
            }
        }
        return nil
    }

    /// The language that a highlighter was told, by the class `language-…` or `lang-…`.
    func codeLanguage(_ pre: Int) -> String {
        let end = min(Int(tree.nodes[pre].end), pre + 3)
        for index in pre..<end {
            for name in tree.attribute(.class, of: index)?.split(separator: " ") ?? [] {
                for prefix in ["language-", "lang-"] where name.hasPrefix(prefix) {
                    return String(name.dropFirst(prefix.count).prefix(40))
                }
            }
        }
        return ""
    }
}

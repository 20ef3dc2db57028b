/// An XML document as flat arrays of values, laid out as in `HTMLTree`: a node is an index, a subtree is a range.
package struct XMLTree: Sendable {
    /// A name with its namespace.
    package struct Name: Hashable, Sendable {
        /// The namespace's address; empty for none. Of a prefix that nothing declares, the prefix itself.
        package var namespace: String
        /// As written; empty for none.
        package var prefix: String
        package var local: String

        package init(namespace: String = "", prefix: String = "", local: String) {
            self.namespace = namespace
            self.prefix = prefix
            self.local = local
        }
    }

    struct Node: Sendable {
        /// Index into `names`; -1 for a text.
        var name: Int32
        var parent: Int32
        var end: Int32
        var start: UInt32
        var stop: UInt32
    }

    struct AttributeValue: Sendable {
        var name: Int32
        var start: UInt32
        var stop: UInt32
    }

    var nodes: [Node] = []
    var names: [Name] = []
    var attributes: [AttributeValue] = []
    /// The document. What had to be written anew stands behind it in `extra`, so that the document is not copied.
    var bytes: [UInt8] = []
    var extra: [UInt8] = []
    /// Whether the document was XML, and not only like it.
    package var isWellFormed = true

    package init() {}

    /// The names that elements and attributes have; `nameIndex` points into them.
    package var allNames: [Name] { names }

    /// The name of an element as an index into `allNames`; nil for a text.
    package func nameIndex(of node: Int) -> Int? {
        let name = Int(nodes[node].name)
        return name < 0 ? nil : name
    }

    /// The root element; nil for a document without any.
    package var root: Int? { nodes.isEmpty ? nil : 0 }

    /// The name of an element; nil for a text.
    package func name(of node: Int) -> Name? {
        let name = nodes[node].name
        return name < 0 ? nil : names[Int(name)]
    }

    /// The element around a node; nil for the root.
    package func parent(of node: Int) -> Int? {
        let parent = nodes[node].parent
        return parent < 0 ? nil : Int(parent)
    }

    /// The child elements of a node, in order.
    package func children(of node: Int) -> [Int] {
        var children: [Int] = []
        var next = node + 1
        while next < Int(nodes[node].end) {
            if nodes[next].name >= 0 { children.append(next) }
            next = Int(nodes[next].end)
        }
        return children
    }

    /// The children of a node, texts among them, in order.
    package func content(of node: Int) -> [Int] {
        var children: [Int] = []
        var next = node + 1
        while next < Int(nodes[node].end) {
            children.append(next)
            next = Int(nodes[next].end)
        }
        return children
    }

    /// All text below a node without blanks around it.
    package func trimmedText(of node: Int) -> String {
        guard let bytes = trimmedBytes(of: node) else { return text(of: node).trimmingBlanks }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same as it stands in the document, where one text is all that there is, which is nearly always, and only blanks
    /// of ASCII stand around it; nil elsewhere.
    package func trimmedBytes(of node: Int) -> ArraySlice<UInt8>? {
        guard Int(nodes[node].end) == node + 2, nodes[node + 1].name < 0 else { return nil }
        var slice = bytes(ofText: node + 1)
        while let first = slice.first, first.isHTMLSpace { slice.removeFirst() }
        while let last = slice.last, last.isHTMLSpace { slice.removeLast() }
        return (slice.first ?? 0) < 0x80 && (slice.last ?? 0) < 0x80 ? slice : nil
    }

    /// The first node behind all that is inside a node.
    package func end(of node: Int) -> Int { Int(nodes[node].end) }

    private func slice(_ start: UInt32, _ stop: UInt32) -> ArraySlice<UInt8> {
        let (start, stop) = (Int(start), Int(stop))
        if stop <= bytes.count { return bytes[start..<stop] }
        return extra[(start - bytes.count)..<(stop - bytes.count)]
    }

    /// The bytes of a text as they stand.
    package func bytes(ofText node: Int) -> ArraySlice<UInt8> {
        slice(nodes[node].start, nodes[node].stop)
    }

    /// The attributes of an element in the order of the document.
    package func attributes(of node: Int) -> [(name: Name, value: String)] {
        guard nodes[node].name >= 0 else { return [] }
        return attributes[Int(nodes[node].start)..<Int(nodes[node].stop)].map {
            (names[Int($0.name)], String(decoding: slice($0.start, $0.stop), as: UTF8.self))
        }
    }

    /// The attributes of an element, for `nameIndex(ofAttribute:)` and `value(ofAttribute:)`; empty for a text.
    package func attributeIndices(of node: Int) -> Range<Int> {
        nodes[node].name < 0 ? 0..<0 : Int(nodes[node].start)..<Int(nodes[node].stop)
    }

    /// The name of an attribute as an index into `allNames`.
    package func nameIndex(ofAttribute index: Int) -> Int { Int(attributes[index].name) }

    /// The value of an attribute.
    package func value(ofAttribute index: Int) -> String {
        String(decoding: slice(attributes[index].start, attributes[index].stop), as: UTF8.self)
    }

    /// Whether an element has any attribute.
    package func hasAttributes(_ node: Int) -> Bool { nodes[node].name >= 0 && nodes[node].start < nodes[node].stop }

    /// The elements below a node, in document order.
    package func descendants(of node: Int) -> some Sequence<Int> {
        ((node + 1)..<Int(nodes[node].end)).lazy.filter { nodes[$0].name >= 0 }
    }

    /// The value of an attribute by its local name; of several in different namespaces the first.
    package func attribute(_ name: String, of node: Int, namespace: String? = nil) -> String? {
        guard nodes[node].name >= 0 else { return nil }
        for attribute in attributes[Int(nodes[node].start)..<Int(nodes[node].stop)] {
            let found = names[Int(attribute.name)]
            guard found.local == name, namespace.map({ $0 == found.namespace }) ?? true else { continue }
            return String(decoding: slice(attribute.start, attribute.stop), as: UTF8.self)
        }
        return nil
    }

    /// All text below a node as it stands, blanks included.
    package func text(of node: Int) -> String {
        var text: [UInt8] = []
        for index in node..<Int(nodes[node].end) where nodes[index].name < 0 {
            text += slice(nodes[index].start, nodes[index].stop)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

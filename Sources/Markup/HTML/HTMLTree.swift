/// A page as flat arrays of values, in document order.
///
/// A node is an index. The subtree of node `n` is the range `n..<nodes[n].end`, its first child is `n + 1` (if that is
/// before `end`), the next sibling of a child is its own `end`: every walk is a loop over an array, none recurses over what
/// a stranger nested. The tree owns its bytes, so it may cross threads.
package struct HTMLTree: Sendable {
    /// An element or a run of text.
    package struct Node: Sendable {
        package var tag: HTMLTag
        package var depth: UInt16
        /// The index of the parent; -1 for the root.
        package var parent: Int32
        /// One past the last node of its subtree.
        package var end: Int32
        /// Of a text: where its bytes start and end. Of an element: where its attributes start and end.
        package var start: UInt32
        package var stop: UInt32
    }

    /// An attribute and where the bytes of its value stand.
    package struct AttributeValue: Sendable {
        package var name: HTMLAttribute
        package var start: UInt32
        package var stop: UInt32

        /// The value's place in `HTMLTree.bytes`.
        package var range: Range<Int> { Int(start)..<Int(stop) }
    }

    /// All nodes in document order; empty for a page without any element.
    package internal(set) var nodes: [Node] = []
    /// The attributes of all elements, in document order.
    package internal(set) var attributes: [AttributeValue] = []
    /// The bytes of all texts and attribute values, valid UTF-8.
    package internal(set) var bytes: [UInt8] = []
    /// The contents of `<script type="application/ld+json">`, in document order.
    package internal(set) var structuredData: [String] = []

    /// Where the source holds JSON for the page's scripts, in attributes and in scripts of that type.
    var dataRanges: [Range<Int>] = []

    package init() {}

    /// The JSON that the page carries for its scripts, in document order: attributes of over a thousand bytes, and
    /// `<script type="application/json">`; at most sixteen of them.
    package var scriptData: [String] {
        dataRanges.map { range in
            var decoded: [UInt8] = []
            HTMLReference.decode(bytes, range, isValue: true, into: &decoded)
            return String(decoding: decoded, as: UTF8.self)
        }
    }

    /// The children of a node in order, texts included.
    package func children(of node: Int) -> HTMLChildren {
        HTMLChildren(tree: self, upcoming: node + 1, end: Int(nodes[node].end))
    }

    /// The nodes below a node, in document order, without itself.
    package func descendants(of node: Int) -> Range<Int> {
        (node + 1)..<Int(nodes[node].end)
    }

    /// The bytes of a text node; empty for elements.
    package func textBytes(of node: Int) -> ArraySlice<UInt8> {
        let node = nodes[node]
        return node.tag == .text ? bytes[Int(node.start)..<Int(node.stop)] : []
    }

    /// The attributes of an element as they were written; none of a text.
    package func attributes(of node: Int) -> ArraySlice<AttributeValue> {
        let node = nodes[node]
        return node.tag == .text ? [] : attributes[Int(node.start)..<Int(node.stop)]
    }

    /// The bytes of an attribute; nil where the element does not have it.
    package func attributeBytes(_ name: HTMLAttribute, of node: Int) -> ArraySlice<UInt8>? {
        let node = nodes[node]
        guard node.tag != .text else { return nil }
        for index in Int(node.start)..<Int(node.stop) where attributes[index].name == name {
            return bytes[Int(attributes[index].start)..<Int(attributes[index].stop)]
        }
        return nil
    }

    /// The value of an attribute; nil where the element does not have it.
    package func attribute(_ name: HTMLAttribute, of node: Int) -> String? {
        attributeBytes(name, of: node).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether an element has any of the attributes that are kept.
    package func hasAttributes(_ node: Int) -> Bool {
        nodes[node].tag != .text && nodes[node].start < nodes[node].stop
    }

    /// The text below a node with blanks collapsed and a space between blocks.
    package func text(of node: Int) -> String {
        var collected: [UInt8] = []
        var pendingSpace = false
        for index in node..<Int(nodes[node].end) {
            let tag = nodes[index].tag
            if tag.isBlock || tag == .br { pendingSpace = true }
            guard tag == .text else { continue }
            for byte in textBytes(of: index) {
                if byte.isHTMLSpace {
                    pendingSpace = true
                } else {
                    if pendingSpace && !collected.isEmpty { collected.append(0x20) }
                    pendingSpace = false
                    collected.append(byte)
                }
            }
        }
        return String(decoding: collected, as: UTF8.self)
    }

    /// The first element of a tag below a node.
    package func first(_ tag: HTMLTag, in node: Int = 0) -> Int? {
        guard node < nodes.count else { return nil }
        return (node..<Int(nodes[node].end)).first { nodes[$0].tag == tag }
    }
}

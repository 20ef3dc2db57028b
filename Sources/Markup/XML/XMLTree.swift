/// An XML document as flat arrays of values, laid out as in `HTMLTree`: a node is an index, a subtree is a range.
package struct XMLTree: Sendable {
    /// A name with its namespace.
    package struct Name: Hashable, Sendable {
        /// The namespace's address; empty for none. Of a prefix that nothing declares, the prefix itself.
        package var namespace: String
        package var local: String

        package init(namespace: String = "", local: String) {
            self.namespace = namespace
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
    var bytes: [UInt8] = []

    package init() {}

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
            return String(decoding: bytes[Int(attribute.start)..<Int(attribute.stop)], as: UTF8.self)
        }
        return nil
    }

    /// All text below a node as it stands, blanks included.
    package func text(of node: Int) -> String {
        var text: [UInt8] = []
        for index in node..<Int(nodes[node].end) where nodes[index].name < 0 {
            text += bytes[Int(nodes[index].start)..<Int(nodes[index].stop)]
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// What stands inside a node, as HTML: elements by their local names, with their attributes.
    package func innerHTML(of node: Int) -> String {
        var html = ""
        var open: [(end: Int, name: String)] = []
        for index in (node + 1)..<max(node + 1, Int(nodes[node].end)) {
            while let last = open.last, last.end <= index {
                html += "</\(last.name)>"
                open.removeLast()
            }
            guard let name = name(of: index) else {
                html += Self.escaped(bytes[Int(nodes[index].start)..<Int(nodes[index].stop)])
                continue
            }
            html += "<" + name.local
            for attribute in attributes[Int(nodes[index].start)..<Int(nodes[index].stop)] {
                html += " \(names[Int(attribute.name)].local)=\""
                html += Self.escaped(bytes[Int(attribute.start)..<Int(attribute.stop)]) + "\""
            }
            html += ">"
            open.append((Int(nodes[index].end), name.local))
        }
        for element in open.reversed() { html += "</\(element.name)>" }
        return html
    }

    private static func escaped(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing("\"", with: "&quot;")
    }
}

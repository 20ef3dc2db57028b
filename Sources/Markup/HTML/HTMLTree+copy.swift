import CLibXML2

extension HTMLTree {
    /// Copies libxml2's tree, by its own links and without recursion.
    mutating func copyNodes(of document: borrowing LibXMLDocument) {
        guard let root = unsafe xmlDocGetRootElement(document.pointer) else { return }
        var names = HTMLNames()
        var open: [Int] = []
        var current: xmlNodePtr? = unsafe root
        while let node = unsafe current {
            let index = unsafe copy(node, parent: open.last ?? -1, depth: open.count, names: &names)
            if let index, let child = unsafe node.pointee.children, nodes[index].tag != .text {
                open.append(index)
                unsafe current = child
                continue
            }
            unsafe current = unsafe next(after: node, root: root, open: &open)
        }
        while let index = open.popLast() { nodes[index].end = Int32(nodes.count) }
    }

    /// The next sibling, or that of the nearest ancestor that has one; closes the ancestors it leaves.
    private mutating func next(after node: xmlNodePtr, root: xmlNodePtr, open: inout [Int]) -> xmlNodePtr? {
        var node = unsafe node
        while true {
            if unsafe node == root { return nil }
            if let sibling = unsafe node.pointee.next { return unsafe sibling }
            guard let parent = unsafe node.pointee.parent, let index = open.popLast() else { return nil }
            nodes[index].end = Int32(nodes.count)
            unsafe node = unsafe parent
        }
    }

    /// Appends one node; nil for what a tree does not keep (comments, processing instructions, empty text).
    private mutating func copy(_ node: xmlNodePtr, parent: Int, depth: Int, names: inout HTMLNames) -> Int? {
        var tag = HTMLTag.text
        let start: Int
        if let content = unsafe presswork_xml_text(node) {
            start = bytes.count
            unsafe append(content)
            guard bytes.count > start else { return nil }
        } else if let name = unsafe node.pointee.name, unsafe node.pointee.type == XML_ELEMENT_NODE {
            unsafe tag = names.tag(name)
            start = attributes.count
            unsafe copyAttributes(of: node, names: &names)
        } else {
            return nil
        }
        let stop = tag == .text ? bytes.count : attributes.count
        nodes.append(
            Node(
                tag: tag, depth: UInt16(clamping: depth), parent: Int32(parent), end: Int32(nodes.count + 1),
                start: UInt32(start), stop: UInt32(stop)))
        return nodes.count - 1
    }

    private mutating func copyAttributes(of node: xmlNodePtr, names: inout HTMLNames) {
        var attribute = unsafe node.pointee.properties
        while let current = unsafe attribute {
            if let name = unsafe current.pointee.name, let known = unsafe names.attribute(name) {
                let start = bytes.count
                var child = unsafe current.pointee.children
                while let part = unsafe child {
                    if let content = unsafe presswork_xml_text(part) { unsafe append(content) }
                    unsafe child = part.pointee.next
                }
                attributes.append(AttributeValue(name: known, start: UInt32(start), stop: UInt32(bytes.count)))
            }
            unsafe attribute = current.pointee.next
        }
    }

    private mutating func append(_ characters: UnsafePointer<xmlChar>) {
        let count = Int(unsafe xmlStrlen(characters))
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: characters, count: count))
    }
}

/// Names as libxml2 has them, looked up once a page: it keeps one copy of each name, so an address is a name.
@safe private struct HTMLNames {
    private var tags: [UnsafePointer<xmlChar>: HTMLTag] = unsafe [:]
    private var attributes: [UnsafePointer<xmlChar>: HTMLAttribute?] = unsafe [:]

    mutating func tag(_ name: UnsafePointer<xmlChar>) -> HTMLTag {
        if let known = unsafe tags[name] { return known }
        let tag = HTMLTag(name: unsafe String(cString: name))
        unsafe tags[name] = tag
        return tag
    }

    mutating func attribute(_ name: UnsafePointer<xmlChar>) -> HTMLAttribute? {
        if let known = unsafe attributes[name] { return known }
        let attribute = HTMLAttribute(name: unsafe String(cString: name))
        unsafe attributes[name] = .some(attribute)
        return attribute
    }
}

import CLibXML2

extension XMLTree {
    /// How much XML is read.
    package struct Limits: Hashable, Sendable {
        /// Bytes of decoded text.
        package var bytes = 8 << 20
        /// Attributes of one tag.
        package var attributes = 500

        package init() {}
    }

    /// Reads XML as it comes, mending what can be mended. Synchronous: on the compute pool.
    ///
    /// Nothing outside the document is ever read, and entities are never expanded.
    /// - Throws: `MarkupError` for a document over the limit, one that declares entities, and one without an element.
    package static func parse(
        _ bytes: [UInt8], contentType: String? = nil, limits: Limits = Limits()
    ) throws(MarkupError) -> XMLTree {
        guard bytes.count <= limits.bytes else { throw tooLarge(bytes.count, limits.bytes) }
        let text = TextDecoder.decode(bytes, contentType: contentType)
        guard text.utf8.count <= limits.bytes else { throw tooLarge(text.utf8.count, limits.bytes) }
        var prescan = XMLPrescan(text.utf8, attributeLimit: limits.attributes)
        prescan.run()
        guard !prescan.output.isEmpty, let document = LibXMLDocument(xml: prescan.output) else { throw notXML }
        guard !document.declaresEntities else {
            throw MarkupError(
                code: .entitiesDeclared, message: "The document declares entities of its own; such XML is not read.")
        }
        var tree = XMLTree()
        tree.copyNodes(of: document)
        guard tree.root != nil else { throw notXML }
        return tree
    }

    private static func tooLarge(_ count: Int, _ limit: Int) -> MarkupError {
        MarkupError(code: .tooLarge, message: "The XML document has \(count) bytes; the limit is \(limit).")
    }

    private static var notXML: MarkupError {
        MarkupError(code: .empty, message: "The document holds no XML element.")
    }

    private mutating func copyNodes(of document: borrowing LibXMLDocument) {
        guard let root = unsafe xmlDocGetRootElement(document.pointer) else { return }
        var known: [Name: Int32] = [:]
        var open: [Int] = []
        var current: xmlNodePtr? = unsafe root
        while let node = unsafe current {
            let index = unsafe copy(node, parent: open.last ?? -1, names: &known)
            if let index, nodes[index].name >= 0, let child = unsafe node.pointee.children {
                open.append(index)
                unsafe current = child
            } else {
                unsafe current = unsafe next(after: node, root: root, open: &open)
            }
        }
        while let index = open.popLast() { nodes[index].end = Int32(nodes.count) }
    }

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

    private mutating func copy(_ node: xmlNodePtr, parent: Int, names known: inout [Name: Int32]) -> Int? {
        var name: Int32 = -1
        let start: Int
        if let content = unsafe presswork_xml_text(node) {
            start = bytes.count
            unsafe append(content)
        } else if unsafe node.pointee.type == XML_ELEMENT_NODE, let local = unsafe node.pointee.name {
            name = unsafe intern(local, node.pointee.ns, &known)
            start = attributes.count
            unsafe copyAttributes(of: node, names: &known)
        } else {
            return nil
        }
        nodes.append(
            Node(
                name: name, parent: Int32(parent), end: Int32(nodes.count + 1), start: UInt32(start),
                stop: UInt32(name < 0 ? bytes.count : attributes.count)))
        return nodes.count - 1
    }

    private mutating func copyAttributes(of node: xmlNodePtr, names known: inout [Name: Int32]) {
        var attribute = unsafe node.pointee.properties
        while let current = unsafe attribute {
            if let local = unsafe current.pointee.name {
                let name = unsafe intern(local, current.pointee.ns, &known)
                let start = bytes.count
                var child = unsafe current.pointee.children
                while let part = unsafe child {
                    if let content = unsafe presswork_xml_text(part) { unsafe append(content) }
                    unsafe child = part.pointee.next
                }
                attributes.append(AttributeValue(name: name, start: UInt32(start), stop: UInt32(bytes.count)))
            }
            unsafe attribute = current.pointee.next
        }
    }

    private mutating func intern(
        _ local: UnsafePointer<xmlChar>, _ namespace: UnsafeMutablePointer<xmlNs>?, _ known: inout [Name: Int32]
    ) -> Int32 {
        var name = Name(local: unsafe String(cString: local))
        if let address = unsafe namespace?.pointee.href {
            name.namespace = unsafe String(cString: address)
        } else if let colon = name.local.firstIndex(of: ":") {
            name = Name(
                namespace: String(name.local[..<colon]), local: String(name.local[name.local.index(after: colon)...]))
        }
        if let index = known[name] { return index }
        names.append(name)
        known[name] = Int32(names.count - 1)
        return Int32(names.count - 1)
    }

    private mutating func append(_ characters: UnsafePointer<xmlChar>) {
        let count = Int(unsafe xmlStrlen(characters))
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: characters, count: count))
    }
}

import CLibXML2

/// The one owner of a document of libxml2's. Its nodes are read inside this file's module only while it lives; what leaves
/// is copied into trees of our own.
@safe struct LibXMLDocument: ~Copyable {
    let pointer: xmlDocPtr

    /// Parses XML: never loads a DTD or anything from outside, never replaces entities.
    init?(xml bytes: [UInt8]) {
        LibXML.prepare()
        let document = unsafe bytes.withUnsafeBytes { buffer in
            unsafe xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, "UTF-8",
                LibXML.options | Int32(XML_PARSE_NOCDATA.rawValue))
        }
        guard let document = unsafe document else { return nil }
        unsafe pointer = document
    }

    deinit {
        unsafe xmlFreeDoc(pointer)
    }

    /// Whether the document brings entities of its own.
    var declaresEntities: Bool { unsafe presswork_xml_declares_entities(pointer) != 0 }
}

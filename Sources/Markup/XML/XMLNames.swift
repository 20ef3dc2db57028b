/// The names of a document, each kept once, with the namespaces that are in force where they stand.
struct XMLNames {
    /// The namespaces declared on one tag, on top of those of an outer one.
    private struct Scope {
        let outer: Int
        let addresses: [String: String]
    }

    private struct Declaration: Hashable {
        let outer: Int
        let text: [UInt8]
    }

    private(set) var names: [XMLTree.Name] = []
    private var scopes: [Scope] = [Scope(outer: -1, addresses: ["xml": "http://www.w3.org/XML/1998/namespace"])]
    private var scopesByText: [Declaration: Int] = [:]
    /// Open addressing by a hash of the name's bytes and its scope.
    private var known: [UInt64: (name: Int32, text: [UInt8])] = [:]
    /// Whether a prefix was met that nothing declares.
    private(set) var hasUndeclaredPrefix = false

    /// The scope of a tag that declares namespaces; the same declarations in the same place give the same scope.
    mutating func scope(declaring addresses: [(prefix: String, address: String)], in outer: Int) -> Int {
        let text = Array(addresses.map { "\($0.prefix)=\($0.address)\n" }.joined().utf8)
        let declaration = Declaration(outer: outer, text: text)
        if let scope = scopesByText[declaration] { return scope }
        scopes.append(Scope(outer: outer, addresses: Dictionary(addresses.map { ($0, $1) }) { first, _ in first }))
        scopesByText[declaration] = scopes.count - 1
        return scopes.count - 1
    }

    /// The index of a name as written. An attribute without a prefix is in no namespace.
    mutating func index(of text: ArraySlice<UInt8>, in scope: Int, isAttribute: Bool) -> Int32 {
        var key: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: scope &* 2 &+ (isAttribute ? 1 : 0))
        for byte in text { key = (key ^ UInt64(byte)) &* 0x100_0000_01B3 }
        while let found = known[key] {
            if found.text.elementsEqual(text) { return found.name }
            key &+= 1
        }
        names.append(name(text, scope, isAttribute))
        let index = Int32(names.count - 1)
        known[key] = (index, Array(text))
        return index
    }

    private mutating func name(_ text: ArraySlice<UInt8>, _ scope: Int, _ isAttribute: Bool) -> XMLTree.Name {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex, colon + 1 < text.endIndex
        else {
            let local = String(decoding: text, as: UTF8.self)
            return XMLTree.Name(namespace: isAttribute ? "" : address(of: "", in: scope) ?? "", local: local)
        }
        let prefix = String(decoding: text[..<colon], as: UTF8.self)
        let local = String(decoding: text[(colon + 1)...], as: UTF8.self)
        guard let address = address(of: prefix, in: scope) else {
            hasUndeclaredPrefix = true
            return XMLTree.Name(namespace: prefix, prefix: prefix, local: local)
        }
        return XMLTree.Name(namespace: address, prefix: prefix, local: local)
    }

    private func address(of prefix: String, in scope: Int) -> String? {
        var scope = scope
        while scope >= 0 {
            if let address = scopes[scope].addresses[prefix] { return address }
            scope = scopes[scope].outer
        }
        return nil
    }
}

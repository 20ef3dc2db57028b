/// The rules for an item's key: it is part of product identities, paths and addresses.
package enum ItemKey {
    package static let byteLimit = 128

    /// What is wrong with a key, as a sentence; `nil` when it is one.
    package static func problem(_ key: String) -> String? {
        if key.isEmpty { return "The key is empty." }
        if key.utf8.count > byteLimit { return "The key is longer than \(byteLimit) bytes." }
        if key.first?.isWhitespace == true || key.last?.isWhitespace == true || key == "." || key == ".." {
            return "The key `\(key)` begins or ends with a space, or is no name."
        }
        let isSafe = key.unicodeScalars.allSatisfy { scalar in
            scalar != "/" && scalar != "\\" && scalar.properties.generalCategory != .control
        }
        return isSafe ? nil : "The key holds a slash or a control character."
    }

    /// The key of a document: the path and query of its address in lower-case words, the same in every run.
    ///
    /// Addresses that are long or have no words end in eight digits of their digest.
    package static func slug(ofAddress address: String) -> String {
        var rest = address[...]
        if let scheme = rest.firstRange(of: "://") {
            rest = rest[scheme.upperBound...].drop { $0 != "/" && $0 != "?" }
        }
        rest = rest.prefix { $0 != "#" }
        for ending in [".html", ".htm", ".md", "/index"] where rest.hasSuffix(ending) {
            rest = rest.dropLast(ending.count)
        }
        var slug = ""
        for scalar in rest.lowercased().unicodeScalars {
            if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
                slug.unicodeScalars.append(scalar)
            } else if !slug.isEmpty, !slug.hasSuffix("-") {
                slug += "-"
            }
        }
        while slug.hasSuffix("-") { slug.removeLast() }
        guard slug.isEmpty || slug.utf8.count > 80 else { return slug }
        let head = String(decoding: slug.utf8.prefix(60).filter { $0 < 0x80 }, as: UTF8.self)
        return (head.isEmpty ? "" : head + "-") + String(Digest(of: address).hex.prefix(8))
    }
}

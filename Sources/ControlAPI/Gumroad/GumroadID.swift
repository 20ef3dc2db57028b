import Pipelines

/// Identifiers of the stand-in.
enum GumroadID {
    static func make(_ kind: String, _ number: Int) -> String {
        "\(kind)-" + Digest(of: "stand-in \(kind) \(number)").hex.prefix(20)
    }

    /// A file's name as a name inside our folder: no folders, nothing hidden, at most 120 bytes.
    static func fileName(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let plain = last.unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-_.".unicodeScalars.contains(scalar)
                ? Character(scalar) : "-"
        }
        var text = String(plain.drop { $0 == "." })
        while text.utf8.count > 120 { text.removeFirst() }
        return text.isEmpty ? "file" : text
    }
}

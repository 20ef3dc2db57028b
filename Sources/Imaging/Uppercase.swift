/// Capitals as a language writes them.
package enum Uppercase {
    /// Upper case by Unicode's full mapping (`ß` gives `SS`), with the dotted İ of Turkish and Azerbaijani, and
    /// without the accents that Greek drops in capitals.
    package static func text(_ text: String, language: String) -> String {
        switch language.prefix(2).lowercased() {
        case "tr", "az": return String(text.map { $0 == "i" ? "İ" : $0 }).uppercased()
        case "el":
            let plain: [Character: Character] = [
                "ά": "α", "έ": "ε", "ή": "η", "ί": "ι", "ό": "ο", "ύ": "υ", "ώ": "ω", "Ά": "Α", "Έ": "Ε", "Ή": "Η",
                "Ί": "Ι", "Ό": "Ο", "Ύ": "Υ", "Ώ": "Ω",
            ]
            return String(text.map { plain[$0] ?? $0 }).uppercased()
        default: return text.uppercased()
        }
    }
}

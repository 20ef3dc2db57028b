/// Text of the web and of other people, made safe for a terminal.
enum PlainText {
    /// One line without control characters, which could move the cursor or rewrite what stands above.
    static func line(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
    }

    /// The same with its line breaks and tabs.
    static func block(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { isControl($0) && $0 != "\n" && $0 != "\t" ? " " : $0 }))
    }

    /// At most `width` columns, with an ellipsis where something was left out.
    static func shortened(_ text: String, to width: Int) -> String {
        guard self.width(of: text) > width else { return text }
        var kept = ""
        var used = 1
        for character in text {
            used += self.width(of: String(character))
            guard used <= width else { break }
            kept.append(character)
        }
        return kept + "…"
    }

    /// Columns that a text takes: two for the wide letters of East Asia and for most emoji.
    static func width(of text: String) -> Int {
        text.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        // Bidirectional overrides reorder what stands beside them.
        scalar.properties.generalCategory == .control || (0x202A...0x202E).contains(scalar.value)
            || (0x2066...0x2069).contains(scalar.value)
    }

    private static func isWide(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        if scalar.properties.isEmojiPresentation { return true }
        return switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}

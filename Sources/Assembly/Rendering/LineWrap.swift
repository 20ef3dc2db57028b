/// Breaks text into lines for plain-text mail.
enum LineWrap {
    /// `text` in lines of at most `width` columns, hung under `first` and `rest`. A word longer than a line, such as an
    /// address, stands alone and whole.
    static func lines(_ text: String, width: Int, first: String = "", rest: String = "") -> [String] {
        var lines: [String] = []
        for (index, paragraph) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var line = index == 0 ? first : rest
            var columns = Self.columns(line)
            var isEmpty = true
            for word in paragraph.split(separator: " ") {
                let length = Self.columns(word)
                if !isEmpty, columns + 1 + length > width {
                    lines.append(line)
                    (line, columns, isEmpty) = (rest, Self.columns(rest), true)
                }
                line += isEmpty ? "\(word)" : " \(word)"
                columns += length + (isEmpty ? 0 : 1)
                isEmpty = false
            }
            lines.append(line)
        }
        return lines
    }

    /// Columns in a terminal: two for East Asian wide characters and emoji, one for others.
    static func columns(_ text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + ($1.unicodeScalars.first.map(isWide) == true ? 2 : 1) }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}

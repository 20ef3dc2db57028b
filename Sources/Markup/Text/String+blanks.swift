extension String {
    /// Without white space at either end.
    package var trimmingBlanks: String {
        if let first = utf8.first, let last = utf8.last, first.isPlain, last.isPlain { return self }
        return self[...].trimmingBlanks
    }
}

extension Substring {
    /// Without white space at either end.
    package var trimmingBlanks: String {
        var bytes = utf8[...]
        while let first = bytes.first, first.isBlank { bytes.removeFirst() }
        while let last = bytes.last, last.isBlank { bytes.removeLast() }
        guard let first = bytes.first, let last = bytes.last else { return "" }
        if first.isPlain, last.isPlain { return String(Substring(bytes)) }
        // White space beyond ASCII, and blanks that are part of a longer character.
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }

    /// Whether it is a character of ASCII that is no white space.
    fileprivate var isPlain: Bool { self > 0x20 && self < 0x80 }
}

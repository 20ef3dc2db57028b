import Glibc

extension [UInt8] {
    /// Where a byte first stands in a part of these; the end of the part where it does not. The C library's search looks at
    /// many bytes at a time: scripts and attributes are most of a page.
    func firstIndex(of byte: UInt8, from start: Int, to end: Int) -> Int {
        span.firstIndex(of: byte, from: start, to: end)
    }

    /// Where these ASCII bytes first stand at or after an index, found by the first of them.
    func firstOffset(of literal: StaticString, from index: Int) -> Int? {
        guard literal.utf8CodeUnitCount > 0 else { return index }
        let first = unsafe literal.utf8Start.pointee
        var position = firstIndex(of: first, from: index, to: count)
        while position < count {
            if matches(literal, at: position) { return position }
            position = firstIndex(of: first, from: position + 1, to: count)
        }
        return nil
    }
}

extension Span<UInt8> {
    /// Where a byte first stands in a part of these; the end of the part where it does not.
    func firstIndex(of byte: UInt8, from start: Int, to end: Int) -> Int {
        guard start < end else { return end }
        return extracting(..<end).firstIndex(of: byte, from: start) ?? end
    }

    /// Whether these ASCII bytes stand at an index; past the end nothing does.
    func hold(_ literal: StaticString, at index: Int) -> Bool {
        let count = literal.utf8CodeUnitCount
        guard index >= 0, index + count <= self.count else { return false }
        return literal.withUTF8Buffer { bytes in
            for offset in 0..<count where unsafe bytes[offset] != self[index + offset] { return false }
            return true
        }
    }

    /// Where a byte first stands at or after an index; nil where it does not. The C library's search looks at many bytes
    /// at a time.
    package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard start >= 0, start < count else { return nil }
        return unsafe withUnsafeBytes { bytes in
            guard let first = bytes.baseAddress,
                let found = unsafe memchr(first + start, Int32(byte), bytes.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - first
        }
    }
}

extension RandomAccessCollection<UInt8> where Index == Int {
    /// Whether these ASCII bytes stand at an index; past the end nothing does.
    func matches(_ literal: StaticString, at index: Int) -> Bool {
        let count = literal.utf8CodeUnitCount
        guard index >= startIndex, index + count <= endIndex else { return false }
        return literal.withUTF8Buffer { bytes in
            for offset in 0..<count where unsafe bytes[offset] != self[index + offset] { return false }
            return true
        }
    }

    /// The same, taking A–Z for a–z; the literal is in lower case.
    func matchesIgnoringCase(_ literal: StaticString, at index: Int) -> Bool {
        let count = literal.utf8CodeUnitCount
        guard index >= startIndex, index + count <= endIndex else { return false }
        return literal.withUTF8Buffer { bytes in
            for offset in 0..<count where unsafe bytes[offset] != self[index + offset].asciiLowercased { return false }
            return true
        }
    }

    /// Where these ASCII bytes first stand at or after an index.
    func firstOffset(of literal: StaticString, from index: Int) -> Int? {
        guard literal.utf8CodeUnitCount > 0 else { return index }
        let first = unsafe literal.utf8Start.pointee
        var position = index
        while position < endIndex {
            if self[position] == first, matches(literal, at: position) { return position }
            position += 1
        }
        return nil
    }
}

extension ArraySlice<UInt8> {
    /// Where these bytes first stand.
    package func offset(of pattern: [UInt8]) -> Int? {
        guard let first = pattern.first else { return startIndex }
        for start in indices.dropLast(pattern.count - 1) where self[start] == first {
            if pattern.indices.allSatisfy({ self[start + $0] == pattern[$0] }) { return start }
        }
        return nil
    }

    /// Whether these ASCII bytes stand anywhere, taking A–Z for a–z; the literal is in lower case.
    package func containsIgnoringCase(_ literal: StaticString) -> Bool {
        guard literal.utf8CodeUnitCount > 0 else { return true }
        let first = unsafe literal.utf8Start.pointee
        for index in indices where self[index].asciiLowercased == first {
            if matchesIgnoringCase(literal, at: index) { return true }
        }
        return false
    }
}

extension UInt8 {
    /// A–Z become a–z.
    var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    var isASCIILetter: Bool { asciiLowercased >= 0x61 && asciiLowercased <= 0x7A }

    /// Space, tab, line feed, form feed or carriage return.
    @inlinable public var isHTMLSpace: Bool {
        self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
    }
}

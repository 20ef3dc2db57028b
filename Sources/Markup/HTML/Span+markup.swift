/// What can be read of markup from a page's bytes alone.
extension Span<UInt8> {
    /// Whether what stands behind a `<` makes it the start of markup.
    func startMarkup(at index: Int) -> Bool {
        guard index < count else { return false }
        let byte = self[index]
        return byte.isASCIILetter || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
    }

    /// Whether blanks alone stand between two offsets.
    func areBlank(_ start: Int, _ stop: Int) -> Bool {
        for index in start..<stop where self[index] > 0x20 { return false }
        return true
    }

    /// One past the first such byte at or after an index; the end where there is none.
    func index(after byte: UInt8, from start: Int) -> Int {
        let found = firstIndex(of: byte, from: start, to: count)
        return found < count ? found + 1 : count
    }

    /// After `-->` or `--!>`; `<!-->` and `<!--->` are whole comments (§13.2.5.43). One that does not end eats the rest.
    func endOfComment(from start: Int) -> Int {
        if hold(">", at: start) { return start + 1 }
        if hold("->", at: start) { return start + 2 }
        var index = start
        while true {
            let end = firstIndex(of: UInt8(ascii: ">"), from: index, to: count)
            guard end < count else { return end }
            let isEnd = end - 2 >= start && hold("--", at: end - 2)
            if isEnd || (end - 3 >= start && hold("--!", at: end - 3)) { return end + 1 }
            index = end + 1
        }
    }

    /// The hash of a tag's name, its ASCII letters in lower case, and where it ends.
    func tagName(at start: Int) -> (hash: UInt64, end: Int) {
        var index = start
        var hash = NameHash.empty
        while index < count {
            let byte = self[index]
            // Nothing above `>` ends a name.
            if byte <= UInt8(ascii: ">"),
                byte.isHTMLSpace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
            {
                break
            }
            hash = NameHash.combine(hash, byte.asciiLowercased)
            index += 1
        }
        return (hash, index)
    }

    /// The hash of an attribute's name, of one byte at least, which may be any; the index is moved behind it.
    func attributeName(at index: inout Int) -> UInt64 {
        var hash = NameHash.combine(NameHash.empty, self[index].asciiLowercased)
        index += 1
        while index < count {
            let byte = self[index]
            if byte <= UInt8(ascii: ">"),
                byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte.isHTMLSpace
            {
                break
            }
            hash = NameHash.combine(hash, byte.asciiLowercased)
            index += 1
        }
        return hash
    }

    /// The value after a name, where one is given: its offsets. The index is moved behind it.
    func attributeValue(at index: inout Int) -> (start: Int, stop: Int) {
        var next = index
        while next < count, self[next].isHTMLSpace { next += 1 }
        guard next < count, self[next] == UInt8(ascii: "=") else { return (index, index) }
        next += 1
        while next < count, self[next].isHTMLSpace { next += 1 }
        guard next < count else {
            index = next
            return (next, next)
        }
        let quote = self[next]
        let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        let start = isQuoted ? next + 1 : next
        var stop = start
        if isQuoted {
            stop = firstIndex(of: quote, from: start, to: count)
        } else {
            while stop < count, self[stop] != UInt8(ascii: ">"), !self[stop].isHTMLSpace { stop += 1 }
        }
        index = isQuoted ? Swift.min(stop + 1, count) : stop
        return (start, stop)
    }
}

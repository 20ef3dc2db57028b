/// One pass over a page's bytes before libxml2 sees them.
///
/// It takes out comments, scripts and styles, which no reader wants and on which libxml2 2.9 stumbles (`<!-->` swallows the
/// page), keeps JSON-LD aside, and drops the attributes past a limit.
struct HTMLPrescan {
    private let source: [UInt8]
    private let attributeLimit: Int
    private(set) var output: [UInt8] = []
    private(set) var structuredData: [String] = []
    private var position = 0

    init(_ source: [UInt8], attributeLimit: Int) {
        self.source = source
        self.attributeLimit = attributeLimit
        output.reserveCapacity(source.count)
    }

    /// Makes the pass.
    mutating func run() {
        while position < source.count {
            guard let open = source[position...].firstIndex(of: UInt8(ascii: "<")) else {
                copy(upTo: source.count)
                return
            }
            copy(upTo: open)
            let next = open + 1 < source.count ? source[open + 1] : 0
            if next == UInt8(ascii: "!") && source.matches("--", at: open + 2) {
                position = endOfComment(from: open + 4)
            } else if next.isASCIILetter {
                tag()
            } else {
                copy(upTo: open + 1)
            }
        }
    }

    private mutating func copy(upTo end: Int) {
        output.append(contentsOf: source[position..<end])
        position = end
    }

    /// After `-->` or `--!>`; `<!-->` and `<!--->` are whole comments (WHATWG HTML §13.2.5.43). One that does not end eats
    /// the rest.
    private func endOfComment(from start: Int) -> Int {
        if source.matches(">", at: start) { return start + 1 }
        if source.matches("->", at: start) { return start + 2 }
        var index = start
        while let dashes = source.firstOffset(of: "--", from: index) {
            if source.matches(">", at: dashes + 2) { return dashes + 3 }
            if source.matches("!>", at: dashes + 2) { return dashes + 4 }
            index = dashes + 1
        }
        return source.count
    }

    private mutating func tag() {
        let open = position
        let isScript = isTag("script", at: open + 1)
        let end = StartTag.end(of: open, in: source)
        if isScript || isTag("style", at: open + 1) {
            let close = endOfRawText(isScript ? "</script" : "</style", from: end)
            if isScript, structuredData.count < 100, source[open..<end].containsJSONLD {
                structuredData.append(String(decoding: source[end..<close], as: UTF8.self))
            }
            position = source[close...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? source.count
        } else {
            StartTag.append(open, end, of: source, limit: attributeLimit, to: &output)
            position = end
        }
    }

    private func isTag(_ name: StaticString, at index: Int) -> Bool {
        guard source.matchesIgnoringCase(name, at: index) else { return false }
        let after = index + name.utf8CodeUnitCount
        guard after < source.count else { return true }
        return source[after].isHTMLSpace || source[after] == UInt8(ascii: ">") || source[after] == UInt8(ascii: "/")
    }

    private func endOfRawText(_ closing: StaticString, from start: Int) -> Int {
        var index = start
        while index < source.count, let open = source[index...].firstIndex(of: UInt8(ascii: "<")) {
            if source.matchesIgnoringCase(closing, at: open) { return open }
            index = open + 1
        }
        return source.count
    }
}

extension ArraySlice<UInt8> {
    /// Whether a script tag says that it holds JSON-LD.
    fileprivate var containsJSONLD: Bool {
        firstOffset(of: "ld+json", from: startIndex) != nil
    }
}

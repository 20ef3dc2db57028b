/// Start tags as bytes, with a bound on their attributes: libxml2's time grows with the square of a tag's attributes, and
/// nothing can interrupt it.
enum StartTag {
    /// One past the `>` of the tag that starts at `open`, past quoted values.
    static func end(of open: Int, in source: [UInt8]) -> Int {
        var scan = HTMLTagScan(source: source, position: open + 1)
        while scan.nextAttribute() {}
        return scan.position
    }

    /// Appends the tag `open..<end` without the attributes past the limit.
    static func append(_ open: Int, _ end: Int, of source: [UInt8], limit: Int, to output: inout [UInt8]) {
        var scan = HTMLTagScan(source: source, position: open + 1)
        var count = 0
        while count < limit, scan.nextAttribute() { count += 1 }
        guard count == limit, scan.position < end else {
            output.append(contentsOf: source[open..<end])
            return
        }
        output.append(contentsOf: source[open..<scan.position])
        let isEmptyElement = source[..<end].dropLast().last == UInt8(ascii: "/")
        output.append(contentsOf: isEmptyElement ? Array("/>".utf8) : Array(">".utf8))
    }
}

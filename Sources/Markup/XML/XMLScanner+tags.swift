extension XMLScanner {
    mutating func startTag() {
        noteRoot()
        let name = nameRange(from: position + 1)
        position = name.upperBound
        let firstAttribute = attributes.count
        var written: [(name: Range<Int>, value: Range<Int>)] = []
        var isEmpty = false
        while let byte = skipBlanks() {
            if byte == UInt8(ascii: ">") {
                position += 1
                break
            }
            if byte == UInt8(ascii: "/") {
                position += 1
                isEmpty = position < source.count && source[position] == UInt8(ascii: ">")
                if !isEmpty { isWellFormed = false }
            } else if byte == UInt8(ascii: "<") {
                isWellFormed = false
                break
            } else {
                let found = attribute()
                if written.count < limits.attributes { written.append(found) }
            }
        }
        let scope = scope(of: written)
        for (name, value) in written where !isDeclaration(name) {
            attributes.append(
                XMLTree.AttributeValue(
                    name: names.index(of: source[name], in: scope, isAttribute: true), start: UInt32(value.lowerBound),
                    stop: UInt32(value.upperBound)))
        }
        let index = nodes.count
        nodes.append(
            XMLTree.Node(
                name: names.index(of: source[name], in: scope, isAttribute: false),
                parent: Int32(open.last?.node ?? (nodes.isEmpty ? -1 : 0)), end: Int32(index + 1),
                start: UInt32(firstAttribute), stop: UInt32(attributes.count)))
        if isEmpty {
            if open.isEmpty { close(OpenElement(node: index, name: name, scope: scope)) }
        } else if open.count >= limits.depth {
            tooDeep += 1
        } else {
            open.append(OpenElement(node: index, name: name, scope: scope))
        }
    }

    mutating func endTag() {
        let name = nameRange(from: position + 2)
        let end = source[name.upperBound...].firstIndex { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }
        if end.map({ source[$0] != UInt8(ascii: ">") }) ?? true { isWellFormed = false }
        position = end.map { source[$0] == UInt8(ascii: ">") ? $0 + 1 : $0 } ?? source.count
        if tooDeep > 0 {
            tooDeep -= 1
            return
        }
        guard let depth = open.lastIndex(where: { isSame($0.name, name) }) else {
            isWellFormed = false
            return
        }
        if depth < open.count - 1 { isWellFormed = false }
        while open.count > depth, let element = open.popLast() { close(element) }
    }

    private func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        guard one.count == other.count, !one.isEmpty, source[one.lowerBound] == source[other.lowerBound] else {
            return one.isEmpty && other.isEmpty
        }
        return source[one].elementsEqual(source[other])
    }

    private func nameRange(from start: Int) -> Range<Int> {
        var index = start
        while index < source.count {
            let byte = source[index]
            if byte.isHTMLSpace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "<")
                || byte == UInt8(ascii: "=")
            {
                break
            }
            index += 1
        }
        return min(start, source.count)..<max(min(start, source.count), index)
    }

    /// The next byte that is none; nil at the end of the document, where the tag is not closed.
    private mutating func skipBlanks() -> UInt8? {
        while position < source.count {
            if !source[position].isHTMLSpace { return source[position] }
            position += 1
        }
        isWellFormed = false
        return nil
    }

    /// `name="value"`, without quotes, or a name alone. Always moves on.
    private mutating func attribute() -> (name: Range<Int>, value: Range<Int>) {
        var name = nameRange(from: position)
        if name.isEmpty { name = position..<(position + 1) }
        position = name.upperBound
        guard let mark = skipBlanks(), mark == UInt8(ascii: "=") else {
            isWellFormed = false
            return (name, position..<position)
        }
        position += 1
        guard let quote = skipBlanks() else { return (name, position..<position) }
        let start: Int
        if quote == 0x22 || quote == 0x27, let end = source[(position + 1)...].firstIndex(of: quote) {
            start = position + 1
            position = end + 1
            return (name, value(start..<end))
        }
        isWellFormed = false
        start = quote == 0x22 || quote == 0x27 ? position + 1 : position
        let end =
            source[start...].firstIndex { $0.isHTMLSpace || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }
            ?? source.count
        position = end
        return (name, value(start..<end))
    }

    private mutating func value(_ range: Range<Int>) -> Range<Int> {
        var needsWork = false
        for index in range {
            let byte = source[index]
            if byte == UInt8(ascii: "&") || byte == 0x0D { needsWork = true }
            if byte == UInt8(ascii: "<") { isWellFormed = false }
        }
        return needsWork ? resolved(range) : range
    }

    private func isDeclaration(_ name: Range<Int>) -> Bool {
        source.matches("xmlns", at: name.lowerBound)
            && (name.count == 5 || source[name.lowerBound + 5] == UInt8(ascii: ":"))
    }

    private mutating func scope(of written: [(name: Range<Int>, value: Range<Int>)]) -> Int {
        var declared: [(prefix: String, address: String)] = []
        for (name, value) in written where isDeclaration(name) {
            let prefix = String(decoding: source[name].dropFirst(name.count == 5 ? 5 : 6), as: UTF8.self)
            declared.append((prefix, string(value)))
        }
        return declared.isEmpty ? scope : names.scope(declaring: declared, in: scope)
    }

    private func string(_ range: Range<Int>) -> String {
        range.lowerBound < source.count || range.isEmpty
            ? String(decoding: source[range], as: UTF8.self)
            : String(
                decoding: extra[(range.lowerBound - source.count)..<(range.upperBound - source.count)], as: UTF8.self)
    }
}

extension XMLScanner {
    /// Writes a text anew with its references resolved and its line ends as XML has them; returns where it then stands.
    mutating func resolved(_ range: Range<Int>) -> Range<Int> {
        let start = extra.count
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = source[index]
            if byte == UInt8(ascii: "&") {
                index = reference(at: index, before: range.upperBound)
            } else if byte == 0x0D {
                extra.append(0x0A)
                index += index + 1 < range.upperBound && source[index + 1] == 0x0A ? 2 : 1
            } else {
                let next = source[index..<range.upperBound].firstIndex { $0 == UInt8(ascii: "&") || $0 == 0x0D }
                extra += source[index..<(next ?? range.upperBound)]
                index = next ?? range.upperBound
            }
        }
        return (source.count + start)..<(source.count + extra.count)
    }

    /// What stands there for no reference is an ampersand.
    private mutating func reference(at index: Int, before end: Int) -> Int {
        let body = source[(index + 1)..<min(end, index + 2 + XMLReference.lengthLimit)]
        guard let semicolon = body.firstIndex(of: UInt8(ascii: ";")), semicolon > index + 1 else {
            isWellFormed = false
            extra.append(UInt8(ascii: "&"))
            return index + 1
        }
        let name = source[(index + 1)..<semicolon]
        if !entities.isEmpty, let text = entities.text(of: name) {
            extra += text
            return semicolon + 1
        }
        switch XMLReference.meaning(of: name) {
        case .character(let scalar): extra += scalar.utf8
        case .undeclared(let scalar):
            isWellFormed = false
            extra += scalar.utf8
        case .entity:
            isWellFormed = false
            extra.append(UInt8(ascii: "&"))
            return index + 1
        }
        return semicolon + 1
    }
}

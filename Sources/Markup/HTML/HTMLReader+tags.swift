/// Tags, their attributes, and the elements whose contents are no markup.
extension HTMLReader {
    mutating func startTag() {
        let name = tagName(at: position + 1)
        let tag = tagNames[name.hash].flatMap { HTMLTag(rawValue: UInt8($0)) } ?? .other
        let first = attributes.count
        let open = position
        guard let isSelfClosing = readAttributes(from: name.end) else {
            position = source.count
            return
        }
        if drawingDepth > 0, !tag.breaksOutOfDrawing {
            if tag == .svg, !isSelfClosing { drawingDepth += 1 }
            attributes.removeSubrange(first...)
            if tag == .script || tag == .style, !isSelfClosing { skipRawText(of: tag) }
            return
        }
        drawingDepth = 0
        switch tag {
        case .script, .style:
            attributes.removeSubrange(first...)
            readScript(tag, tagStart: open)
        case .svg:
            builder.start(.svg, name: name.hash, attributes: first..<attributes.count, isEmpty: true)
            if !isSelfClosing { drawingDepth = 1 }
        default:
            builder.start(
                tag, name: name.hash, attributes: first..<attributes.count,
                isEmpty: tag.isVoid || (isSelfClosing && tag == .other && builder.isOpen(.math)))
            readContents(of: tag, name: name.hash)
        }
    }

    mutating func endTag() {
        guard position + 2 < source.count, source[position + 2].isASCIILetter else {
            position = source.index(after: UInt8(ascii: ">"), from: position + 2)
            return
        }
        let name = tagName(at: position + 2)
        let tag = tagNames[name.hash].flatMap { HTMLTag(rawValue: UInt8($0)) } ?? .other
        let first = attributes.count
        let isEnded = readAttributes(from: name.end) != nil
        if attributes.count > first { attributes.removeSubrange(first...) }
        guard isEnded else {
            position = source.count
            return
        }
        if drawingDepth > 0 {
            if tag == .svg { drawingDepth -= 1 }
            guard tag.isSpecial else { return }
            drawingDepth = 0
        }
        builder.end(tag, name: name.hash)
    }

    private func tagName(at start: Int) -> (hash: UInt64, end: Int) {
        let source = source
        var index = start
        var hash = NameHash.empty
        while index < source.count {
            let byte = source[index]
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

    /// Reads up to the `>`; whether a slash stood before it, nil for a tag that never ends.
    private mutating func readAttributes(from start: Int) -> Bool? {
        let source = source
        let first = attributes.count
        var index = start
        while index < source.count {
            let byte = source[index]
            if byte == UInt8(ascii: ">") {
                position = index + 1
                return index > start && source[index - 1] == UInt8(ascii: "/")
            }
            if byte.isHTMLSpace || byte == UInt8(ascii: "/") {
                index += 1
                continue
            }
            var hash = NameHash.combine(NameHash.empty, byte.asciiLowercased)
            index += 1
            while index < source.count {
                let byte = source[index]
                if byte <= UInt8(ascii: ">"),
                    byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
                        || byte.isHTMLSpace
                {
                    break
                }
                hash = NameHash.combine(hash, byte.asciiLowercased)
                index += 1
            }
            let value = readValue(&index)
            if let known = attributeNames[hash], attributes.count - first < attributeLimit,
                let attribute = HTMLAttribute(rawValue: UInt8(known))
            {
                append(attribute, value)
            } else if value.stop - value.start > 1000 {
                keepData(value.start..<value.stop)
            }
        }
        return nil
    }

    /// The value after a name, where one is given: its offsets.
    private func readValue(_ index: inout Int) -> (start: Int, stop: Int) {
        let source = source
        var next = index
        while next < source.count, source[next].isHTMLSpace { next += 1 }
        guard next < source.count, source[next] == UInt8(ascii: "=") else { return (index, index) }
        next += 1
        while next < source.count, source[next].isHTMLSpace { next += 1 }
        guard next < source.count else {
            index = next
            return (next, next)
        }
        let quote = source[next]
        let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        let start = isQuoted ? next + 1 : next
        var stop = start
        if isQuoted {
            stop = source.firstIndex(of: quote, from: start, to: source.count)
        } else {
            while stop < source.count, source[stop] != UInt8(ascii: ">"), !source[stop].isHTMLSpace { stop += 1 }
        }
        index = isQuoted ? min(stop + 1, source.count) : stop
        return (start, stop)
    }

    private mutating func append(_ name: HTMLAttribute, _ value: (start: Int, stop: Int)) {
        let hasReference =
            source.firstIndex(of: UInt8(ascii: "&"), from: value.start, to: value.stop) < value.stop
        let range = hasReference ? decode(value.start, value.stop, isValue: true) : value.start..<value.stop
        attributes.append(
            HTMLTree.AttributeValue(name: name, start: UInt32(range.lowerBound), stop: UInt32(range.upperBound)))
    }
}

extension HTMLReader {
    /// Steps over a script or a style sheet; JSON-LD is kept.
    private mutating func readScript(_ tag: HTMLTag, tagStart: Int) {
        let tagEnd = position
        let isStructured =
            tag == .script && source[tagStart..<tagEnd].firstOffset(of: "ld+json", from: tagStart) != nil
        let close = skipRawText(of: tag)
        if isStructured, structuredData.count < 100 {
            structuredData.append(String(decoding: source[tagEnd..<close], as: UTF8.self))
        } else if tag == .script, source[tagStart..<tagEnd].firstOffset(of: "application/json", from: tagStart) != nil {
            keepData(tagEnd..<close)
        }
    }

    /// Remembers what looks like JSON.
    private mutating func keepData(_ range: Range<Int>) {
        guard dataRanges.count < 16, let first = source[range].first(where: { !$0.isHTMLSpace }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return }
        dataRanges.append(range)
    }

    /// What follows the start tag of an element whose contents are text alone.
    private mutating func readContents(of tag: HTMLTag, name: UInt64) {
        switch tag {
        case .title, .textarea:
            let start = position
            let close = skipRawText(of: tag)
            if start < close { append(text: start, close, isBlank: false, hasReference: true) }
            builder.end(tag, name: name)
        case .iframe:
            skipRawText(of: tag)
            builder.end(tag, name: name)
        default: break
        }
    }

    /// Goes past the end tag of an element of raw text; where that tag starts.
    @discardableResult
    private mutating func skipRawText(of tag: HTMLTag) -> Int {
        let closing: StaticString =
            switch tag {
            case .script: "</script"
            case .style: "</style"
            case .title: "</title"
            case .textarea: "</textarea"
            default: "</iframe"
            }
        let source = source
        var index = position
        while true {
            index = source.firstIndex(of: UInt8(ascii: "<"), from: index, to: source.count)
            guard index < source.count else { break }
            if source.matchesIgnoringCase(closing, at: index) {
                let after = index + closing.utf8CodeUnitCount
                if after == source.count || !source[after].isASCIIAlphanumeric {
                    position = source.index(after: UInt8(ascii: ">"), from: after)
                    return index
                }
            }
            index += 1
        }
        position = source.count
        return source.count
    }
}

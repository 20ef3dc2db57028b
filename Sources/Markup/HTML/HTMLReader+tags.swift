/// Tags, their attributes, and the elements whose contents are no markup.
extension HTMLReader {
    mutating func startTag(_ bytes: Span<UInt8>) {
        let name = bytes.tagName(at: position + 1)
        let tag = tagNames[name.hash].flatMap { HTMLTag(rawValue: UInt8($0)) } ?? .other
        let first = attributes.count
        let open = position
        guard let isSelfClosing = readAttributes(bytes, from: name.end) else {
            position = bytes.count
            return
        }
        if drawingDepth > 0, !tag.breaksOutOfDrawing {
            if tag == .svg, !isSelfClosing { drawingDepth += 1 }
            attributes.removeSubrange(first...)
            if tag == .script || tag == .style, !isSelfClosing { skipRawText(bytes, of: tag) }
            return
        }
        drawingDepth = 0
        switch tag {
        case .script, .style:
            attributes.removeSubrange(first...)
            readScript(bytes, tag, tagStart: open)
        case .svg:
            builder.start(.svg, name: name.hash, attributes: first..<attributes.count, isEmpty: true)
            if !isSelfClosing { drawingDepth = 1 }
        default:
            builder.start(
                tag, name: name.hash, attributes: first..<attributes.count,
                isEmpty: tag.isVoid || (isSelfClosing && tag == .other && builder.isOpen(.math)))
            readContents(bytes, of: tag, name: name.hash)
        }
    }

    mutating func endTag(_ bytes: Span<UInt8>) {
        guard position + 2 < bytes.count, bytes[position + 2].isASCIILetter else {
            position = bytes.index(after: UInt8(ascii: ">"), from: position + 2)
            return
        }
        let name = bytes.tagName(at: position + 2)
        let tag = tagNames[name.hash].flatMap { HTMLTag(rawValue: UInt8($0)) } ?? .other
        let first = attributes.count
        let isEnded = readAttributes(bytes, from: name.end) != nil
        if attributes.count > first { attributes.removeSubrange(first...) }
        guard isEnded else {
            position = bytes.count
            return
        }
        if drawingDepth > 0 {
            if tag == .svg { drawingDepth -= 1 }
            guard tag.isSpecial else { return }
            drawingDepth = 0
        }
        builder.end(tag, name: name.hash)
    }

    /// Reads up to the `>`; whether a slash stood before it, nil for a tag that never ends.
    private mutating func readAttributes(_ bytes: Span<UInt8>, from start: Int) -> Bool? {
        let first = attributes.count
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                position = index + 1
                return index > start && bytes[index - 1] == UInt8(ascii: "/")
            }
            if byte.isHTMLSpace || byte == UInt8(ascii: "/") {
                index += 1
                continue
            }
            let hash = bytes.attributeName(at: &index)
            let value = bytes.attributeValue(at: &index)
            if let known = attributeNames[hash], attributes.count - first < attributeLimit,
                let attribute = HTMLAttribute(rawValue: UInt8(known))
            {
                let hasReference =
                    bytes.firstIndex(of: UInt8(ascii: "&"), from: value.start, to: value.stop) < value.stop
                append(
                    attribute, hasReference ? decode(value.start, value.stop, isValue: true) : value.start..<value.stop)
            } else if value.stop - value.start > 1000 {
                keepData(value.start..<value.stop)
            }
        }
        return nil
    }

    private mutating func append(_ name: HTMLAttribute, _ range: Range<Int>) {
        attributes.append(
            HTMLTree.AttributeValue(name: name, start: UInt32(range.lowerBound), stop: UInt32(range.upperBound)))
    }
}

extension HTMLReader {
    /// Steps over a script or a style sheet; JSON-LD is kept.
    private mutating func readScript(_ bytes: Span<UInt8>, _ tag: HTMLTag, tagStart: Int) {
        let tagEnd = position
        let isStructured =
            tag == .script && source[tagStart..<tagEnd].firstOffset(of: "ld+json", from: tagStart) != nil
        let close = skipRawText(bytes, of: tag)
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
    private mutating func readContents(_ bytes: Span<UInt8>, of tag: HTMLTag, name: UInt64) {
        switch tag {
        case .title, .textarea:
            let start = position
            let close = skipRawText(bytes, of: tag)
            if start < close { append(text: start, close, isBlank: false, hasReference: true) }
            builder.end(tag, name: name)
        case .iframe:
            skipRawText(bytes, of: tag)
            builder.end(tag, name: name)
        default: break
        }
    }

    /// Goes past the end tag of an element of raw text; where that tag starts.
    @discardableResult
    private mutating func skipRawText(_ bytes: Span<UInt8>, of tag: HTMLTag) -> Int {
        let closing: StaticString =
            switch tag {
            case .script: "</script"
            case .style: "</style"
            case .title: "</title"
            case .textarea: "</textarea"
            default: "</iframe"
            }
        var index = position
        while true {
            index = bytes.firstIndex(of: UInt8(ascii: "<"), from: index, to: bytes.count)
            guard index < bytes.count else { break }
            if source.matchesIgnoringCase(closing, at: index) {
                let after = index + closing.utf8CodeUnitCount
                if after == bytes.count || !bytes[after].isASCIIAlphanumeric {
                    position = bytes.index(after: UInt8(ascii: ">"), from: after)
                    return index
                }
            }
            index += 1
        }
        position = bytes.count
        return bytes.count
    }
}

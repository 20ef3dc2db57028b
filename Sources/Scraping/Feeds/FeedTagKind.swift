import Markup

/// What is done with a tag of HTML in a feed.
enum FeedTagKind {
    /// Written out.
    case kept
    /// Written out, and has no end tag.
    case void
    /// Left out; what stands inside stays.
    case dropped
    /// Left out with all that it holds.
    case dead

    /// - Parameter name: as written, in any case.
    init(_ name: ArraySlice<UInt8>) {
        // Most tags are `a`, `p`, `b` and `i`.
        self = name.count > 1 ? Self.kinds[Self.key(name)] ?? .kept : .kept
    }

    /// A name of at most eight bytes in lower case as one number; 0 for a longer one, which is none of these.
    private static func key(_ name: ArraySlice<UInt8>) -> UInt64 {
        guard name.count <= 8 else { return 0 }
        return name.reduce(0) { $0 << 8 | UInt64($1 | 0x20) }
    }

    private static let kinds: [UInt64: FeedTagKind] = {
        var kinds: [UInt64: FeedTagKind] = [:]
        let void = ["area", "br", "col", "hr", "img", "input", "source", "track", "wbr"]
        let dropped = [
            "html", "head", "body", "meta", "link", "base", "object", "embed", "iframe", "frame", "frameset",
            "noscript",
            "xml", "param",
        ]
        for name in void { kinds[key(Array(name.utf8)[...])] = .void }
        for name in dropped { kinds[key(Array(name.utf8)[...])] = .dropped }
        for name in ["script", "style", "applet"] { kinds[key(Array(name.utf8)[...])] = .dead }
        return kinds
    }()
}

/// What is done with an attribute of HTML in a feed.
enum FeedAttributeKind {
    case kept
    /// Its value is an address.
    case address
    /// It can run something.
    case dropped

    /// - Parameter name: in lower case.
    init(_ name: ArraySlice<UInt8>) {
        let isAddress: Bool
        var isDropped = name.starts(with: "on".utf8)
        switch name.count {
        case 3: isAddress = Self.isSame(name, "src")
        case 4: isAddress = Self.isSame(name, "href") || Self.isSame(name, "cite") || Self.isSame(name, "data")
        case 6:
            isAddress = Self.isSame(name, "action") || Self.isSame(name, "poster") || Self.isSame(name, "usemap")
            isDropped = isDropped || Self.isSame(name, "srcdoc")
        case 7: isAddress = Self.isSame(name, "profile")
        case 8: isAddress = Self.isSame(name, "longdesc") || Self.isSame(name, "codebase")
        case 10:
            isAddress = Self.isSame(name, "background") || Self.isSame(name, "xlink:href")
            isDropped = isDropped || Self.isSame(name, "formaction")
        default: isAddress = false
        }
        self = isDropped ? .dropped : isAddress ? .address : .kept
    }

    private static func isSame(_ name: ArraySlice<UInt8>, _ literal: StaticString) -> Bool {
        literal.withUTF8Buffer { bytes in unsafe bytes.elementsEqual(name) }
    }

    /// Attributes of SVG that are not in lower case (WHATWG HTML §13.2.6.1), by their lower case.
    static let drawing: [[UInt8]: [UInt8]] = Dictionary(
        uniqueKeysWithValues: [
            "attributeName", "attributeType", "baseFrequency", "baseProfile", "calcMode", "clipPathUnits",
            "filterUnits",
            "gradientTransform", "gradientUnits", "keyTimes", "markerHeight", "markerUnits", "markerWidth",
            "maskContentUnits", "maskUnits", "pathLength", "patternContentUnits", "patternTransform", "patternUnits",
            "preserveAspectRatio", "primitiveUnits", "refX", "refY", "repeatCount", "repeatDur", "spreadMethod",
            "startOffset", "stdDeviation", "textLength", "viewBox",
        ].map { (Array($0.lowercased().utf8), Array($0.utf8)) })
}

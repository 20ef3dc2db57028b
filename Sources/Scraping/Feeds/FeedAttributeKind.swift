/// What is done with an attribute of HTML in a feed.
enum FeedAttributeKind {
    case kept
    /// Its value is an address.
    case address
    /// It can run something.
    case dropped

    /// - Parameter name: in lower case.
    init(_ name: borrowing Span<UInt8>) {
        if name.count >= 2, name[0] == UInt8(ascii: "o"), name[1] == UInt8(ascii: "n") {
            self = .dropped
        } else if name.count > 10 {
            self = .kept
        } else {
            let key = ShortName.key(name)
            self = Self.addresses.contains(key) ? .address : Self.running.contains(key) ? .dropped : .kept
        }
    }

    private static let addresses = [
        "href", "src", "cite", "data", "action", "poster", "usemap", "profile", "longdesc", "codebase", "background",
        "xlink:href",
    ].map(ShortName.key)

    private static let running = ["srcdoc", "formaction"].map(ShortName.key)

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

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
    init(_ name: borrowing Span<UInt8>) {
        // Most tags are `a`, `p`, `b` and `i`.
        guard name.count > 1, name.count <= 8 else {
            self = .kept
            return
        }
        self = Self.kinds[ShortName.key(name)] ?? .kept
    }

    private static let kinds: [UInt128: FeedTagKind] = {
        var kinds: [UInt128: FeedTagKind] = [:]
        let void = ["area", "br", "col", "hr", "img", "input", "source", "track", "wbr"]
        let dropped = [
            "html", "head", "body", "meta", "link", "base", "object", "embed", "iframe", "frame", "frameset",
            "noscript",
            "xml", "param",
        ]
        for name in void { kinds[ShortName.key(name)] = .void }
        for name in dropped { kinds[ShortName.key(name)] = .dropped }
        for name in ["script", "style", "applet"] { kinds[ShortName.key(name)] = .dead }
        return kinds
    }()
}

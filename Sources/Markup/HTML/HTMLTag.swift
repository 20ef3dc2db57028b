/// The elements that anything here asks about; all others are `other`.
///
/// Public, as the names' hashes are: only what is public is inlined where another module's loop over all nodes asks it.
public enum HTMLTag: UInt8, CaseIterable, Sendable {
    /// A run of characters, not an element.
    case text
    case other
    case a, abbr, address, area, article, aside, audio, b, base, blockquote, body, br, button, canvas, caption, center
    case cite, code, col, colgroup, dd, del, details, dialog, div, dl, dt, em, embed, fieldset, figcaption, figure, font
    case footer, form, frame, frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, img, input
    case ins, kbd, label, legend, li, link, main, map, mark, math, menu, meta, nav, noscript, object, ol, optgroup,
        option
    case output, p, param, picture, pre, progress, q, rp, rt, ruby, s, samp, script, section, select, small, source,
        span
    case strike, strong, style, sub, summary, sup, svg, table, tbody, td, template, textarea, tfoot, th, thead, time
    case title, tr, track, tt, u, ul, `var`, video, wbr

    /// The elements by the hash of their names.
    static let names = NameTable(
        allCases.filter { $0 != .text && $0 != .other }.map { (String(describing: $0), UInt32($0.rawValue)) })

    /// The element of this name in lower case; nil for one that trees keep as `other`.
    package init?(name: String) {
        guard let value = Self.names[NameHash.of(name.utf8)], let tag = Self(rawValue: UInt8(value)) else { return nil }
        self = tag
    }

    /// Whether it is a text; what loops over all nodes ask first.
    @inlinable public var isText: Bool {
        if case .text = self { true } else { false }
    }

    /// Whether a browser starts a new line for it.
    @inlinable public var isBlock: Bool {
        switch self {
        case .address, .article, .aside, .blockquote, .body, .caption, .center, .dd, .details, .dialog, .div, .dl, .dt,
            .fieldset, .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .html,
            .legend, .li, .main, .menu, .nav, .ol, .optgroup, .option, .p, .pre, .section, .summary, .table, .tbody,
            .td,
            .tfoot, .th, .thead, .tr, .ul:
            true
        default: false
        }
    }

    /// 1 to 6 for a heading, nil for others.
    package var headingLevel: Int? {
        switch self {
        case .h1: 1
        case .h2: 2
        case .h3: 3
        case .h4: 4
        case .h5: 5
        case .h6: 6
        default: nil
        }
    }
}

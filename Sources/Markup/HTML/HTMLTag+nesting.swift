/// How elements stand inside each other (WHATWG HTML §13.2.6, as far as the order and the nesting of text need it).
extension HTMLTag {
    /// Whether it has no end tag and holds nothing.
    var isVoid: Bool {
        switch self {
        case .area, .base, .br, .col, .embed, .frame, .hr, .img, .input, .link, .meta, .param, .source, .track, .wbr:
            true
        default: false
        }
    }

    /// Whether its start tag ends an open paragraph.
    var endsParagraph: Bool {
        switch self {
        case .address, .article, .aside, .blockquote, .center, .dd, .details, .dialog, .div, .dl, .dt, .fieldset,
            .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .hr, .li, .main,
            .menu,
            .nav, .ol, .p, .pre, .section, .summary, .table, .ul:
            true
        default: false
        }
    }

    /// Whether the end tag of an inline element never reaches across it.
    var isSpecial: Bool {
        switch self {
        case .button, .head, .iframe, .noscript, .object, .select, .template, .textarea, .colgroup, .optgroup: true
        default: isBlock && self != .option && self != .legend
        }
    }

    /// Whether what stands inside it cannot end what stands around it.
    var isScope: Bool {
        switch self {
        case .caption, .html, .object, .table, .td, .template, .th: true
        default: false
        }
    }

    /// Whether blanks directly inside it mean nothing.
    var holdsOnlyElements: Bool {
        switch self {
        case .colgroup, .dl, .head, .html, .ol, .select, .table, .tbody, .tfoot, .thead, .tr, .ul: true
        default: false
        }
    }

    /// Whether it belongs into the head of a document that has not come to its body.
    var belongsIntoHead: Bool {
        switch self {
        case .base, .link, .meta, .noscript, .script, .style, .template, .title: true
        default: false
        }
    }

    /// Whether it ends a drawing that was left open.
    var breaksOutOfDrawing: Bool {
        switch self {
        case .b, .br, .code, .em, .embed, .head, .hr, .i, .img, .meta, .s, .small, .span, .strong, .strike, .sub, .sup,
            .tt, .u, .ruby, .var:
            true
        default: isBlock
        }
    }
}

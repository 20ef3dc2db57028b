/// The attributes that a tree keeps; the rest (`onclick`, `data-…`) is dropped while reading.
package enum HTMLAttribute: UInt8, CaseIterable, Sendable {
    case alt, charset, cite, `class`, colspan, content, datetime, dir, height, hidden, href, hreflang, id, itemprop
    case itemscope, itemtype, lang, name, prefix, property, pubdate, rel, resource, role, rowspan, src, srcset, start
    case style, title, type, typeof, value, vocab, width
    case ariaHidden, ariaLabel, ariaModal, dataSrc, dataSrcset, dataOriginal, dataLazySrc

    /// The attributes by the hash of their names.
    static let names = NameTable(allCases.map { ($0.name, UInt32($0.rawValue)) })

    /// The attribute of this name in lower case; nil for one that trees do not keep.
    package init?(name: String) {
        guard let value = Self.names[NameHash.of(name.utf8)], let attribute = Self(rawValue: UInt8(value)) else {
            return nil
        }
        self = attribute
    }

    private var name: String {
        switch self {
        case .ariaHidden: "aria-hidden"
        case .ariaLabel: "aria-label"
        case .ariaModal: "aria-modal"
        case .dataSrc: "data-src"
        case .dataSrcset: "data-srcset"
        case .dataOriginal: "data-original"
        case .dataLazySrc: "data-lazy-src"
        default: String(describing: self)
        }
    }
}

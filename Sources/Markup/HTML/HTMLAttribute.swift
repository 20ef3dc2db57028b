/// The attributes that a tree keeps; the rest (`onclick`, `data-…`) is dropped while reading.
package enum HTMLAttribute: UInt8, CaseIterable, Sendable {
    case alt, charset, cite, `class`, colspan, content, datetime, dir, height, hidden, href, hreflang, id, itemprop
    case itemscope, itemtype, lang, name, property, pubdate, rel, role, rowspan, src, srcset, start, style, title, type
    case typeof, value, width
    case ariaHidden, ariaLabel, ariaModal, dataSrc, dataSrcset, dataOriginal, dataLazySrc

    package init?(name: String) {
        guard let attribute = Self.byName[name] else { return nil }
        self = attribute
    }

    private static let byName: [String: HTMLAttribute] = {
        var names = Dictionary(uniqueKeysWithValues: allCases.map { (String(describing: $0), $0) })
        for (name, attribute): (String, HTMLAttribute) in [
            ("aria-hidden", .ariaHidden), ("aria-label", .ariaLabel), ("aria-modal", .ariaModal),
            ("data-src", .dataSrc),
            ("data-srcset", .dataSrcset), ("data-original", .dataOriginal), ("data-lazy-src", .dataLazySrc),
        ] {
            names[name] = attribute
        }
        return names
    }()
}

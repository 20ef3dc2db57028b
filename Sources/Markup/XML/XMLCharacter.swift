import CLibXML2

/// Characters by number.
enum XMLCharacter {
    /// The character of a reference; U+FFFD for what XML 1.0 §2.2 does not allow. 128 to 159 mean windows-1252, as in every
    /// browser.
    static func allowed(_ code: UInt32) -> Unicode.Scalar {
        if code >= 0x80, code < 0xA0 { return Unicode.Scalar(windows1252[Int(code - 0x80)]) ?? "\u{FFFD}" }
        let isAllowed = code == 0x09 || code == 0x0A || code == 0x0D || code >= 0x20
        guard isAllowed, code != 0xFFFE, code != 0xFFFF else { return "\u{FFFD}" }
        return Unicode.Scalar(code) ?? "\u{FFFD}"
    }

    private static let windows1252: [UInt16] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
        0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}

/// The named entities of HTML 4, from libxml2's own table.
enum HTMLEntity {
    static func scalar(named name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        let terminated = Array(name) + [0]
        guard let entry = unsafe htmlEntityLookup(terminated) else { return nil }
        return Unicode.Scalar(unsafe entry.pointee.value)
    }
}

/// A character encoding by the WHATWG Encoding Standard, with the name that iconv knows it by.
package struct TextEncoding: Hashable, Sendable {
    /// The standard's name, in lower case.
    package let name: String
    let iconvName: String

    package static let utf8 = TextEncoding(name: "utf-8", iconvName: "UTF-8")
    package static let windows1252 = TextEncoding(name: "windows-1252", iconvName: "CP1252")
    static let utf16LittleEndian = TextEncoding(name: "utf-16le", iconvName: "UTF-16LE")
    static let utf16BigEndian = TextEncoding(name: "utf-16be", iconvName: "UTF-16BE")

    /// The encoding that a label on the web means (WHATWG Encoding §4.2), nil for an unknown label. A page labelled
    /// `iso-8859-1` is read as windows-1252, as in every browser.
    package init?(label: some StringProtocol) {
        var key = ""
        for scalar in label.unicodeScalars where !scalar.properties.isWhitespace && scalar != "\"" && scalar != "'" {
            key.unicodeScalars.append(scalar)
        }
        guard let encoding = Self.byLabel[key.lowercased()] else { return nil }
        self = encoding
    }

    init(name: String, iconvName: String) {
        self.name = name
        self.iconvName = iconvName
    }

    private static let byLabel: [String: TextEncoding] = {
        var labels: [String: TextEncoding] = [:]
        for (name, iconvName, others) in table {
            let encoding = TextEncoding(name: name, iconvName: iconvName)
            labels[name] = encoding
            for label in others.split(separator: " ") { labels[String(label)] = encoding }
        }
        return labels
    }()

    /// Name, name for iconv, further labels. Where a vendor's superset of a standard exists, that is what the web means.
    private static let table: [(String, String, String)] = [
        ("utf-8", "UTF-8", "utf8 utf8mb4 utf-8-sig unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8"),
        (
            "windows-1252", "CP1252",
            "ansi_x3.4-1968 ascii us-ascii cp1252 cp819 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 "
                + "iso_8859-1:1987 l1 latin1 latin-1 csisolatin1 x-cp1252"
        ),
        ("ibm866", "CP866", "866 cp866 csibm866"),
        ("iso-8859-2", "ISO-8859-2", "csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 l2 latin2"),
        ("iso-8859-3", "ISO-8859-3", "csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 l3 latin3"),
        ("iso-8859-4", "ISO-8859-4", "csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 l4 latin4"),
        ("iso-8859-5", "ISO-8859-5", "csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5"),
        ("iso-8859-6", "ISO-8859-6", "arabic csisolatinarabic ecma-114 iso-ir-127 iso8859-6 iso88596 iso_8859-6"),
        ("iso-8859-7", "ISO-8859-7", "csisolatingreek ecma-118 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7"),
        (
            "iso-8859-8", "ISO-8859-8",
            "csisolatinhebrew hebrew iso-8859-8-i iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 logical visual"
        ),
        ("iso-8859-10", "ISO-8859-10", "csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6"),
        ("iso-8859-13", "ISO-8859-13", "iso8859-13 iso885913"),
        ("iso-8859-14", "ISO-8859-14", "iso8859-14 iso885914"),
        ("iso-8859-15", "ISO-8859-15", "csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 latin9"),
        ("iso-8859-16", "ISO-8859-16", ""),
        ("koi8-r", "KOI8-R", "cskoi8r koi koi8 koi8_r"),
        ("koi8-u", "KOI8-U", "koi8-ru"),
        ("macintosh", "MACINTOSH", "csmacintosh mac x-mac-roman"),
        ("windows-874", "CP874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620"),
        ("windows-1250", "CP1250", "cp1250 x-cp1250"),
        ("windows-1251", "CP1251", "cp1251 x-cp1251"),
        ("windows-1253", "CP1253", "cp1253 x-cp1253"),
        (
            "windows-1254", "CP1254",
            "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 l5 latin5 x-cp1254"
        ),
        ("windows-1255", "CP1255", "cp1255 x-cp1255"),
        ("windows-1256", "CP1256", "cp1256 x-cp1256"),
        ("windows-1257", "CP1257", "cp1257 x-cp1257"),
        ("windows-1258", "CP1258", "cp1258 x-cp1258"),
        ("x-mac-cyrillic", "MAC-CYRILLIC", "x-mac-ukrainian"),
        (
            "gb18030", "GB18030",
            "gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk cp936 ms936 euc-cn hz-gb-2312"
        ),
        ("big5", "BIG5-HKSCS", "big5-hkscs cn-big5 csbig5 x-x-big5 cp950"),
        ("euc-jp", "EUC-JP-MS", "cseucpkdfmtjapanese x-euc-jp eucjp"),
        ("iso-2022-jp", "ISO-2022-JP", "csiso2022jp"),
        ("shift_jis", "CP932", "csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis cp932"),
        (
            "euc-kr", "CP949",
            "cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cp949"
        ),
        ("utf-16be", "UTF-16BE", "unicodefffe"),
        ("utf-16le", "UTF-16LE", "utf-16 csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff"),
        ("utf-32le", "UTF-32LE", "utf-32"),
        ("utf-32be", "UTF-32BE", ""),
    ]
}

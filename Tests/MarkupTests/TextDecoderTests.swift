import Testing

@testable import Markup

@Suite struct TextDecoderTests {
    private func decode(_ bytes: [UInt8], _ type: String? = nil) -> DecodedText {
        TextDecoder.decode(bytes, contentType: type)
    }

    @Test func byteOrderMarkWinsOverTheTransport() {
        let text = decode([0xEF, 0xBB, 0xBF] + Array("é".utf8), "text/html; charset=iso-8859-1")
        #expect(text.string == "é")
        #expect(text.source == .byteOrderMark)
        #expect(decode([0xFF, 0xFE, 0x41, 0x00, 0xE9, 0x00]).string == "Aé")
        #expect(decode([0xFE, 0xFF, 0x00, 0x41]).string == "A")
    }

    @Test func transportWinsOverTheDeclaration() {
        let page = Array(#"<meta charset="utf-8"><p>"#.utf8) + [0xE9]
        let text = decode(page, #"text/html; Charset="ISO-8859-1""#)
        #expect(text.string.hasSuffix("<p>é"))
        #expect(text.encoding == .windows1252)
        #expect(text.source == .transport)
    }

    @Test(arguments: [
        #"<meta charset=shift_jis>"#, #"<META http-equiv=Content-Type content="text/html; charset=Shift_JIS">"#,
        #"<?xml version="1.0" encoding='Shift_JIS'?>"#, #"<!-- <meta charset=utf-8> --><meta charset='sjis'/>"#,
    ])
    func declarations(_ head: String) {
        let text = decode(Array(head.utf8) + [0x82, 0xA0])
        #expect(text.string.hasSuffix("あ"))
        #expect(text.source == .declaration)
    }

    @Test func nothingAfterABadByteIsLost() {
        for (label, bad): (String, [UInt8]) in [
            ("gb2312", [0x81, 0x20]), ("shift_jis", [0x81, 0x20]), ("big5", [0x81, 0x20]), ("windows-1252", [0x81]),
            ("euc-kr", [0xFF]), ("us-ascii", [0x81]), ("euc-jp", [0xFF]), ("windows-1253", [0xFF]),
        ] {
            let text = decode(Array("before ".utf8) + bad + Array(" after".utf8), "text/html; charset=\(label)")
            #expect(text.string.hasPrefix("before"), "\(label)")
            #expect(text.string.hasSuffix("after"), "\(label)")
            #expect(text.string.contains("\u{FFFD}"), "\(label)")
        }
    }

    /// ASCII is stepped over by blocks: a sequence may begin in one and end in the next, or be cut there.
    @Test(arguments: 0..<130) func sequencesStandAnywhere(_ before: Int) {
        let blanks = [UInt8](repeating: 0x61, count: before)
        let after = [UInt8](repeating: 0x62, count: 200)
        for whole in ["é", "€", "💧"] {
            let text = decode(blanks + Array(whole.utf8) + after)
            #expect(text.source == .validUTF8)
            #expect(text.string == String(decoding: blanks, as: UTF8.self) + whole + String(repeating: "b", count: 200))
            let cut = decode(blanks + Array(whole.utf8).dropLast() + after)
            #expect(cut.source == .fallback)
        }
    }

    @Test func damagedUTF8KeepsItsGoodParts() {
        let text = decode(Array("é ü ö ".utf8) + [0xFF] + Array(" ß".utf8), "text/html; charset=utf-8")
        #expect(text.string == "é ü ö \u{FFFD} ß")
    }

    @Test func latinThatClaimsToBeUTF8() {
        #expect(decode([0x63, 0x61, 0x66, 0xE9, 0x20, 0xE8], "text/html; charset=utf-8").string == "café è")
        #expect(decode([0x80, 0x20, 0x93]).string == "€ \u{201C}")
    }

    @Test func controlsAreStripped() {
        #expect(decode(Array("a\0b\u{1}c\td\u{B}e\u{C}f\n".utf8)).string == "abc\tde f\n")
    }

    @Test func everyLabelHasAConverter() {
        for label in [
            "utf-8", "windows-1252", "ibm866", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6",
            "iso-8859-7", "iso-8859-8", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16",
            "koi8-r", "koi8-u", "macintosh", "windows-874", "windows-1250", "windows-1251", "windows-1253",
            "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic", "gb18030",
            "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr",
        ] {
            let encoding = TextEncoding(label: label)
            #expect(encoding?.name == label)
            #expect(decode(Array("plain".utf8), "text/plain; charset=\(label)").string == "plain")
            if let encoding, encoding != .utf8 {
                #expect(IconvDecoder.isAvailable(encoding), "\(label)")
            }
        }
    }
}

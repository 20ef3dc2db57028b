import Pipelines
import Testing

@testable import Assembly

@Suite struct ValueTests {
    @Test(arguments: [
        ("https://Example.org/a", "https://example.org/a"), ("HTTP://a.b", "http://a.b"),
        ("mailto:a@b.c", "mailto:a@b.c"), ("http://a.b:8080/x?y#z", "http://a.b:8080/x?y#z"),
        ("http://a.b/ã", "http://a.b/%C3%A3"), ("http://127.0.0.1/", "http://127.0.0.1/"),
    ])
    func addressesThatPass(written: String, text: String) { #expect(WebAddress(written)?.text == text) }

    @Test(arguments: [
        "javascript:alert(1)", " java\u{0}script:x", "data:text/html,x", "file:///etc", "//a.b/c", "/a", "http://",
        "http:a",
        "https:///x", "http://a b/", "http://u@a.b", "http://u:p@a.b", "http://a.b:x", "http://a.b:70000",
        "http://a..b",
        "http://-a.b", "http://1.2.3", "http://1.2.3.256", "http://[::1]/", "mailto:", "mailto:@", "ftp://a.b", "",
    ])
    func addressesThatDoNot(written: String) { #expect(WebAddress(written) == nil) }

    @Test(arguments: ["en", "pt-BR", "pt_BR", "zh-Hant-TW", "de-1996", "sl-rozaj", "es-419"])
    func languageTags(text: String) { #expect(LanguageTag(text) != nil) }

    @Test(arguments: ["C", "POSIX", "", "english", "en-", "en-US-GB", "e1", "en-x", "de-1996-1996", "é-FR"])
    func noLanguageTags(text: String) { #expect(LanguageTag(text) == nil) }

    @Test func fileNamesAreSafeAndApart() {
        func name(_ key: String) -> String {
            Slug.fileName(of: ProductIdentity(pipeline: "demo", product: "book", itemKey: key))
        }
        #expect(name("2026-W47") == "demo-book-2026-w47")
        #expect(name("água").hasPrefix("demo-book-agua-"))
        #expect(name("ключ") != name("ключи"))
        #expect(name("../../etc/passwd").allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" })
        #expect(name(String(repeating: "x", count: 500)).count < 120)
    }

    @Test func editionDates() {
        let content = Digest(of: "text")
        #expect(EditionDate(key: "2026-W01", content: content).day == "2025-12-29")
        #expect(EditionDate(key: "2026-11-20", content: content).day == "2026-11-20")
        #expect(EditionDate(key: "issue-2026-11", content: content).day == "2026-11-01")
        #expect(EditionDate(key: "2026-13-01", content: content).day == nil)
        #expect(EditionDate(key: "2026-W60", content: content).day == nil)
        #expect(EditionDate(key: "handbook", content: content).instant.hasPrefix("2000-01-01T"))
        #expect(EditionDate(key: "handbook", content: content).instant.count == 20)
    }

    @Test(arguments: [
        [], ["#ffffff"], ["#000000"], ["#808080", "#7f7f7f"], ["#ffff00", "#fffffe"], ["nonsense", "#12"],
        ["#0d2f2b", "#17564d", "#4d8c57", "#c98a3c", "#f6f4ec"], ["#ff0000", "#00ff00", "#0000ff"],
    ])
    func everyPaletteCanBeRead(colours: [String]) {
        let palette = Palette(brand: Brand(palette: colours))
        for scheme in [palette.day, palette.night] {
            for ground in [scheme.ground, scheme.surface] {
                #expect(scheme.ink.contrast(with: ground) >= 7)
                #expect(scheme.quietInk.contrast(with: ground) >= 4.5)
                #expect(scheme.accent.contrast(with: ground) >= 4.5)
            }
            #expect(scheme.accentInk.contrast(with: scheme.accent) >= 4.5)
        }
        #expect(palette.day.ground.luminance > palette.day.ink.luminance)
        #expect(palette.night.ground.luminance < palette.night.ink.luminance)
    }

    @Test func familiesAreNotStyleSheets() {
        let look = Edition.Look(brand: Brand(fonts: ["text": "x'; } body { display: none", "display": "EB Garamond"]))
        #expect(!look.textFamily.contains("}"))
        #expect(look.displayFamily.hasPrefix("'EB Garamond', "))
    }

    @Test func textIsCleaned() {
        #expect(CleanText.line(" a\u{0}\u{202E}\n\tb\u{85} ") == "a b")
        #expect(CleanText.line(optional: "\u{0} ") == nil)
        #expect(CleanText.shortened("one two, three", to: 10) == "one two…")
        #expect(CleanText.block("a\u{B}\nb\u{FFFF}") == "a\nb")
    }
}

import Testing

@testable import Imaging

@Suite struct TextEngineTests {
    private static let book = Result { try FontBook() }

    private func engine() throws -> TextEngine {
        TextEngine(book: try Self.book.get(), rasterizer: try Rasterizer())
    }

    @Test func modernFontsAreKerned() throws {
        let engine = try engine()
        let style = TextStyle(.serif)
        let letters = try "AVATAR".map { try engine.shape(String($0), style).width }.reduce(0, +)
        #expect(try engine.shape("AVATAR", style).width < letters * 0.95)
    }

    @Test func ligaturesFormUnlessTracked() throws {
        let engine = try engine()
        let face = Typeface(chain: [.dejaVuSans])
        #expect(try engine.shape("fi", TextStyle(face)).glyphs.count == 1)
        #expect(try engine.shape("fi", TextStyle(face, tracking: 0.1)).glyphs.count == 2)
    }

    @Test func trackingAddsBetweenLettersOnly() throws {
        let engine = try engine()
        let plain = try engine.shape("HHHH", TextStyle(.sans)).width
        #expect(abs(try engine.shape("HHHH", TextStyle(.sans, tracking: 0.2)).width - plain - 0.6) < 1e-9)
    }

    @Test func arabicJoinsAndRunsRightToLeft() throws {
        let engine = try engine()
        let word = try engine.shape("حوض", TextStyle(.serif))
        let alone = try "حوض".map { try engine.shape(String($0), TextStyle(.serif)).glyphs[0].id }
        #expect(word.isRightToLeft)
        #expect(word.glyphs.map(\.id) != alone.reversed(), "letters take their joined forms")
        #expect(try engine.shape("abc حوض 12", TextStyle(.serif)).isRightToLeft == false)
    }

    @Test func levelsGiveTheVisualOrder() {
        #expect(BidiParagraph.visualOrder([0, 1, 0]) == [0, 1, 2])
        #expect(BidiParagraph.visualOrder([1, 1, 1]) == [2, 1, 0])
        #expect(BidiParagraph.visualOrder([1, 2, 1]) == [2, 1, 0])
        #expect(BidiParagraph.visualOrder([0, 1, 2, 2, 1, 0]) == [0, 4, 2, 3, 1, 5])
        #expect(BidiParagraph.visualOrder([]) == [])
    }

    @Test func missingLettersComeFromTheNextFont() throws {
        let line = try engine().shape("Ωმ", TextStyle(.serif))
        #expect(line.glyphs.contains { $0.font == .garamond })
        #expect(line.glyphs.contains { $0.font == .dejaVuSerif || $0.font == .dejaVuSans })
        #expect(line.glyphs.allSatisfy { $0.id != 0 }, "no boxes")
    }

    @Test func symbolsWithoutAGlyphAreLeftOutAndLettersAreAnError() throws {
        let engine = try engine()
        let style = TextStyle(.sans)
        #expect(try engine.shape("Tank\u{1FAE0}", style).glyphs == engine.shape("Tank", style).glyphs)
        let family = try engine.shape("\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", style)
        #expect(family.glyphs.allSatisfy { $0.id != 0 })
        let error = #expect(throws: ImagingError.self) { try engine.shape("a\u{12000}", style) }
        #expect(error?.code == .glyphMissing)
    }

    @Test func chineseJapaneseAndKoreanAreSetAndHeavyTitlesInThemAreHeavy() throws {
        let engine = try engine()
        for word in ["水草与光", "静かな水槽ガラス", "조용한"] {
            let line = try engine.shape(word, TextStyle(.displayHeavy))
            #expect(line.glyphs.count == word.count)
            #expect(line.glyphs.allSatisfy { $0.font == .droidFallback && $0.id != 0 })
        }
        let (heavy, light) = (
            try #require(engine.shape("水", TextStyle(.displayHeavy)).ink),
            try #require(engine.shape("水", TextStyle(.displayLight)).ink)
        )
        #expect(abs(heavy.width - light.width - 0.04) < 1e-9 && abs(heavy.midX - light.midX) < 1e-9)
    }

    @Test func inkIsWhereItIsDrawn() throws {
        let engine = try engine()
        let line = try engine.shape("gÁj", TextStyle(.serif))
        var canvas = try Canvas(width: 300, height: 200)
        try engine.draw(line, on: &canvas, x: 50, y: 120, size: 80, color: RGB(0))
        let ink = try #require(line.ink)
        var drawn: Box?
        for index in canvas.pixels.indices where canvas.pixels[index] != 0xFFFFFF {
            let pixel = Box(x: Double(index % 300), y: Double(index / 300), width: 1, height: 1)
            drawn = drawn?.union(pixel) ?? pixel
        }
        let found = try #require(drawn)
        #expect(abs(found.x - 50 - ink.x * 80) < 1.5 && abs(found.maxX - 50 - ink.maxX * 80) < 1.5)
        #expect(abs(found.y - 120 - ink.y * 80) < 1.5 && abs(found.maxY - 120 - ink.maxY * 80) < 1.5)
    }

    @Test func aMissingFontNamesItsPackage() {
        let error = #expect(throws: ImagingError.self) { try FontBook(root: "/nowhere") }
        #expect(error?.code == .fontMissing)
        #expect(error?.message.contains("fonts-ebgaramond") == true)
    }
}

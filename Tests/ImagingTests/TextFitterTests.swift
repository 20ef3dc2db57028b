import Testing

@testable import Imaging

@Suite struct TextFitterTests {
    private static let book = Result { try FontBook() }

    private func fit(_ text: String, _ fitter: TextFitter) throws -> TextBlock {
        let engine = TextEngine(book: try Self.book.get(), rasterizer: try Rasterizer())
        return try fitter.fit(text, TextStyle(.serif), with: engine)
    }

    /// Whatever the words and the box, lines stay inside and say the text, whole or with an ellipsis.
    @Test(arguments: [7, 8, 9] as [UInt64])
    func linesFitTheirBox(seed: UInt64) throws {
        var random = StableRandom(seed: seed)
        let letters = Array("abcdefghijklmnopqrstuvwxyzgjpÁÇ")
        for _ in 0..<12 {
            let words = (0...random.index(below: 24)).map { _ in
                String((0...random.index(below: 13)).map { _ in letters[random.index(below: letters.count)] })
            }
            let fitter = TextFitter(
                width: random.value(in: 300...1_300), height: random.value(in: 80...900),
                maximumLines: 1 + random.index(below: 7), sizes: 20...260, leading: 1)
            let block = try fit(words.joined(separator: " "), fitter)
            #expect(block.height <= fitter.height + 0.01, "seed \(seed)")
            #expect(block.lines.count <= fitter.maximumLines, "seed \(seed)")
            // Kerning across a space may add a hair to what the pieces measured alone.
            #expect(block.width <= fitter.width * 1.01, "seed \(seed)")
            let said = block.texts.joined().filter { !" -…".contains($0) }
            let meant = words.joined()
            #expect(block.isTruncated ? meant.hasPrefix(said) : said == meant, "seed \(seed)")
        }
    }

    @Test func linesAreEven() throws {
        let fitter = TextFitter(width: 1_000, height: 500, maximumLines: 2, sizes: 100...130, leading: 1)
        #expect(try fit("aaaa aaaa aaaa aaaa aaaa", fitter).texts.map(\.count).sorted() == [9, 14])
    }

    @Test func aLongWordIsSplitRatherThanSmall() throws {
        let block = try fit(
            "Donaudampfschifffahrtsgesellschaftskapitän",
            TextFitter(width: 900, height: 600, maximumLines: 4, sizes: 30...200, leading: 1))
        #expect(block.texts.count > 1)
        #expect(block.texts.dropLast().allSatisfy { $0.hasSuffix("-") })
        #expect(block.size > 75)
    }

    @Test func inksOfNeighbouringLinesStayApart() throws {
        let fitter = TextFitter(width: 400, height: 900, maximumLines: 3, sizes: 120...130, leading: 0.7)
        let block = try fit("gjpqy ÁÉÖÇ", fitter)
        #expect(block.lines.count == 2)
        let (above, below) = (try #require(block.lines[0].ink), try #require(block.lines[1].ink))
        #expect(block.baselines[0] + above.maxY * block.size < block.baselines[1] + below.y * block.size)
    }

    @Test func piecesBreakWhereLanguagesAllow() {
        #expect(LineBreaker.pieces(of: " a  b-c ").map(\.text) == ["a", "b-", "c"])
        #expect(LineBreaker.pieces(of: "水草「庭」。").map(\.text) == ["水", "草", "「庭」。"])
        #expect(LineBreaker.line(LineBreaker.pieces(of: "a b-c 水草")[...]) == "a b-c 水草")
    }

    @Test func wordsSplitBeforeSyllables() {
        for word in ["internationalization", "Schifffahrtsgesellschaft", "responsabilidade", "paralelepípedo"] {
            let parts = WordSplitter.parts(of: word, count: 2)
            #expect(parts.count == 2)
            #expect(parts.joined().filter { $0 != "-" } == word)
            #expect(parts.allSatisfy { $0.count >= 4 })
        }
        #expect(WordSplitter.parts(of: "short", count: 2) == ["short"])
        #expect(WordSplitter.splits(of: "12345678901234").isEmpty)
    }

    @Test func capitalsFollowTheLanguage() {
        #expect(Uppercase.text("iñaki ß zoë", language: "es") == "IÑAKI SS ZOË")
        #expect(Uppercase.text("diyarbakır", language: "tr") == "DİYARBAKIR")
        #expect(Uppercase.text("Οδυσσέας", language: "el") == "ΟΔΥΣΣΕΑΣ")
    }
}

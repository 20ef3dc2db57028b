import Imaging
import Pipelines
import Testing

@testable import Covers

@Suite struct CoverRendererTests {
    private static let renderer = Result { try CoverRenderer() }

    @Test(arguments: CoverSamples.all)
    func wordsOfACardStandApartInsideAndLegible(brief: CoverBrief) throws {
        try expectSound(Self.renderer.get().draw(brief, size: .card, dither: false).texts, brief, .card)
    }

    @Test(arguments: [CoverSize.book, .header, .square])
    func wordsOfOtherSizesStandApartInsideAndLegible(size: CoverSize) throws {
        for brief in size == .book ? [CoverSamples.all[3]] : CoverSamples.all.suffix(7) {
            try expectSound(Self.renderer.get().draw(brief, size: size, dither: false).texts, brief, size)
        }
    }

    private func expectSound(_ texts: [PlacedText], _ brief: CoverBrief, _ size: CoverSize) throws {
        let margin = Double(min(size.width, size.height)) * 0.05
        let safe = Box(x: 0, y: 0, width: Double(size.width), height: Double(size.height)).inset(by: margin)
        for (index, text) in texts.enumerated() {
            #expect(safe.contains(text.ink), "\(text.role) of “\(brief.title.prefix(20))” leaves the safe area")
            #expect(text.contrast >= 4.5, "\(text.role) of “\(brief.title.prefix(20))”")
            for other in texts[..<index] {
                #expect(!text.ink.overlaps(other.ink), "\(text.role) and \(other.role) of “\(brief.title.prefix(20))”")
            }
        }
        let title = try #require(texts.first { $0.role == .title })
        #expect(title.block.size * 0.65 * 160 / Double(size.width) >= 2.2, "capitals in a thumbnail 160 pixels wide")
    }

    @Test func aTitleOf200LettersIsSetWhole() throws {
        let brief = CoverBrief(title: CoverSamples.long, author: "Tank Weekly", series: "Issue 12", seed: "e")
        #expect(brief.title.count >= 190)
        for size in [CoverSize.card, .header, .square] {
            let texts = try Self.renderer.get().draw(brief, size: size, dither: false).texts
            #expect(texts.allSatisfy { !$0.block.isTruncated }, "\(size)")
        }
    }

    @Test func theSameBriefGivesTheSameBytes() throws {
        let renderer = try Self.renderer.get()
        let first = try renderer.render(CoverSamples.all[0], size: .card)
        #expect(try renderer.render(CoverSamples.all[0], size: .card) == first)
        #expect(ImageFormat(sniffing: first) == .jpeg)
        var other = CoverSamples.all[0]
        other.seed = "another product"
        #expect(try renderer.render(other, size: .card) != first)
    }

    @Test func aPhotoFillsTheWindow() throws {
        var brief = CoverSamples.all[0]
        brief.photo = try Canvas(width: 400, height: 300, color: RGB(0x00FF00)).encoded(as: .png)
        let canvas = try Self.renderer.get().draw(brief, size: .card, dither: false).canvas
        #expect(canvas[964, 400] == RGB(0x00FF00))
        brief.photo = Array("GIF89a".utf8)
        let error = #expect(throws: CoverError.self) { try Self.renderer.get().render(brief, size: .card) }
        #expect(error?.code == .photo)
    }

    @Test func whatCannotBeDrawnIsSaid() throws {
        let renderer = try Self.renderer.get()
        func code(_ brief: CoverBrief) -> CoverError.Code? {
            #expect(throws: CoverError.self) { try renderer.render(brief, size: .header) }?.code
        }
        #expect(code(CoverBrief(title: " \n", seed: "")) == .noTitle)
        #expect(code(CoverBrief(title: "x", palette: ["#12241c", "teal"], seed: "")) == .invalidPalette)
        #expect(code(CoverBrief(title: "\u{12000}\u{12001}", seed: "")) == .fonts)
        #expect(throws: CoverError.self) { try CoverTemplate(named: "neon") }
    }

    /// Pixels of every size in both arrangements. If this fails, look at the covers, raise `CoverHandler.version`, and
    /// put the new digest here beside the new version.
    @Test func pixelsBelongToTheHandlersVersion() throws {
        let paper = CoverSamples.all[1]
        let night = CoverSamples.all[3]
        var bytes: [UInt8] = []
        for (brief, size) in [(paper, CoverSize.card), (paper, .square), (night, .header), (night, .square)] {
            bytes += try Self.renderer.get().draw(brief, size: size, dither: true).canvas.rgbBytes
        }
        let golden = [1: "d07fc3790d52b2fbd3244895b2e9ca6d55481d83c26af231fd6e331e5e4656ec"]
        #expect(golden[CoverHandler.currentVersion] == Digest(of: bytes).description)
    }
}

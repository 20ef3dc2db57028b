import Imaging
import Pipelines
import PressworkTestSupport
import Testing

@testable import Covers

@Suite(.computing) struct CoverRendererTests {
    private static let renderer = Result { try CoverRenderer() }

    @Test(arguments: CoverTemplate.allCases, CoverSamples.all)
    func wordsOfACardStandApartInsideAndLegible(template: CoverTemplate, brief: CoverBrief) throws {
        let brief = brief.in(template)
        try expectSound(Self.renderer.get().draw(brief, size: .card, dither: false).texts, brief, .card)
    }

    @Test(arguments: CoverTemplate.allCases, [CoverSize.book, .header, .square])
    func wordsOfOtherSizesStandApartInsideAndLegible(template: CoverTemplate, size: CoverSize) throws {
        for brief in size == .book ? [CoverSamples.all[3], CoverSamples.all[10]] : CoverSamples.all.suffix(10) {
            let brief = brief.in(template)
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

    @Test(arguments: CoverTemplate.allCases)
    func aTitleOf200LettersIsSetWhole(template: CoverTemplate) throws {
        let brief = CoverBrief(
            template: template, title: CoverSamples.long, author: "Tank Weekly", series: "Issue 12", seed: "e")
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

    /// The title takes the room that the other words leave, not the rest of what an earlier try left.
    @Test func aTitleWithATailAndASubtitleStaysTheLargest() throws {
        let brief = CoverSamples.all[1].in(.modernist)
        for size in [CoverSize.header, .square] {
            let texts = try Self.renderer.get().draw(brief, size: size, dither: false).texts
            let title = try #require(texts.first { $0.role == .title }).block
            let subtitle = try #require(texts.first { $0.role == .subtitle }).block
            #expect(title.size > subtitle.size * 2, "\(size)")
        }
    }

    @Test(arguments: CoverTemplate.allCases)
    func aPhotoFillsTheWindow(template: CoverTemplate) throws {
        var brief = CoverSamples.all[0].in(template)
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

    /// Pixels of every size but the slow one, in both arrangements of both templates. If this fails, look at the covers, raise `CoverHandler.version`, and
    /// put the new digest here beside the new version.
    @Test func pixelsBelongToTheHandlersVersion() throws {
        let paper = CoverSamples.all[1]
        let night = CoverSamples.all[3]
        let mosaic = CoverSamples.all[2]
        var bytes: [UInt8] = []
        for template in CoverTemplate.allCases {
            for (brief, size) in [(paper, CoverSize.card), (night, .header), (night, .square), (mosaic, .card)] {
                bytes += try Self.renderer.get().draw(brief.in(template), size: size, dither: true).canvas.rgbBytes
            }
        }
        let golden = [2: "33a1c546ab32bdc51ab1852e80c633385bac99a6b5c13e3f7766dbd2fc582c60"]
        #expect(golden[CoverHandler.currentVersion] == Digest(of: bytes).description)
    }
}

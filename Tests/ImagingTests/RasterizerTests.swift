import Testing

@testable import Imaging

@Suite struct RasterizerTests {
    private let clip = Box(x: 0, y: 0, width: 20, height: 20)

    @Test func coverageIsExact() throws {
        let mask = try Rasterizer().mask(of: .rectangle(Box(x: 2, y: 3, width: 4.5, height: 2)), within: clip)
        #expect((mask.x, mask.y, mask.width, mask.height) == (2, 3, 5, 2))
        #expect(mask.coverage[0] == 255)
        #expect(abs(Int(mask.coverage[4]) - 128) <= 1)
    }

    @Test func ringsHaveHoles() throws {
        let mask = try Rasterizer().mask(of: .ring(center: Point(10, 10), radius: 6, thickness: 2), within: clip)
        func covered(_ x: Int, _ y: Int) -> UInt8 { mask.coverage[(y - mask.y) * mask.width + x - mask.x] }
        #expect(covered(10, 10) == 0)
        #expect(covered(15, 10) == 255)
    }

    @Test func shapesAreClippedAndEmptyOnesAreEmpty() throws {
        let rasterizer = try Rasterizer()
        let half = rasterizer.mask(of: .circle(center: Point(0, 0), radius: 5), within: clip)
        #expect((half.x, half.y, half.width, half.height) == (0, 0, 5, 5))
        #expect(rasterizer.mask(of: .circle(center: Point(90, 0), radius: 5), within: clip).coverage.isEmpty)
        #expect(rasterizer.mask(of: Path(), within: clip).coverage.isEmpty)
    }

    @Test func masksOverTheEdgeDrawOnlyWhatIsInside() throws {
        var canvas = try Canvas(width: 4, height: 4, color: RGB(0))
        let mask = Mask(x: -2, y: 3, width: 4, height: 4, coverage: [UInt8](repeating: 255, count: 16))
        canvas.fill(mask, with: RGB(0xFFFFFF))
        #expect(canvas.pixels.indices.filter { canvas.pixels[$0] == 0xFFFFFF } == [12, 13])
    }

    @Test func blurKeepsTheSumAndTheMiddle() throws {
        let mask = Mask(x: 0, y: 0, width: 21, height: 21, coverage: [UInt8](repeating: 200, count: 441))
        let blurred = mask.blurred(radius: 6)
        let (before, after) = (mask.coverage.reduce(0) { $0 + Int($1) }, blurred.coverage.reduce(0) { $0 + Int($1) })
        #expect(abs(before - after) < before / 100)
        #expect(blurred.coverage[blurred.height / 2 * blurred.width + blurred.width / 2] >= 195)
        #expect(blurred.coverage.elementsEqual(blurred.coverage.reversed()))
    }

    @Test func opacityBlends() throws {
        var canvas = try Canvas(width: 2, height: 1, color: RGB(0))
        let mask = Mask(x: 0, y: 0, width: 1, height: 1, coverage: [255])
        canvas.fill(mask, with: RGB(0xFFFFFF), opacity: 0.5)
        #expect(canvas.pixels == [0x808080, 0])
    }
}

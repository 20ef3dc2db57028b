import Testing

@testable import Imaging

@Suite struct ImageCodecTests {
    private static func picture() throws -> Canvas {
        var canvas = try Canvas(width: 61, height: 40)
        canvas.fill(LinearGradient(from: Point(0, 0), to: Point(61, 40), RGB(0x14223D), RGB(0xF2A07B)), dither: true)
        return canvas
    }

    @Test(arguments: ImageFormat.allCases)
    func encodingIsStableAndItsHeaderIsRead(format: ImageFormat) throws {
        let bytes = try Self.picture().encoded(as: format)
        #expect(try Self.picture().encoded(as: format) == bytes)
        let header = try ImageHeader(bytes)
        #expect(header.format == format)
        #expect(header.width == 61)
        #expect(header.height == 40)
    }

    @Test func pngKeepsEveryPixel() throws {
        let canvas = try Self.picture()
        #expect(try Canvas(decoding: canvas.encoded(as: .png), width: 61, height: 40).pixels == canvas.pixels)
    }

    @Test func resamplingKeepsAFlatField() throws {
        let flat = try Canvas(width: 300, height: 200, color: RGB(0x808080))
        #expect(try flat.resampled(width: 97, height: 61).pixels.allSatisfy { $0 == 0x808080 })
    }

    @Test(arguments: ImageFormat.allCases)
    func aCutHeaderIsRefused(format: ImageFormat) throws {
        let bytes = try Self.picture().encoded(as: format)
        for length in 0..<24 {
            #expect(throws: ImagingError.self) {
                try Canvas(decoding: Array(bytes.prefix(length)), width: 10, height: 10)
            }
        }
    }

    @Test func aBombIsRefusedByItsHeader() {
        let header: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
            + [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0]
        let error = #expect(throws: ImagingError.self) { try Canvas(decoding: header, width: 10, height: 10) }
        #expect(error?.code == .tooLarge)
    }

    @Test(arguments: ["GIF89a", "BM", "II*\u{0}", "<svg/>", ""])
    func otherFormatsAreRefused(magic: String) {
        let bytes = Array(magic.utf8) + [UInt8](repeating: 0, count: 64)
        let error = #expect(throws: ImagingError.self) { try ImageHeader(bytes) }
        #expect(error?.code == .unsupportedFormat)
    }

    @Test func dimensionsHaveABudget() {
        #expect(throws: ImagingError.self) { try Canvas(width: 50_001, height: 1_000) }
        #expect(throws: ImagingError.self) { try Canvas(width: .max, height: .max) }
        #expect(throws: ImagingError.self) { try Canvas(width: 0, height: 5) }
    }
}

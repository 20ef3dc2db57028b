import Testing

@testable import Imaging

@Suite struct ColorTests {
    @Test func hexIsReadAsPeopleWriteIt() throws {
        #expect(try RGB(hex: "#12AbeF").packed == 0x12ABEF)
        #expect(try RGB(hex: "#fa0").packed == 0xFFAA00)
    }

    @Test(arguments: ["", "#", "12abef", "#12abe", "#12abefff", "#+12abc", "#ggg", "# 12", "#１２３", "red"])
    func otherSpellingsAreRefused(text: String) {
        let error = #expect(throws: ImagingError.self) { try RGB(hex: text) }
        #expect(error?.code == .invalidColor)
    }

    @Test func contrastIsThatOfTheStandard() {
        #expect(abs(RGB.contrast(RGB(0xFFFFFF), RGB(0)) - 21) < 1e-9)
        #expect(abs(RGB.contrast(RGB(0x777777), RGB(0xFFFFFF)) - 4.478) < 0.001)
    }

    @Test func legibleInkStandsOutFromAnyGround() {
        for grey in 0...255 {
            let ground = RGB(UInt32(grey) * 0x010101).luminance
            for color in [RGB(0xF0B562), RGB(0x2F6F5E), RGB(0xFF0000)] {
                #expect(RGB.contrast(color.legible(on: ground, ratio: 4.5).luminance, ground) >= 4.5, "on grey \(grey)")
            }
        }
        #expect(RGB(0xF0B562).legible(on: 0, ratio: 4.5).packed == 0xF0B562)
    }

    @Test func labKeepsColors() {
        var random = StableRandom(seed: 1)
        for _ in 0..<500 {
            let color = UInt32(random.next() & 0xFFFFFF)
            #expect(OKLab(RGB(color)).rgb.packed == color)
        }
    }
}

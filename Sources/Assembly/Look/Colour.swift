import Foundation

/// An opaque sRGB colour.
struct Colour: Hashable, Sendable {
    /// 0 to 255.
    var red, green, blue: Double

    init(red: Double, green: Double, blue: Double) {
        (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// Reads `#rrggbb`; `nil` for anything else.
    init?(hex: String) {
        guard hex.count == 7, hex.hasPrefix("#"), let value = UInt32(hex.dropFirst(), radix: 16) else { return nil }
        self.init(
            red: Double(value >> 16 & 255), green: Double(value >> 8 & 255), blue: Double(value & 255))
    }

    static let white = Colour(red: 255, green: 255, blue: 255)
    static let black = Colour(red: 0, green: 0, blue: 0)

    /// `#rrggbb`.
    var hex: String {
        let digits = Array("0123456789abcdef")
        return [red, green, blue].reduce("#") { text, channel in
            let value = Int(min(255, max(0, channel)).rounded())
            return text + String([digits[value >> 4], digits[value & 15]])
        }
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    var luminance: Double {
        func linear(_ channel: Double) -> Double {
            let value = channel / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// How far it is from grey, 0 to 1.
    var saturation: Double {
        let (low, high) = (min(red, green, blue), max(red, green, blue))
        return high == 0 ? 0 : (high - low) / high
    }

    /// Contrast ratio, 1 to 21 (WCAG 2.2).
    func contrast(with other: Colour) -> Double {
        let (low, high) = (min(luminance, other.luminance), max(luminance, other.luminance))
        return (high + 0.05) / (low + 0.05)
    }

    /// `share` of `other` in this colour, 0 to 1.
    func mixed(with other: Colour, _ share: Double) -> Colour {
        func mix(_ a: Double, _ b: Double) -> Double { a + (b - a) * share }
        return Colour(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    /// The nearest shade of this colour, on the way to black or to white, that reaches `ratio` on `ground`.
    func readable(on ground: Colour, ratio: Double) -> Colour {
        let end: Colour = ground.luminance > 0.18 ? .black : .white
        for step in 0...40 {
            let shade = mixed(with: end, Double(step) / 40)
            // What counts is the colour as it is written, rounded to 8 bits.
            if let written = Colour(hex: shade.hex), written.contrast(with: ground) >= ratio { return written }
        }
        return end
    }
}

/// An opaque sRGB colour, components 0 … 1 as encoded (not linear).
package struct RGB: Sendable, Hashable {
    package let red: Double
    package let green: Double
    package let blue: Double

    /// Components are clamped to 0 … 1.
    package init(red: Double, green: Double, blue: Double) {
        self.red = min(max(red, 0), 1)
        self.green = min(max(green, 0), 1)
        self.blue = min(max(blue, 0), 1)
    }

    /// From 0xRRGGBB.
    package init(_ hex: UInt32) {
        red = Double(hex >> 16 & 255) / 255
        green = Double(hex >> 8 & 255) / 255
        blue = Double(hex & 255) / 255
    }

    /// From `#RRGGBB` or `#RGB`, as people write colours.
    package init(hex text: String) throws(ImagingError) {
        let digits = text.utf8.dropFirst()
        guard text.utf8.first == UInt8(ascii: "#"), digits.count == 3 || digits.count == 6,
            digits.allSatisfy({ UnicodeScalar($0).properties.isASCIIHexDigit }),
            let value = UInt32(text.dropFirst(), radix: 16)
        else {
            throw ImagingError(.invalidColor, "“\(text.prefix(40))” is not a colour; write it as #RRGGBB or #RGB.")
        }
        self.init(
            digits.count == 6 ? value : (value >> 8 & 15) * 0x110000 + (value >> 4 & 15) * 0x1100 + (value & 15) * 0x11)
    }

    /// 0x00RRGGBB, the layout of a canvas' pixels.
    package var packed: UInt32 {
        UInt32(red * 255 + 0.5) << 16 | UInt32(green * 255 + 0.5) << 8 | UInt32(blue * 255 + 0.5)
    }
}

import Glibc

extension RGB {
    /// Relative luminance, 0 … 1 (WCAG 2.2).
    package var luminance: Double {
        0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    /// The contrast ratio of two colours, 1 … 21 (WCAG 2.2, success criterion 1.4.3).
    package static func contrast(_ a: RGB, _ b: RGB) -> Double {
        contrast(a.luminance, b.luminance)
    }

    /// The contrast ratio of two relative luminances.
    package static func contrast(_ a: Double, _ b: Double) -> Double {
        (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// This colour, made lighter or darker in OKLab until it stands out from `luminance` by `ratio`; the nearest end
    /// (white or black) if it cannot.
    package func legible(on luminance: Double, ratio: Double) -> RGB {
        let target = Self.contrast(1, luminance) >= Self.contrast(0, luminance) ? OKLab(RGB(0xFFFFFF)) : OKLab(RGB(0))
        let own = OKLab(self)
        for step in 0...40 {
            let candidate = own.mixed(with: target, Double(step) / 40).rgb
            if Self.contrast(candidate.luminance, luminance) >= ratio { return candidate }
        }
        return target.rgb
    }

    /// The linear-light value of one encoded component (IEC 61966-2-1).
    static func linear(_ component: Double) -> Double {
        component <= 0.04045 ? component / 12.92 : pow((component + 0.055) / 1.055, 2.4)
    }

    /// The encoded value of one linear-light component.
    static func encoded(_ linear: Double) -> Double {
        linear <= 0.0031308 ? linear * 12.92 : 1.055 * pow(linear, 1 / 2.4) - 0.055
    }
}

extension RGB {
    /// Between this colour (0) and the other (1), mixed in OKLab.
    package func mixed(with other: RGB, _ amount: Double) -> RGB {
        OKLab(self).mixed(with: OKLab(other), amount).rgb
    }

    /// This colour at another OKLab lightness (0 … 1), its hue kept and its chroma scaled.
    package func toned(lightness: Double, chroma: Double = 1) -> RGB {
        let own = OKLab(self)
        return OKLab(lightness: lightness, a: own.a * chroma, b: own.b * chroma).rgb
    }
}

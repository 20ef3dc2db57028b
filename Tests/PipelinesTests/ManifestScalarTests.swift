import Pipelines
import Testing

@Suite("Words of the language")
struct ManifestScalarTests {
    @Test(
        "money",
        arguments: [
            ("1.50 USD", 1_500_000), ("10 USD", 10_000_000), ("0.05 USD", 50_000), ("0.000001 USD", 1),
            ("1.5 EUR", 1_500_000),
        ])
    func money(_ text: String, _ micros: Int64) { #expect(ManifestScalar.money(text)?.micros == micros) }

    @Test(
        "what is no money",
        arguments: [
            "1.50", "USD", "1,50 USD", "1.50USD", "-1 USD", "1. USD", ".5 USD", "1.0000001 USD", "1 usd", "1 DOLLAR",
            "1e3 USD",
            "99999999999 USD", "١ USD",
        ])
    func noMoney(_ text: String) { #expect(ManifestScalar.money(text) == nil) }

    @Test(
        "durations",
        arguments: [
            ("36h", 129_600), ("90m", 5_400), ("2d", 172_800), ("1d12h", 129_600), ("1w", 604_800), ("45s", 45),
            ("36", nil),
            ("h", nil), ("12h1d", nil), ("0h", nil), ("1.5h", nil), ("-1h", nil), ("1h1h", nil),
        ])
    func durations(_ text: String, _ seconds: Int?) { #expect(ManifestScalar.duration(text) == seconds) }

    @Test("clock times, weekdays, days and percentages")
    func others() {
        #expect(ManifestScalar.clock("18:30") == 1_110)
        #expect(ManifestScalar.clock("24:00") == nil)
        #expect(ManifestScalar.clock("7:00") == nil)
        #expect(ManifestScalar.weekTime("SUN 18:00")?.weekday == 0)
        #expect(ManifestScalar.weekTime("SUN") == nil)
        #expect(ManifestScalar.isDay("2028-02-29") && !ManifestScalar.isDay("2026-02-29"))
        #expect(ManifestScalar.percent("20%") == 20)
        #expect(ManifestScalar.percent("101%") == nil)
        #expect(
            ManifestScalar.condition("status != \"draft\"")
                == RowCondition(column: "status", equals: false, value: "draft"))
    }

    @Test(
        "paths stay inside the bundle",
        arguments: ["../x", "/etc/passwd", "a//b", "a/./b", "a/..", "", "a\\b", "a\u{0}b"])
    func paths(_ text: String) { #expect(!ManifestScalar.isBundlePath(text)) }
}

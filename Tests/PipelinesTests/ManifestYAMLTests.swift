import Pipelines
import PressworkTestSupport
import Testing

@Suite("YAML without its surprises")
struct ManifestYAMLTests {
    @Test(
        "words stay what they look like",
        arguments: [
            ("no", "no"), ("on", "on"), ("yes", "yes"), ("18:30", "18:30"), ("010", "010"), ("1e3", "1e3"), ("~", "~"),
            ("null", "null"), ("2026-11-20", "2026-11-20"), ("0x1F", "0x1F"), ("1_000", "1_000"), (".5", ".5"),
            ("\"18:30\"", "18:30"), ("20%", "20%"), ("1.50 USD", "1.50 USD"), ("=", "="), ("NO", "NO"),
        ])
    func plainWords(_ written: String, _ expected: String) throws {
        let read = try pipeline(manifest("params:\n  p:\n    default: \(written)"))
        #expect(read.parameters["p"]?.defaultValue == expected)
    }

    @Test(
        "typed fields refuse what only looks right",
        arguments: [
            ("sources: [{ page: http://a.example/, limit: 010 }]", "10"),
            ("sources: [{ page: http://a.example/, optional: yes }]", "true"),
            ("budget: { run: 3 }", "3 USD"),
            ("budget: { run: 3 usd }", "3 USD"),
            ("make: { cron: \"0 6 * * FRI\", timezone: Europe/Berlim }", "Europe/Berlin"),
        ])
    func typedFields(_ line: String, _ suggestion: String) {
        let found = problems(manifest(line))
        #expect(found.map(\.kind) == [.invalidValue])
        #expect(found.map(\.suggestion) == [suggestion])
    }

    @Test("a value that was left out is not text")
    func emptyValue() {
        let found = problems(["pipeline.yaml": "presswork: 1\nname:\nproducts:\n  a: { type: ebook, title: \"\" }\n"])
        #expect(found.map(\.kind) == [.wrongType])
        #expect(found.first?.message == "Expected a name of lower-case letters, digits, `-` and `_`, found nothing.")
    }

    @Test(
        "anchors, aliases, tags, merges and second documents are refused",
        arguments: [
            "name: &a test", "x: &a [1]\ny: *a", "name: !!binary test", "? [a, b]\n: c", "name: a\n---\nname: b",
            "\tname: a",
            "a: b: c", "name: 'open",
        ])
    func refused(_ text: String) {
        #expect(problems(["pipeline.yaml": text]).contains { $0.kind == .syntax })
    }

    @Test("an alias bomb in a key is refused before it is compared")
    func aliasBomb() {
        var text = "a0: &a0 [x, x]\n"
        for level in 1..<60 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        text += "? *a59\n: x\n? *a59\n: y\n"
        let found = problems(["pipeline.yaml": text])
        #expect(found.map(\.kind) == [.syntax])
        #expect(found.first?.line == 2)
    }

    @Test("deep nesting and size are limited")
    func limits() {
        let deep = "name: " + String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(problems(["pipeline.yaml": deep]).contains { $0.kind == .limit })
        let deeper = "name: " + String(repeating: "[", count: 100_000)
        #expect(problems(["pipeline.yaml": deeper]).contains { $0.kind == .syntax })
        let long = "name: " + String(repeating: "x", count: 2 << 20)
        #expect(problems(["pipeline.yaml": long]).map(\.kind) == [.limit])
        #expect(problems(["pipeline.yaml": "name: \u{0}"]).contains { $0.kind == .syntax })
    }

    @Test("many repeated keys in a long file cost a bounded number of readings")
    func manyRepeatedKeys() {
        let filler = String(repeating: "# filler\n", count: 20_000)
        let text = filler + (0..<50).map { "k\($0): 1\nk\($0): 2\n" }.joined()
        let found = problems(["pipeline.yaml": text])
        #expect(found.map(\.kind) == [.duplicateKey])
    }

    @Test("bytes that are no UTF-8 are one clear problem")
    func encoding() {
        guard case .failure(let found) = BundleLoader.validate(files: ["pipeline.yaml": [0x6E, 0xFF, 0xFE]]) else {
            Issue.record("accepted")
            return
        }
        #expect(found.problems.map(\.kind) == [.syntax])
    }

    @Test("seeded noise never crashes the reader and never passes")
    func noise() {
        let seed: UInt64 = 20_261_120
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("abc:-[]{},&*!|>'\"#%@`? \n\t0159~<=".utf8)
        for round in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0..<80, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            guard case .failure(let found) = BundleLoader.validate(files: ["pipeline.yaml": bytes]) else {
                Issue.record("seed \(seed), round \(round): accepted \(bytes)")
                continue
            }
            #expect(!found.problems.isEmpty, "seed \(seed), round \(round)")
        }
    }
}

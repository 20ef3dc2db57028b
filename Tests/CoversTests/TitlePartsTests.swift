import Testing

@testable import Covers

@Suite struct TitlePartsTests {
    @Test(arguments: [
        ("Light and Water: A Year", "Light and Water", "A Year"), ("Água – manual", "Água", "manual"),
        ("A — B: C", "A", "B: C"), ("10:30", "10:30", nil), ("Well-known", "Well-known", nil), ("Odd: ", "Odd:", nil),
        (": x", ": x", nil), ("a\u{0}b\nc", "a b c", nil),
    ])
    func titlesSplitOnce(title: String, main: String, tail: String?) {
        #expect(TitleParts(title).main == main)
        #expect(TitleParts(title).tail == tail)
    }
}

import Testing

@testable import ObjectStorage

@Suite struct ObjectKeyTests {
    @Test(arguments: ["a", "a/b/c.txt", "...", "a..b", "-", "_/~".replacing("~", with: "x"), "A-Z_0.9", ".hidden"])
    func allowed(_ text: String) throws {
        #expect(try ObjectKey(text).text == text)
    }

    @Test(arguments: [
        "", "/", "/a", "a/", "a//b", ".", "..", "a/./b", "a/../b", "../etc/passwd", "a b", "a\u{0}b", "a\nb", "é",
        "a%2Fb",
        "a\\b", "a=b", "~partial/x", String(repeating: "x", count: 256), String(repeating: "x/", count: 450) + "x",
    ])
    func refused(_ text: String) {
        let error = #expect(throws: ObjectStoreError.self) { try ObjectKey(text) }
        #expect(error?.code == .invalidKey)
    }

    @Test func sortsByBytes() throws {
        let keys = try ["a-b", "a.b", "a/b", "a0", "B", "a"].map { try ObjectKey($0) }
        #expect(keys.sorted().map(\.text) == ["B", "a", "a-b", "a.b", "a/b", "a0"])
    }
}

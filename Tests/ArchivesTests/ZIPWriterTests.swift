import Testing

@testable import Archives

@Suite struct ZIPWriterTests {
    private static let entries = [
        ZIPEntry(path: "META-INF/container.xml", bytes: Array("<container/>".utf8)),
        ZIPEntry(path: "EPUB/ação.xhtml", bytes: Array(String(repeating: "<p>água</p>", count: 2_000).utf8)),
        ZIPEntry(
            path: "EPUB/cover.jpg", bytes: (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 97) }, compression: .stored
        ),
        ZIPEntry(path: "EPUB/empty.css", bytes: []),
    ]

    @Test func mimetypeIsFirstStoredAndPlain() throws {
        let bytes = try ZIPWriter.epub(entries: Self.entries)
        #expect(Array(bytes[0..<4]) == [0x50, 0x4B, 3, 4])
        #expect(bytes[8] == 0 && bytes[9] == 0, "method is stored")
        #expect(bytes[28] == 0 && bytes[29] == 0, "no extra field")
        #expect(String(decoding: bytes[30..<58], as: UTF8.self) == "mimetypeapplication/epub+zip")
        #expect(bytes[6] & 0x08 == 0, "sizes stand in the header, not in a data descriptor")
        #expect(Array(bytes[10..<14]) == [0, 0, 0x21, 0], "the DOS epoch")
    }

    @Test func sameEntriesGiveTheSameBytes() throws {
        #expect(try ZIPWriter.epub(entries: Self.entries) == ZIPWriter.epub(entries: Self.entries))
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let reader = try ZIPReader(ZIPWriter.epub(entries: Self.entries))
        #expect(reader.paths == ["mimetype"] + Self.entries.map(\.path))
        for entry in Self.entries {
            #expect(try reader.bytes(of: entry.path) == entry.bytes)
        }
    }

    @Test func emptyArchiveIsRefusedOrReadable() throws {
        let error = #expect(throws: ArchiveError.self) { try ZIPWriter().finish() }
        #expect(error?.code == .writeFailed)
    }

    @Test(arguments: [
        "", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "./a", "a\\b", "C:x", "a\u{0}b", "a\u{7F}", "a/b.", "what?",
        String(repeating: "n", count: 256),
    ])
    func hostilePathsAreRefused(path: String) {
        var writer = ZIPWriter()
        let error = #expect(throws: ArchiveError.self) { try writer.add(path, []) }
        #expect(error?.code == .invalidPath)
    }

    @Test func repeatedPathsAreRefusedWhateverTheirCase() throws {
        var writer = ZIPWriter()
        try writer.add("EPUB/a.css", [])
        let error = #expect(throws: ArchiveError.self) { try writer.add("epub/A.css", []) }
        #expect(error?.code == .invalidPath)
    }

    @Test func limitsHold() throws {
        var writer = ZIPWriter(limits: ArchiveLimits(entries: 2, entryBytes: 10, totalBytes: 15))
        #expect(throws: ArchiveError.self) { try writer.add("big", [UInt8](repeating: 1, count: 11)) }
        try writer.add("a", [UInt8](repeating: 1, count: 10))
        #expect(throws: ArchiveError.self) { try writer.add("sum", [UInt8](repeating: 1, count: 6)) }
        try writer.add("b", [UInt8](repeating: 1, count: 5))
        let error = #expect(throws: ArchiveError.self) { try writer.add("c", []) }
        #expect(error?.code == .limitExceeded)
    }
}

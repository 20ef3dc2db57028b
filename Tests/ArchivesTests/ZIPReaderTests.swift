import Testing

@testable import Archives

@Suite struct ZIPReaderTests {
    @Test func damagedBytesAreNoticed() throws {
        var writer = ZIPWriter()
        try writer.add("a", Array("the quick brown fox".utf8), .stored)
        var bytes = try writer.finish()
        bytes[35] ^= 1
        let reader = try ZIPReader(bytes)
        #expect(code { () throws(ArchiveError) in _ = try reader.bytes(of: "a") } == .malformed)
        #expect(code { () throws(ArchiveError) in _ = try reader.bytes(of: "b") } == .noSuchEntry)
    }

    @Test func limitsOfTheDirectoryHold() throws {
        var writer = ZIPWriter()
        try writer.add("a", [UInt8](repeating: 0, count: 100_000))
        let bytes = try writer.finish()
        #expect(
            code { () throws(ArchiveError) in _ = try ZIPReader(bytes, limits: ArchiveLimits(entryBytes: 99_999)) }
                == .limitExceeded)
        #expect(
            code { () throws(ArchiveError) in _ = try ZIPReader(bytes, limits: ArchiveLimits(entries: 0)) }
                == .limitExceeded)
    }

    @Test func everyTruncationAndManyFlipsFailCleanly() throws {
        let whole = try ZIPWriter.epub(entries: [ZIPEntry(path: "x/y", bytes: Array("hello hello hello".utf8))])
        for length in 0..<whole.count {
            #expect(code { () throws(ArchiveError) in _ = try ZIPReader(Array(whole.prefix(length))) } == .malformed)
        }
        for position in whole.indices {
            var flipped = whole
            flipped[position] ^= 0xFF
            _ = code { () throws(ArchiveError) in
                let reader = try ZIPReader(flipped)
                for path in reader.paths { _ = try reader.bytes(of: path) }
            }
        }
    }

    /// `#expect` cannot take values that cannot be copied, so the code is caught by hand.
    private func code(_ body: () throws(ArchiveError) -> Void) -> ArchiveError.Code? {
        do throws(ArchiveError) {
            try body()
            return nil
        } catch {
            return error.code
        }
    }
}

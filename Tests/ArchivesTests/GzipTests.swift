import Foundation
import Testing

@testable import Archives

@Suite struct GzipTests {
    /// Two members, "hello " and "world", written by Python's gzip.
    private static let members = bytes("H4sIAAAAAAACA8tIzcnJVwAA9vmB7QYAAAAfiwgAAAAAAAIDK88vykkBAEMRdzoFAAAA")

    private static func bytes(_ base64: String) -> [UInt8] {
        Array(Data(base64Encoded: base64) ?? Data())
    }

    @Test func membersAreJoined() throws {
        #expect(try String(decoding: Gzip.decompress(Self.members, maxBytes: 11), as: UTF8.self) == "hello world")
        #expect(try Gzip.decompress(Self.members + [0, 0, 0], maxBytes: 11).count == 11)
        #expect(Gzip.isCompressed(Self.members))
        #expect(!Gzip.isCompressed(Array("<html>".utf8)))
    }

    @Test func whatIsCompressedIsAMember() throws {
        let parts = [Array("hello ".utf8), [], (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }]
        let members = try parts.map { try Gzip.compress($0) }
        for (part, member) in zip(parts, members) {
            #expect(Gzip.isCompressed(member))
            #expect(try Gzip.decompress(member, maxBytes: 200_000) == part)
        }
        #expect(try Gzip.decompress(members.flatMap(\.self), maxBytes: 200_000) == parts.flatMap(\.self))
    }

    /// Of one member, so that it is read in one step; its last four bytes tell its length.
    @Test func aMemberAlone() throws {
        let member = Array(Self.members.suffix(25))
        #expect(try String(decoding: Gzip.decompress(member, maxBytes: 5), as: UTF8.self) == "world")
        #expect(GzipMember.decompress(member, maxBytes: 5)?.count == 5)
        #expect(GzipMember.decompress(member, maxBytes: 4) == nil)
        #expect(GzipMember.decompress(Self.members, maxBytes: 100) == nil)
        for index in member.indices {
            var damaged = member
            damaged[index] ^= 0x11
            #expect(GzipMember.decompress(damaged, maxBytes: 1000) ?? Array("world".utf8) == Array("world".utf8))
        }
    }

    @Test func theLimitIsExact() {
        let error = #expect(throws: ArchiveError.self) { try Gzip.decompress(Self.members, maxBytes: 10) }
        #expect(error?.code == .limitExceeded)
    }

    @Test func everyTruncationFails() {
        for length in 0..<Self.members.count where length != 26 {
            let error = #expect(throws: ArchiveError.self) {
                try Gzip.decompress(Array(Self.members.prefix(length)), maxBytes: 100)
            }
            #expect(error?.code == .malformed, "cut at \(length)")
        }
    }

    @Test func damageAndTrailingBytesFail() {
        var damaged = Self.members
        damaged[12] ^= 0x40
        #expect(throws: ArchiveError.self) { try Gzip.decompress(damaged, maxBytes: 100) }
        #expect(throws: ArchiveError.self) { try Gzip.decompress(Self.members + [1], maxBytes: 100) }
    }

    /// Ten members of a million zeros each, as Python's gzip writes them: 10 MB in 10 kB.
    @Test func aBombStopsAtTheLimit() throws {
        let member = Self.bytes(
            "H4sIAAAAAAACA+3BAQEAAACCIP+vbkhAAQ" + String(repeating: "A", count: 1290) + "rwaey3kSQEIPAA==")
        let bomb = Array(repeatElement(member, count: 10).joined())
        let error = #expect(throws: ArchiveError.self) { try Gzip.decompress(bomb, maxBytes: 1 << 20) }
        #expect(error?.code == .limitExceeded)
        #expect(try Gzip.decompress(bomb, maxBytes: 10_000_000).count == 10_000_000)
    }
}

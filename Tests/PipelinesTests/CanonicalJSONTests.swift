import Foundation
import PressworkTestSupport
import Testing

@testable import Pipelines

/// Memo keys and addresses in object storage are digests of these bytes: they must stay what they have always been.
@Suite struct CanonicalJSONTests {
    private func reference(_ value: JSONValue) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    @Test func everyASCIICharacterIsWrittenAsFoundationDoes() throws {
        for scalar in (0..<0x80).compactMap(Unicode.Scalar.init) {
            let value = JSONValue.object(["k\(scalar)": .string("a\(scalar)b")])
            #expect(try value.canonicalBytes() == reference(value), "U+\(String(scalar.value, radix: 16))")
        }
    }

    @Test func randomDocumentsAreWrittenAsFoundationDoes() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let value = Self.document(depth: 0, using: &random)
            #expect(try value.canonicalBytes() == reference(value), "seed \(seed)")
        }
    }

    @Test func aNumberThatJSONDoesNotHaveIsRefused() {
        #expect(throws: EncodingError.self) { try JSONValue.array([.number(.nan)]).canonicalBytes() }
    }

    private static func document(depth: Int, using random: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth < 4 ? 7 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(.random(using: &random))
        case 2: return .integer(.random(in: .min ... .max, using: &random))
        case 3: return .number(.random(in: -1e9...1e9, using: &random))
        case 4: return .string(text(using: &random))
        case 5:
            return .array(
                (0..<Int.random(in: 0..<4, using: &random)).map { _ in
                    document(depth: depth + 1, using: &random)
                })
        default:
            let members = (0..<Int.random(in: 0..<5, using: &random)).map { _ in
                (text(using: &random), document(depth: depth + 1, using: &random))
            }
            return .object(Dictionary(members) { first, _ in first })
        }
    }

    private static func text(using random: inout SeededGenerator) -> String {
        let alphabet = Array("abcAZ019 _-./\\\"\u{8}\n\t\u{1f}\u{7f}éßḧ漢字🙂\u{2028}\u{301}")
        return String(
            (0..<Int.random(in: 0..<8, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
    }
}

@Suite struct IdentifierTextTests {
    @Test func idsReadAsUUIDsAndSortAsTheirTexts() {
        let ids = (0..<1_000).map { _ in RunID(UUID()) }
        for id in ids {
            #expect(id.description == id.rawValue.uuidString.lowercased())
            #expect(RunID(text: id.description) == id)
        }
        #expect(ids.sorted().map(\.description) == ids.map(\.description).sorted())
    }
}

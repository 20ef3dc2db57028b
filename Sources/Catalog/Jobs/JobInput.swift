import Foundation
package import Pipelines
import Postgres

/// What a job was given: stage name → output or reference to it, and what a part is about.
///
/// Most inputs hold nothing that has to be replaced: they stay the text that is stored until the handler's ``StageInput``
/// is read from it, which is all that is ever asked of them.
package enum JobInput: Sendable {
    /// JSON in UTF-8 with neither references nor a part's own value.
    case text([UInt8])
    case value(JSONValue)

    /// As it is stored.
    init(_ stored: PostgresJSON) throws {
        // Names with a dollar sign are ours (`$object`, `$part`); one inside a text costs a second look and no more.
        self =
            stored.bytes.contains(UInt8(ascii: "$"))
            ? .value(try JSONValue(parsing: stored.bytes)) : .text(stored.bytes)
    }

    /// The whole document.
    package func value() throws -> JSONValue {
        switch self {
        case .text(let bytes): try JSONValue(parsing: bytes)
        case .value(let value): value
        }
    }

    /// What a part is about.
    package var part: JSONValue? {
        guard case .value(let value) = self else { return nil }
        return value["$part"]
    }

    /// - Throws: `DecodingError` when it is something else.
    func stageInput() throws -> StageInput {
        switch self {
        case .text(let bytes) where bytes == Array("{}".utf8): StageInput()
        case .text(let bytes): try JSONDecoder().decode(StageInput.self, from: Data(bytes))
        case .value(let value): try value.decode()
        }
    }
}

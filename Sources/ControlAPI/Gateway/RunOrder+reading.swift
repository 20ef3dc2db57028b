import HTTPTypes
import Pipelines

extension RunOrder {
    private static let parameterLimit = 100

    /// Reads the body of `POST /v1/runs`. A member that we do not know is a mistake that the caller should hear of.
    init(_ body: JSONValue, idempotencyKey: String) throws {
        guard case .object(let members) = body else { throw Self.invalid("The body must be an object.") }
        if let stranger = members.keys.sorted().first(where: { !["pipeline", "params", "key"].contains($0) }) {
            throw Self.invalid("“\(stranger.prefix(64))” is no member of an order; these are: pipeline, params, key.")
        }
        guard case .string(let pipeline)? = members["pipeline"], (1...200).contains(pipeline.utf8.count) else {
            throw Self.invalid("pipeline must be the name of a pipeline.")
        }
        self.init(
            pipeline: pipeline, parameters: try Self.parameters(members["params"]), key: try Self.key(members["key"]),
            idempotencyKey: idempotencyKey, digest: try body.digest())
    }

    private static func parameters(_ value: JSONValue?) throws(Problem) -> [String: JSONValue] {
        switch value {
        case nil, .null?: return [:]
        case .object(let parameters)?:
            guard parameters.count <= parameterLimit else {
                throw invalid("params has more than \(parameterLimit) members.")
            }
            for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
                switch value {
                case .string, .integer, .number, .bool: continue
                default: throw invalid("params.\(name.prefix(64)) must be a string, a number or a boolean.")
                }
            }
            return parameters
        default: throw invalid("params must be an object.")
        }
    }

    private static func key(_ value: JSONValue?) throws(Problem) -> String? {
        switch value {
        case nil, .null?: return nil
        case .string(let key)? where (1...200).contains(key.utf8.count): return key
        default: throw invalid("key must be a string of 1 to 200 bytes.")
        }
    }

    private static func invalid(_ detail: String) -> Problem {
        Problem(.unprocessableContent, "invalid_order", detail)
    }
}

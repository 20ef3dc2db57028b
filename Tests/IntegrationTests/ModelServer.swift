import EventLoops
import HTTPTypes
import Hummingbird
import Pipelines

@testable import ControlAPI

/// A model server on loopback that speaks Chat Completions: it does first what it was told, then answers each request
/// as its schema asks. https://platform.openai.com/docs/api-reference/chat
final class ModelServer: Sendable {
    /// What becomes of one request.
    enum Turn: Sendable {
        case answer
        /// An answer after a while.
        case slowly(Duration)
        /// 200 and a well-formed reply whose text is not what the schema asks.
        case wrongly
        /// 200 and no JSON, as from a proxy.
        case page
        case refusal(Int, headers: [String: String] = [:])
    }

    /// A request as it came.
    struct Call: Sendable {
        var authorization: String
        var body: JSONValue
        var user: String
        /// The name of the schema: the agent's.
        var schema: String
    }

    private struct State {
        var turns: [Turn]
        var calls: [Call] = []
        var open = 0
        var mostOpen = 0
    }

    private let state: Locked<State>

    init(_ turns: [Turn]) { state = Locked(State(turns: turns)) }

    var calls: [Call] { state.withLock { $0.calls } }

    /// The most requests that were open at a time.
    var mostOpen: Int { state.withLock { $0.mostOpen } }

    /// What an answer costs in tokens: the same for all, and easily told from an estimate.
    static let tokens = (input: 1_003, output: 107)

    var routes: Routes {
        Routes { router in
            router.post("/v1/chat/completions") { request, context in
                let body = try await request.object(upTo: 8 << 20, in: context)
                return try await self.reply(to: body, authorization: request.headers[.authorization] ?? "")
            }
        }
    }

    private func reply(to body: JSONValue, authorization: String) async throws -> Response {
        let (call, schema) = try read(body, authorization)
        let turn = state.withLock { state in
            state.calls.append(call)
            state.open += 1
            state.mostOpen = max(state.mostOpen, state.open)
            return state.turns.isEmpty ? Turn.answer : state.turns.removeFirst()
        }
        defer { state.withLock { $0.open -= 1 } }
        switch turn {
        case .refusal(let status, let headers):
            var fields = HTTPFields()
            for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
            let error = JSONValue.object([
                "error": .object(["message": .string("no"), "type": .string("test"), "code": .null])
            ])
            return .bytes(
                .init(code: status), try error.canonicalBytes(), contentType: "application/json", headers: fields)
        case .page: return .bytes(.ok, Array("<html>busy</html>".utf8), contentType: "text/html")
        case .wrongly: return try completion(#"{"sections": "none"}"#)
        case .slowly(let pause):
            try await Task.sleep(for: pause)
            return try completion(text(schema, call))
        case .answer: return try completion(text(schema, call))
        }
    }

    private func read(_ body: JSONValue, _ authorization: String) throws -> (Call, JSONValue) {
        guard case .array(let messages)? = body["messages"], case .string(let user)? = messages.last?["content"],
            let format = body["response_format"], format["type"] == .string("json_schema"),
            case .string(let name)? = format["json_schema"]?["name"], let schema = format["json_schema"]?["schema"]
        else { throw Problem(.badRequest, "invalid_request_error", "this server answers by a schema alone") }
        return (Call(authorization: authorization, body: body, user: user, schema: name), schema)
    }

    private func completion(_ text: String) throws -> Response {
        let reply = JSONValue.object([
            "id": .string("chatcmpl-1"), "object": .string("chat.completion"), "model": .string("house-model"),
            "choices": .array([
                .object([
                    "index": .integer(0), "finish_reason": .string("stop"),
                    "message": .object([
                        "role": .string("assistant"), "content": .string(text), "refusal": .null,
                    ]),
                ])
            ]),
            "usage": .object([
                "prompt_tokens": .integer(Int64(Self.tokens.input)),
                "completion_tokens": .integer(Int64(Self.tokens.output)),
                "total_tokens": .integer(Int64(Self.tokens.input + Self.tokens.output)),
            ]),
        ])
        return .bytes(.ok, try reply.canonicalBytes(), contentType: "application/json")
    }

    private func text(_ schema: JSONValue, _ call: Call) throws -> String {
        let addresses = call.user.split(separator: "\n").filter { $0.hasPrefix("Address: ") }
            .map { String($0.dropFirst("Address: ".count)) }
        let value = Self.value(of: schema, named: "", addresses[...])
        return String(decoding: try value.canonicalBytes(), as: UTF8.self)
    }

    /// A value that the schema allows; lists of sections have one for each source.
    private static func value(of schema: JSONValue, named name: String, _ sources: ArraySlice<String>) -> JSONValue {
        switch schema["type"] {
        case .string("object")?:
            guard case .object(let properties)? = schema["properties"] else { return .object([:]) }
            return .object(
                Dictionary(
                    uniqueKeysWithValues: properties.map { ($0.key, value(of: $0.value, named: $0.key, sources)) }))
        case .string("array")?:
            let item = schema["items"] ?? .object([:])
            if name == "sources" { return .array(sources.prefix(1).map { .string($0) }) }
            if item["properties"]?["sources"] != nil {
                guard case .integer(let most)? = schema["maxItems"] else { return .array([]) }
                return .array(sources.prefix(Int(most)).map { value(of: item, named: name, [$0]) })
            }
            if item["properties"]?["source"] != nil {
                return .array(sources.map { value(of: item, named: name, [$0]) })
            }
            return .array((1...3).map { .string("word \($0)") })
        default:
            if name == "source" { return .string(sources.first ?? "") }
            return .string("Planted aquaria, \(name).")
        }
    }
}

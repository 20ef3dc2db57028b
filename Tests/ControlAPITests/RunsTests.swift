import Foundation
import Pipelines
import Testing
import Transfers

@testable import ControlAPI

@Suite struct RunsTests {
    private let desk = MemoryRunDesk(key: Secret("pw_live_1"))

    private func serve(_ use: (String) async throws -> Void) async throws {
        try await HTTPServer.serving("gateway", [.runs(desk)], logger: silent, use)
    }

    private func order(
        _ base: String, _ body: String, idempotencyKey: String? = "k1", apiKey: String? = "pw_live_1",
        type: String = "application/json"
    ) async throws -> HTTPResponse {
        var headers: HTTPHeaders = [:]
        headers["Idempotency-Key"] = idempotencyKey
        headers["Authorization"] = apiKey.map { "Bearer \($0)" }
        return try await post(base + "/v1/runs", body, type: type, headers: headers)
    }

    @Test func anOrderIsCarriedOutOnce() async throws {
        try await serve { base in
            let params = #"{"topic": "moss", "n": 3, "dry": true}"#
            let body = #"{"pipeline": "tank-weekly", "params": \#(params), "key": "2026-W47"}"#
            let sameBody = #"{"key":"2026-W47","params":\#(params),"pipeline":"tank-weekly"}"#
            let first = try await order(base, body)
            #expect(first.status == 201)
            #expect(first.headers["Idempotent-Replayed"] == nil)
            let again = try await order(base, sameBody)
            #expect(again.status == 201)
            #expect(again.headers["Idempotent-Replayed"] == "true")
            #expect(again.body == first.body)
            #expect(desk.orders.count == 1)
            #expect(desk.orders.first?.parameters == ["topic": .string("moss"), "n": .integer(3), "dry": .bool(true)])

            let place = try #require(first.headers["Location"])
            let run = try await get(base + place, headers: ["Authorization": "Bearer pw_live_1"])
            #expect(run.status == 200)
            #expect(try run.json["id"] == first.json["id"])
            #expect(try run.json["created_at"] == .string("1970-01-01T00:00:00Z"))
        }
    }

    @Test func anotherOrderUnderTheSameKeyIsRefused() async throws {
        try await serve { base in
            #expect(try await order(base, #"{"pipeline": "tank-weekly"}"#).status == 201)
            let other = try await order(base, #"{"pipeline": "tank-weekly", "key": "x"}"#)
            #expect(other.status == 422)
            #expect(try other.json["code"] == .string("idempotency_key_reused"))
            #expect(desk.orders.count == 1)
        }
    }

    @Test func keysAreNeeded() async throws {
        try await serve { base in
            let body = #"{"pipeline": "tank-weekly"}"#
            let missing = try await order(base, body, idempotencyKey: nil)
            #expect(missing.status == 400)
            #expect(try missing.json["code"] == .string("missing_idempotency_key"))
            #expect(try await order(base, body, idempotencyKey: String(repeating: "k", count: 256)).status == 400)
            for apiKey in [nil, "pw_other", "other", ""] {
                let answer = try await order(base, body, apiKey: apiKey)
                #expect(answer.status == 401)
                #expect(answer.headers["WWW-Authenticate"] == "Bearer realm=\"presswork\"")
                #expect(answer.headers["Content-Type"] == "application/problem+json")
            }
            #expect(desk.orders.isEmpty)
        }
    }

    @Test(arguments: [
        ("[]", 400), ("{", 400), ("{}", 422), (#"{"pipeline": 1}"#, 422), (#"{"pipeline": "none"}"#, 404),
        (#"{"pipeline": "tank-weekly", "parms": {}}"#, 422), (#"{"pipeline": "tank-weekly", "params": []}"#, 422),
        (#"{"pipeline": "tank-weekly", "params": {"a": {}}}"#, 422), (#"{"pipeline": "tank-weekly", "key": ""}"#, 422),
    ])
    func aBadOrderIsAProblem(body: String, status: Int) async throws {
        try await serve { base in
            let answer = try await order(base, body)
            #expect(answer.status == status)
            #expect(answer.headers["Content-Type"] == "application/problem+json")
            #expect(desk.orders.isEmpty)
        }
    }

    @Test func bodiesHaveALimitAndAType() async throws {
        try await serve { base in
            for size in [65 << 10, 3 << 20] {
                let long = #"{"pipeline": "\#(String(repeating: "a", count: size))"}"#
                let answer = try await order(base, long)
                #expect(answer.status == 413)
            }
            #expect(try await order(base, #"{"pipeline": "tank-weekly"}"#, type: "text/plain").status == 415)
        }
    }

    @Test func anUnknownRunIsNotFound() async throws {
        try await serve { base in
            for id in [UUID().uuidString, "1", "..%2f"] {
                let answer = try await get(base + "/v1/runs/" + id, headers: ["Authorization": "Bearer pw_live_1"])
                #expect(answer.status == 404)
            }
            #expect(try await get(base + "/v1/runs/\(UUID().uuidString)").status == 401)
        }
    }
}

import Foundation
import HTTPTypes
import Hummingbird
import Pipelines

extension GumroadStandIn {
    /// The stand-in's `/v2` and the places that it signs for uploads.
    package var routes: Routes {
        Routes { router in
            for method in [HTTPRequest.Method.get, .post, .put, .delete] {
                for path in ["/v2/**", "/storage/**"] as [RouterPath] {
                    router.on(path, method: method) { request, context in
                        try await self.answer(request, context)
                    }
                }
            }
        }
    }

    private static let jsonLimit = 1 << 20
    /// The size of a part, which is held in memory.
    private static let partLimit = 100_000_000

    private func answer(_ request: Request, _ context: RouteContext) async throws -> Response {
        let call = try await Self.call(request, context)
        switch try await reply(to: call, isAccepted: accepts(request.bearerToken, for: call)) {
        case .none:
            context.hangUp()
            return Response(status: .internalServerError)
        case .answer(let answer):
            var response = Response(status: .init(code: answer.status))
            if let body = answer.body { response = .json(response.status, body) }
            for (name, value) in answer.headers {
                if let name = HTTPField.Name(name) { response.headers[name] = value }
            }
            if answer.status == 429 { response.headers[.retryAfter] = "1" }
            return response
        }
    }

    private static func call(_ request: Request, _ context: RouteContext) async throws -> GumroadCall {
        let path = request.uri.path.removingPercentEncoding ?? request.uri.path
        var query: [String: String] = [:]
        for (name, value) in request.uri.queryParameters { query[String(name)] = String(value) }
        var headers: [String: String] = [:]
        headers["content-type"] = request.headers[.contentType]
        headers["content-md5"] = HTTPField.Name("Content-MD5").flatMap { request.headers[$0] }
        let body: GumroadCall.Body
        if path.hasPrefix("/storage/") {
            body = .bytes(try await request.bytes(upTo: partLimit, in: context))
        } else if request.method == .get || request.method == .delete {
            body = .none
        } else {
            body = .json(try await request.object(upTo: jsonLimit, in: context))
        }
        return GumroadCall(
            method: request.method.rawValue, path: path, query: query, headers: headers,
            base: "http://\(request.head.authority ?? "127.0.0.1")", body: body)
    }
}

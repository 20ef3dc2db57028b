import Foundation
import HTTPTypes
import Hummingbird
import Pipelines

extension Routes {
    /// `POST /v1/runs` and `GET /v1/runs/{id}`, for holders of an API key.
    package static func runs(_ desk: any RunDesk) -> Routes {
        Routes { router in
            router.post("/v1/runs") { request, context in
                let key = try apiKey(of: request)
                let order = try RunOrder(
                    try await request.object(upTo: bodyLimit, in: context), idempotencyKey: idempotencyKey(of: request))
                do throws(RunDeskError) {
                    return started(try await desk.start(order, key: key), order)
                } catch {
                    throw error.problem
                }
            }
            router.get("/v1/runs/{id}") { request, context in
                let key = try apiKey(of: request)
                do throws(RunDeskError) {
                    if let id = context.parameters.get("id").flatMap(UUID.init(uuidString:)),
                        let card = try await desk.run(id, key: key)
                    {
                        return Response.json(.ok, card.json)
                    }
                } catch {
                    throw error.problem
                }
                throw Problem(.notFound, "unknown_run", "There is no such run.")
            }
        }
    }

    private static let bodyLimit = 64 << 10

    private static func apiKey(of request: Request) throws(Problem) -> Secret {
        guard let key = request.bearerToken, key.revealed.hasPrefix("pw_") else { throw .unauthorized }
        return key
    }

    private static func idempotencyKey(of request: Request) throws(Problem) -> String {
        guard let key = request.headers[.idempotencyKey], !key.isEmpty else {
            throw Problem(
                .badRequest, "missing_idempotency_key",
                "Send an Idempotency-Key with every new order, and the same one when you send an order again.")
        }
        guard key.utf8.count <= 255, key.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            throw Problem(
                .badRequest, "malformed_idempotency_key", "An Idempotency-Key has 1 to 255 printable ASCII characters.")
        }
        return key
    }

    /// Holds what never changes and nothing else, so that a replay has the same bytes.
    private static func started(_ run: StartedRun, _ order: RunOrder) -> Response {
        let id = run.id.uuidString.lowercased()
        var response = Response.json(
            .created,
            .object([
                "id": .string(id), "pipeline": .string(order.pipeline), "params": .object(order.parameters),
                "key": order.key.map { .string($0) } ?? .null, "url": .string("/v1/runs/\(id)"),
            ]))
        response.headers[.location] = "/v1/runs/\(id)"
        if run.isReplay { response.headers[.idempotentReplayed] = "true" }
        return response
    }
}

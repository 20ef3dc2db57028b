import Catalog
import ControlAPI
import Foundation
import Pipelines

/// The gateway's runs, over the catalog. Runs that come in over the API are live only where the operator says so:
/// `PRESSWORK_API_MODE=live`.
struct CatalogRunDesk: RunDesk {
    let platform: Platform

    func start(_ order: ControlAPI.RunOrder, key: Secret) async throws(RunDeskError) -> StartedRun {
        let tenant = try await tenant(of: key)
        let store = IdempotencyStore(database: platform.database)
        do {
            switch try await store.begin(order.idempotencyKey, request: order.digest, for: tenant) {
            case .replay(_, let response):
                guard let id = UUID(uuidString: response) else { throw Self.unavailable }
                return StartedRun(id: id, isReplay: true)
            case .conflict:
                throw RunDeskError(.keyReused, "Another order came with this Idempotency-Key.")
            case .underWay:
                throw RunDeskError(.inProgress, "The order with this Idempotency-Key is being carried out.")
            case .first: break
            }
            return try await enqueue(order, tenant, store)
        } catch let error as RunDeskError {
            throw error
        } catch {
            throw RunDeskError(
                .unavailable, "The record cannot be reached now; send the order again.", underlying: error)
        }
    }

    func run(_ id: UUID, key: Secret) async throws(RunDeskError) -> RunCard? {
        let tenant = try await tenant(of: key)
        do {
            guard let detail = try await RunStore(platform.database, tenant: tenant).show(RunID(id)) else { return nil }
            let summary = detail.summary
            return RunCard(
                id: id, pipeline: summary.pipeline, key: nil, state: summary.state.rawValue,
                items: [
                    "remaining": summary.remaining, "completed": summary.completed, "dead": summary.dead,
                    "cancelled": summary.cancelled,
                ], createdAt: summary.createdAt, finishedAt: summary.finishedAt)
        } catch {
            throw RunDeskError(.unavailable, "The record cannot be reached now.", underlying: error)
        }
    }

    private func enqueue(
        _ order: ControlAPI.RunOrder, _ tenant: TenantID, _ store: IdempotencyStore
    ) async throws -> StartedRun {
        do {
            let operations = Operations(platform, tenant: tenant)
            let applied = try await operations.pipeline(named: order.pipeline)
            let run = try await operations.enqueue(
                applied,
                RunOrder(
                    parameters: order.parameters.mapValues(Self.text), mode: platform.settings.apiMode, origin: .api,
                    idempotencyKey: order.key.map { "\(order.pipeline)/\($0)" } ?? "api/\(order.idempotencyKey)",
                    actor: "api"))
            try await store.finish(
                order.idempotencyKey, status: 201, response: run.id.description, for: tenant)
            return StartedRun(id: run.id.rawValue, isReplay: !run.isNew)
        } catch let error as RuntimeError {
            try await store.abandon(order.idempotencyKey, for: tenant)
            throw RunDeskError(
                error.code == .notFound ? .unknownPipeline : .invalidParameters, error.message, underlying: error)
        }
    }

    private func tenant(of key: Secret) async throws(RunDeskError) -> TenantID {
        do {
            if let known = try await APIKeyStore(database: platform.database).verify(key) { return known.tenant }
        } catch {
            throw RunDeskError(.unavailable, "The record cannot be reached now.", underlying: error)
        }
        throw RunDeskError(.unauthorized, "This API key is not known.")
    }

    private static let unavailable = RunDeskError(.unavailable, "The stored answer cannot be read.")

    /// Parameters are texts; numbers and booleans as JSON writes them.
    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .bool(let flag): "\(flag)"
        case .null, .array, .object: ""
        }
    }
}

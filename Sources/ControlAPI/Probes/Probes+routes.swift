import HTTPTypes
import Hummingbird
import Pipelines

extension Probes {
    /// `GET /metrics`, `GET /healthz` (alive) and `GET /readyz` (takes work): 200, or 503 with the reasons.
    package var routes: Routes {
        Routes { router in
            router.get("/metrics") { _, _ in
                Response.bytes(
                    .ok, Array(await metrics().utf8), contentType: "text/plain; version=0.0.4; charset=utf-8")
            }
            router.get("/healthz") { _, _ in
                Self.status("alive", problems: (await ailment()).map { [$0] } ?? [])
            }
            router.get("/readyz") { _, _ in Self.status("ready", problems: await obstacles()) }
        }
    }

    private static func status(_ word: String, problems: [String]) -> Response {
        guard !problems.isEmpty else { return .json(.ok, .object(["status": .string(word)])) }
        return .json(
            .serviceUnavailable,
            .object(["status": .string("not \(word)"), "problems": .array(problems.map { .string($0) })]))
    }
}

import HTTPTypes
import Hummingbird
import Logging

/// What every request of a server goes through: the limit of time, errors turned into answers, the headers that each
/// answer carries, the access log.
struct FrontDoor<Rooms: HTTPResponder>: HTTPResponder where Rooms.Context == RouteContext {
    let rooms: Rooms
    let requestTime: Duration
    let accessLog: Logger.Level
    let logger: Logger

    func respond(to request: Request, context: RouteContext) async throws -> Response {
        let start = ContinuousClock.now
        var response = await answer(request, context)
        if request.isLeftUnread(after: response.status) { context.closeAfterAnswer() }
        harden(&response.headers)
        log(request, context, response.status, start.duration(to: .now))
        return response
    }

    private func answer(_ request: Request, _ context: RouteContext) async -> Response {
        do {
            let response = try await inTime(request, context)
            guard context.route == nil else { return response }
            return Problem(.notFound, "no_such_route", "Nothing answers to this method and path here.").response
        } catch let problem as Problem {
            return problem.response
        } catch is CancellationError {
            context.closeAfterAnswer()
            return Problem(.serviceUnavailable, "shutting_down", "The server is stopping; ask again.").response
        } catch {
            logger.error("a request failed", metadata: ["route": "\(context.route ?? "-")", "error": "\(error)"])
            return Problem(.internalServerError, "internal", "The request failed here; it may be sent again.").response
        }
    }

    private func inTime(_ request: Request, _ context: RouteContext) async throws -> Response {
        try await withThrowingTaskGroup(of: Response?.self) { group in
            group.addTask { try await rooms.respond(to: request, context: context) }
            group.addTask {
                try await Task.sleep(for: requestTime)
                return nil
            }
            defer { group.cancelAll() }
            if let response = try await group.next() ?? nil { return response }
            context.closeAfterAnswer()
            throw Problem(.serviceUnavailable, "too_slow", "The request took longer than \(requestTime).")
        }
    }

    /// Nothing here is meant for frames, for sniffing, or to be told where a reader came from. Pages add what they
    /// allow themselves; every other answer allows nothing.
    private func harden(_ headers: inout HTTPFields) {
        headers[.xContentTypeOptions] = "nosniff"
        headers[.referrerPolicy] = "no-referrer"
        if headers[.contentSecurityPolicy] == nil {
            headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
        }
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
    }

    /// The route's pattern and never the path or the query: they hold tokens.
    private func log(
        _ request: Request, _ context: RouteContext, _ status: HTTPResponse.Status, _ duration: Duration
    ) {
        let milliseconds = duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
        logger.log(
            level: status.code >= 500 ? .warning : accessLog, "request",
            metadata: [
                "method": "\(request.method.rawValue.prefix(16))", "route": "\(context.route ?? "-")",
                "status": "\(status.code)", "milliseconds": "\(milliseconds)",
            ])
    }
}

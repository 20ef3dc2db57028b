import HTTPTypes
import Hummingbird
import Pipelines

/// A failed request as the API tells it (RFC 9457).
struct Problem: Error, Sendable {
    let status: HTTPResponse.Status
    /// A word for programs; `type` stays `about:blank`, which makes `title` the status' own phrase.
    let code: String
    /// A sentence for people. Never holds a secret.
    let detail: String
    var headers: HTTPFields = [:]

    init(_ status: HTTPResponse.Status, _ code: String, _ detail: String, headers: HTTPFields = [:]) {
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = headers
    }

    var response: Response {
        let body: JSONValue = .object([
            "type": .string("about:blank"), "title": .string(status.reasonPhrase),
            "status": .integer(Int64(status.code)), "code": .string(code), "detail": .string(detail),
        ])
        var response = Response.json(status, body, contentType: "application/problem+json")
        response.headers.append(contentsOf: headers)
        return response
    }
}

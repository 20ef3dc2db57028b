import HTTPTypes
import Hummingbird
import NIOCore
import Pipelines

extension Request {
    /// What is still read of a body that is too long, so that the client sees our answer and not a reset connection.
    private static let courtesy = 1 << 20

    /// Whether a long or endless body waits that nobody wants: a connection is not kept for reading such a one.
    func isLeftUnread(after status: HTTPResponse.Status) -> Bool {
        guard status.code >= 400 || method == .get || method == .head else { return false }
        return headers[.transferEncoding] != nil
            || (headers[.contentLength].flatMap { Int($0) }).map { $0 > Self.courtesy } ?? false
    }

    /// Reads the whole body.
    /// - Throws: `Problem` 413 if it is longer than `limit` bytes.
    func bytes(upTo limit: Int, in context: RouteContext) async throws -> [UInt8] {
        if let announced = headers[.contentLength].flatMap({ Int($0) }), announced > limit { throw tooLong(limit) }
        var bytes: [UInt8] = []
        for try await piece in body {
            guard bytes.count + piece.readableBytes <= limit else {
                context.closeAfterAnswer()
                throw tooLong(limit)
            }
            bytes.append(contentsOf: piece.readableBytesView)
        }
        return bytes
    }

    /// Reads a JSON object.
    /// - Throws: `Problem` 413, 415 or 400.
    func object(upTo limit: Int, in context: RouteContext) async throws -> JSONValue {
        guard mediaType == "application/json" else {
            throw Problem(.unsupportedMediaType, "not_json", "Send the body as application/json.")
        }
        let bytes = try await bytes(upTo: limit, in: context)
        do {
            let document = try JSONValue(parsing: bytes)
            guard case .object = document else {
                throw Problem(.badRequest, "malformed_body", "The body is JSON, but no object.")
            }
            return document
        } catch let error as DecodingError {
            throw Problem(.badRequest, "malformed_body", "The body is no JSON document: \(error.summary)")
        }
    }

    /// The media type of the body without its parameters, in lower case.
    var mediaType: String {
        (headers[.contentType] ?? "").prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    }

    /// The token of `Authorization: Bearer …` (RFC 6750 §2.1).
    var bearerToken: Secret? {
        guard let field = headers[.authorization] else { return nil }
        let words = field.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, words[0].lowercased() == "bearer", words[1].utf8.count <= 512 else { return nil }
        return Secret(String(words[1]))
    }

    private func tooLong(_ limit: Int) -> Problem {
        Problem(.contentTooLarge, "body_too_long", "The body is longer than \(limit) bytes.")
    }
}

extension DecodingError {
    /// What is wrong, without the document itself.
    fileprivate var summary: String {
        switch self {
        case .dataCorrupted(let context), .typeMismatch(_, let context), .keyNotFound(_, let context),
            .valueNotFound(_, let context):
            context.debugDescription
        @unknown default: "it cannot be read"
        }
    }
}

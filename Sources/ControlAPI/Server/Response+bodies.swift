import HTTPTypes
import Hummingbird
import NIOCore
import Pipelines

extension Response {
    /// An answer with bytes, or with text.
    static func bytes(
        _ status: HTTPResponse.Status, _ body: some Collection<UInt8> & Sendable, contentType: String,
        headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = contentType
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// An answer with a JSON document in its canonical form: the same document is the same bytes.
    static func json(
        _ status: HTTPResponse.Status, _ body: JSONValue, contentType: String = "application/json"
    ) -> Response {
        do {
            return bytes(status, try body.canonicalBytes(), contentType: contentType)
        } catch {
            // Only a number that JSON cannot say (NaN, infinity) gets here.
            return Response(status: .internalServerError)
        }
    }
}

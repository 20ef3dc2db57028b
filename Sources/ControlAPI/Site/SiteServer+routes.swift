import Foundation
import HTTPTypes
import Hummingbird

extension SiteServer {
    /// `GET` and `HEAD` of a folder's files, with `ETag`, `Last-Modified` and 304; `index.html` for folders.
    package var routes: Routes {
        Routes { router in
            for path in ["/", "**"] as [RouterPath] {
                router.get(path) { request, _ in try await answer(request) }
            }
        }
    }

    private func answer(_ request: Request) async throws -> Response {
        let path = request.uri.path
        visits.countRequest(path)
        switch try await page(at: path) {
        case nil:
            return .bytes(.notFound, Array("Not found\n".utf8), contentType: "text/plain; charset=utf-8")
        case .folder?:
            return Response(status: .movedPermanently, headers: [.location: path + "/"])
        case .file(let file)?:
            let headers: HTTPFields = [
                .eTag: file.entityTag, .lastModified: HTTPDate.text(file.modified), .cacheControl: "no-cache",
            ]
            if isUnchanged(file, request.headers) { return Response(status: .notModified, headers: headers) }
            if request.method == .get { visits.countBody(path) }
            return .bytes(.ok, file.bytes, contentType: file.contentType, headers: headers)
        }
    }

    /// `If-None-Match` decides where it stands; else `If-Modified-Since` (RFC 9110 §13.2.2).
    private func isUnchanged(_ file: SiteFile, _ headers: HTTPFields) -> Bool {
        if let tags = headers[.ifNoneMatch] {
            return tags == "*"
                || tags.split(separator: ",").contains { tag in
                    let tag = tag.drop { $0 == " " }
                    return (tag.hasPrefix("W/") ? tag.dropFirst(2) : tag).prefix { $0 != " " } == file.entityTag
                }
        }
        guard let since = headers[.ifModifiedSince].flatMap(HTTPDate.date) else { return false }
        return file.modified.timeIntervalSince1970.rounded(.down) <= since.timeIntervalSince1970
    }
}

/// Media types by a file's extension. HTML has no charset on purpose: pages say themselves how they are written, and
/// one of the demo's says something old.
enum ContentTypes {
    static func type(ofFileNamed name: String) -> String {
        let start = name.lastIndex(of: ".").map { name.index(after: $0) }
        return types[start.map { name[$0...].lowercased() } ?? ""] ?? "application/octet-stream"
    }

    private static let types = [
        "html": "text/html", "htm": "text/html", "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8", "txt": "text/plain; charset=utf-8",
        "md": "text/markdown; charset=utf-8", "csv": "text/csv; charset=utf-8",
        "json": "application/json", "xml": "application/xml", "rss": "application/rss+xml",
        "atom": "application/atom+xml", "xhtml": "application/xhtml+xml", "svg": "image/svg+xml", "png": "image/png",
        "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "avif": "image/avif",
        "ico": "image/x-icon", "pdf": "application/pdf", "epub": "application/epub+zip", "woff2": "font/woff2",
        "gz": "application/gzip", "zip": "application/zip", "eml": "message/rfc822",
    ]
}

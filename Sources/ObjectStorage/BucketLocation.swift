package import Transfers

/// One bucket of an S3 or Google Cloud Storage service.
package struct BucketLocation: Sendable, Equatable {
    /// Which protocol it speaks.
    package enum Service: Sendable { case s3, googleCloud }

    package let service: Service
    package let bucket: String
    /// Before every key, without a `/` at its end; may be empty.
    package let prefix: String
    package let region: String
    /// The URL of the bucket, without a `/` at its end: `endpoint/bucket` for a given endpoint, `bucket.endpoint` for
    /// AWS, whose certificates do not cover bucket names with dots.
    package let url: TransferURL

    /// - Throws: `ObjectStoreError` with the code `invalidURL`.
    package init(
        _ service: Service, bucket: String, prefix: String = "", endpoint: String? = nil, region: String? = nil
    ) throws(ObjectStoreError) {
        self.service = service
        self.bucket = bucket
        self.prefix = prefix
        let text: String
        switch (service, endpoint) {
        case (_, let endpoint?):
            self.region = region ?? (service == .s3 ? "us-east-1" : "auto")
            text = (endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint) + "/" + bucket
        case (.googleCloud, nil):
            self.region = region ?? "auto"
            text = "https://storage.googleapis.com/\(bucket)"
        case (.s3, nil):
            guard let region else {
                throw ObjectStoreURL.refuse("needs a region (AWS) or an endpoint (other services)")
            }
            self.region = region
            let host = "s3.\(region).amazonaws.com"
            text = bucket.contains(".") ? "https://\(host)/\(bucket)" : "https://\(bucket).\(host)"
        }
        let isToken = self.region.utf8.allSatisfy {
            ObjectKey.isPrefix(String(UnicodeScalar($0))) && $0 != UInt8(ascii: "/")
        }
        guard isToken, !self.region.isEmpty else { throw ObjectStoreURL.refuse("has a region that is none") }
        do {
            url = try TransferURL(text)
        } catch {
            throw ObjectStoreError(
                .invalidURL, "the object store's URL has an endpoint that is none: \(error.message)", underlying: error)
        }
        if url.text.contains("?") { throw ObjectStoreURL.refuse("has an endpoint with a query") }
    }

    /// Endpoint and bucket, for errors.
    var description: String { "bucket \(bucket) at \(url.scheme)://\(hostHeader)" }

    /// As curl sends it: with the port unless it is the scheme's own.
    var hostHeader: String {
        let host = url.host.contains(":") ? "[\(url.host)]" : url.host
        return url.port == (url.scheme == "https" ? 443 : 80) ? host : "\(host):\(url.port)"
    }

    /// The path of the bucket's URL, without a `/` at its end.
    var path: String {
        let rest = url.text.dropFirst(url.scheme.utf8.count + 3)
        let path = rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
        return path.hasSuffix("/") ? String(path.dropLast()) : String(path)
    }
}

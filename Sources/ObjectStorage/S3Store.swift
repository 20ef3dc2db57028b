package import Transfers

/// Objects in a bucket of a service that speaks the S3 REST API, or Google's XML API.
package struct S3Store: ObjectStore {
    let location: BucketLocation
    private let http: HTTPClient
    private let policy: AddressPolicy
    private let signer: RequestSigner
    private let clock: @Sendable () -> SigningTime

    /// S3 and Cloud Storage take 5 GB in one request; more than this is not put through memory.
    private static let sizeLimit = 1 << 30
    /// An error document may be larger than the object that is wanted.
    private static let faultBytes = 64 << 10

    /// - Parameter policy: where the endpoint may be; an operator configured it, so by default anywhere.
    package init(
        _ location: BucketLocation, credentials: StorageCredentials, over http: HTTPClient,
        policy: AddressPolicy = .any
    ) {
        self.init(location, credentials: credentials, over: http, policy: policy, clock: SigningTime.now)
    }

    init(
        _ location: BucketLocation, credentials: StorageCredentials, over http: HTTPClient, policy: AddressPolicy,
        clock: @escaping @Sendable () -> SigningTime
    ) {
        self.location = location
        self.http = http
        self.policy = policy
        self.clock = clock
        signer = RequestSigner(
            scheme: location.service == .s3 ? .aws : .google, region: location.region, credentials: credentials)
    }

    // MARK: ObjectStore

    /// See `ObjectStore`. Of up to 1 GiB.
    package func put(
        _ key: ObjectKey, _ bytes: [UInt8], mediaType: String, ifAbsent: Bool
    ) async throws(ObjectStoreError) -> PutOutcome {
        guard bytes.count <= Self.sizeLimit else {
            throw ObjectStoreError(
                .tooLarge, "\(name(key)): \(bytes.count) bytes are over the limit of \(Self.sizeLimit)")
        }
        var call = S3Call(.put, name: name(key), path: path(key), body: bytes)
        call.headers["content-type"] = mediaType
        if ifAbsent {
            call.isConditional = true
            // Cloud Storage ignores If-None-Match on writes.
            if location.service == .s3 {
                call.headers["if-none-match"] = "*"
            } else {
                call.headers["x-goog-if-generation-match"] = "0"
            }
        }
        let response = try await send(call)
        return response.status == 412 ? .alreadyPresent : .created
    }

    /// See `ObjectStore`.
    package func get(_ key: ObjectKey, maxBytes: Int) async throws(ObjectStoreError) -> [UInt8] {
        var call = S3Call(.get, name: name(key), path: path(key))
        call.maxBytes = maxBytes
        let body = try await send(call).body
        guard body.count <= maxBytes else {
            throw ObjectStoreError(.tooLarge, "\(call.name) has \(body.count) bytes, more than \(maxBytes)")
        }
        return body
    }

    /// See `ObjectStore`.
    package func head(_ key: ObjectKey) async throws(ObjectStoreError) -> ObjectInfo? {
        let response = try await send(S3Call(.head, name: name(key), path: path(key)))
        if response.status == 404 { return nil }
        guard let size = response.headers["Content-Length"].flatMap({ Int($0) }) else {
            throw ObjectStoreError(.unexpected, "\(name(key)): the answer does not say its size")
        }
        return ObjectInfo(key: key, size: size, mediaType: response.headers["Content-Type"])
    }

    /// See `ObjectStore`.
    package func delete(_ key: ObjectKey) async throws(ObjectStoreError) {
        _ = try await send(S3Call(.delete, name: name(key), path: path(key)))
    }

    /// See `ObjectStore`. Keys that others put there and our grammar has not are left out.
    package func list(
        prefix: String, after cursor: String?, limit: Int
    ) async throws(ObjectStoreError) -> ObjectPage {
        guard ObjectKey.isPrefix(prefix) else {
            throw ObjectStoreError(.invalidKey, "\(prefix.prefix(100).debugDescription) cannot begin an object key")
        }
        let base = location.prefix.isEmpty ? "" : location.prefix + "/"
        var call = S3Call(.get, name: "the list of \(location.description)", path: location.path)
        call.query = [("list-type", "2"), ("max-keys", String(min(max(limit, 1), 1000))), ("prefix", base + prefix)]
        if let cursor { call.query.append(("start-after", base + cursor)) }
        let response = try await send(call)
        return try ObjectList.read(response.body, droppingPrefix: base, named: call.name)
    }

    /// See `ObjectStore`.
    package func presign(_ key: ObjectKey, expires: Duration) throws(ObjectStoreError) -> String? {
        let seconds = Int(expires.components.seconds)
        guard (1...604_800).contains(seconds) else {
            throw ObjectStoreError(
                .unsupported, "\(name(key)): a link lasts from a second to seven days, not \(expires)")
        }
        let request = RequestSigner.Request(method: "GET", host: location.hostHeader, path: path(key))
        return "\(location.url.scheme)://\(location.hostHeader)"
            + signer.presigned(request, seconds: seconds, at: clock())
    }

    // MARK: Names

    private func path(_ key: ObjectKey) -> String {
        location.path + "/" + (location.prefix.isEmpty ? "" : location.prefix + "/") + key.text
    }

    private func name(_ key: ObjectKey) -> String { "\(key) in \(location.description)" }

    // MARK: Requests

    /// The signed request for a call, as it stands now: a signature is good for fifteen minutes.
    func request(for call: S3Call) -> HTTPRequest {
        let unsigned = RequestSigner.Request(
            method: call.method.rawValue, host: location.hostHeader, path: call.path, query: call.query,
            headers: call.headers)
        var headers = HTTPHeaders()
        for (name, value) in signer.headers(for: unsigned, body: call.body, at: clock()).sorted(by: { $0.key < $1.key })
        {
            headers.add(name, value)
        }
        let query = call.query.isEmpty ? "" : "?" + RequestSigner.canonicalQuery(call.query)
        let url = "\(location.url.scheme)://\(location.hostHeader)\(RequestSigner.encodedPath(call.path))\(query)"
        return HTTPRequest(
            call.method, url, headers: headers, body: call.method == .put ? .bytes(call.body) : .none,
            limits: HTTPLimits(total: .seconds(300), bodyBytes: max(call.maxBytes, Self.faultBytes)),
            addressPolicy: policy,
            acceptsCompression: false, isReplayable: !call.isConditional)
    }

    func execute(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        try await http.execute(request)
    }
}

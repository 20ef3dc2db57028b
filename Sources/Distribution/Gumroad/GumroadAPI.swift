import Crypto
import Foundation
package import Pipelines
package import Transfers

/// Gumroad's API v2 (antiwork/gumroad, app/controllers/api/v2, mid-2026): JSON bodies, a bearer token, and `success`
/// in every answer, since most failures come with the status 200.
package struct GumroadAPI: Sendable {
    /// The account of one channel.
    struct Account { let token: Secret }

    /// Pages of products that are looked through at most; ten products a page.
    static let pageLimit = 1_000
    private static let requestTime: Duration = .seconds(60)

    private let client: HTTPClient
    private let base: String
    private let secrets: any SecretSource
    private let addressPolicy: AddressPolicy
    private let standInToken: Secret?

    /// - Parameters:
    ///   - base: `https://api.gumroad.com/v2`, or the stand-in of a rehearsal.
    ///   - standInToken: Sent instead of the channel's token: a rehearsal must not even read the real one.
    package init(
        client: HTTPClient, base: String, secrets: any SecretSource, addressPolicy: AddressPolicy,
        standInToken: Secret? = nil
    ) {
        self.client = client
        self.base = base
        self.secrets = secrets
        self.addressPolicy = addressPolicy
        self.standInToken = standInToken
    }

    func account(of channel: Channel) throws -> Account {
        if let standInToken { return Account(token: standInToken) }
        let name = channel.secrets["token"] ?? "GUMROAD_TOKEN"
        guard let token = secrets.secret(named: name) else {
            throw GumroadError(.missingToken, "\(channel.name) needs the secret \(name), which is not set.")
        }
        return Account(token: token)
    }

    /// Sends one request and returns the answer's JSON, if it says `success`.
    func send(
        _ method: HTTPMethod, _ path: String, body: [String: JSONValue]?, _ account: Account
    ) async throws -> JSONValue {
        var request = HTTPRequest(
            method, "\(base)/\(path)",
            headers: ["Authorization": "Bearer \(account.token.revealed)", "Accept": "application/json"],
            limits: HTTPLimits(total: Self.requestTime, bodyBytes: 8 << 20), addressPolicy: addressPolicy)
        if let body {
            request.headers["Content-Type"] = "application/json"
            request.body = .bytes(try JSONValue.object(body).canonicalBytes())
        }
        return try Self.read(try await exchange(request), "\(method.rawValue) \(path)")
    }

    /// Sends a request whose answer holds one product.
    func product(
        _ method: HTTPMethod, _ path: String, body: [String: JSONValue]?, _ account: Account
    ) async throws -> GumroadProduct {
        let answer = try await send(method, path, body: body, account)
        guard let product = try? answer["product"]?.decode(as: GumroadProduct.self) else {
            throw GumroadError(.unknown, "Gumroad's answer to \(method.rawValue) \(path) holds no product.")
        }
        return product
    }

    func page(_ query: String, _ account: Account) async throws -> GumroadProductPage {
        try await send(.get, "products\(query)", body: nil, account).decode()
    }

    /// Sends bytes to a place that Gumroad signed for us; returns the answer's `ETag`.
    func put(_ bytes: [UInt8], to url: String, headers: HTTPHeaders = [:]) async throws -> String {
        let request = HTTPRequest(
            .put, url, headers: headers, body: .bytes(bytes), limits: HTTPLimits(total: .seconds(600)),
            addressPolicy: addressPolicy)
        let response = try await exchange(request)
        guard (200..<300).contains(response.status) else {
            throw GumroadError(.notSent, "An upload to Gumroad's storage failed with the status \(response.status).")
        }
        return response.headers["ETag"] ?? ""
    }

    private func exchange(_ request: HTTPRequest) async throws -> HTTPResponse {
        do {
            return try await client.execute(request)
        } catch {
            let code: GumroadError.Code = error.requestMayHaveBeenSent && request.method != .get ? .unknown : .notSent
            throw GumroadError(code, error.message, underlying: error)
        }
    }

    private static func read(_ response: HTTPResponse, _ what: String) throws -> JSONValue {
        let answer = try? JSONValue(parsing: response.body)
        let said = text(answer?["message"]) ?? text(answer?["error"]) ?? "status \(response.status)"
        switch response.status {
        case 401, 403: throw GumroadError(.unauthorized, "Gumroad does not accept the token for \(what): \(said)")
        case 404: throw GumroadError(.notFound, "Gumroad knows nothing at \(what): \(said)")
        case 429: throw GumroadError(.rateLimited, "Gumroad asks to slow down at \(what).")
        case 500...599: throw GumroadError(.unknown, "Gumroad failed at \(what): \(said)")
        default: break
        }
        guard let answer, answer["success"] == .bool(true) else {
            let lower = said.lowercased()
            let isTaken = lower.contains("permalink") && lower.contains("taken")
            let isMissing = lower.contains("not found")
            let code: GumroadError.Code = isTaken ? .permalinkTaken : isMissing ? .notFound : .rejected
            throw GumroadError(code, "Gumroad refused \(what): \(said)")
        }
        return answer
    }

    static func text(_ value: JSONValue?) -> String? {
        guard case .string(let text)? = value else { return nil }
        return text
    }
}

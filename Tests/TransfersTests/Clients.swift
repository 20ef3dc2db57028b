import EventLoops
import Testing

@testable import Transfers

/// One loop and one pool serve every test of this target.
let loop = EventLoop(name: "transfers-test")
let pool = ComputePool(name: "transfers-test", threads: 2)

func client(
    policy: AddressPolicy = .any, maxInFlight: Int = 64, maxPerHost: Int = 64
) -> HTTPClient {
    HTTPClient(
        on: loop, pool: pool,
        configuration: HTTPClientConfiguration(
            maxInFlight: maxInFlight, maxPerHost: maxPerHost, addressPolicy: policy))
}

/// The error of a call that must fail.
func failure<Value>(of call: () async throws -> Value) async -> TransferError? {
    do {
        _ = try await call()
        return nil
    } catch {
        return error as? TransferError
    }
}

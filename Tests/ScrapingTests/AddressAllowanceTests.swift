import EventLoops
import Testing
import Transfers

@testable import Scraping

/// What a person reads whose source lies on their own network.
@Suite struct AddressAllowanceTests {
    private func refusal(of url: String, _ allowance: AddressAllowance) async -> FetchError? {
        let loop = EventLoop(name: "allowance")
        defer { loop.stop() }
        let client = HTTPClient(on: loop, pool: ComputePool(name: "allowance", threads: 1))
        var policy = FetchPolicy()
        policy.allowance = allowance
        do throws(FetchError) {
            _ = try await Fetcher(transport: client, policy: policy).fetch(url)
            return nil
        } catch {
            return error
        }
    }

    @Test func theRefusalNamesWhatAllowsTheHost() async {
        let refused = await refusal(of: "http://127.0.0.1:4711/feed.xml", .setting)
        #expect(refused?.code == .blockedAddress)
        #expect(
            refused?.message
                == "http://127.0.0.1:4711/robots.txt: the address 127.0.0.1 is not on the public internet, "
                + "and its host is none of the allowed ones; if it is yours, add 127.0.0.1:4711 to PRESSWORK_ALLOWED_HOSTS"
        )
        let local = await refusal(of: "http://[::1]/", .option("--anywhere"))
        #expect(local?.message.hasSuffix("; if it is yours, give --anywhere") == true)
    }
}

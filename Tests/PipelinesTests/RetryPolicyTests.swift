import Pipelines
import Testing

@Suite("Retries")
struct RetryPolicyTests {
    @Test("waits double up to the longest, within the jitter, and end at the limit")
    func backoff() throws {
        let policy = RetryPolicy(errorLimit: 20, base: .seconds(2), longest: .seconds(600), jitter: 0.25)
        var generator = SeededGenerator(seed: 3)
        for errors in 1..<20 {
            let plain = min(600, 2 * Double(1 << (errors - 1)))
            for _ in 0..<200 {
                let delay = try #require(policy.delay(afterErrors: errors, using: &generator))
                #expect(delay >= .seconds(plain * 0.749) && delay <= .seconds(min(600, plain * 1.251)))
            }
        }
        #expect(policy.delay(afterErrors: 20, using: &generator) == nil)
    }

    @Test("waits differ, and what the other side asks for is kept")
    func jitter() throws {
        var generator = SeededGenerator(seed: 4)
        let policy = RetryPolicy()
        let delays = Set((0..<50).compactMap { _ in policy.delay(afterErrors: 3, using: &generator) })
        #expect(delays.count == 50)
        #expect(policy.delay(afterErrors: 1, atLeast: .seconds(3_600), using: &generator) == .seconds(3_600))
    }
}

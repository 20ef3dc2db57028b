import Foundation
import Pipelines
import PressworkTestSupport
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

    /// Whatever the policy: a wait lies within the jitter around the backoff, which never falls and never exceeds the
    /// longest, and the job is dead exactly at the limit.
    @Test("any policy keeps its bounds")
    func anyPolicy() {
        let settings = FuzzSettings.announced("retry policies")
        var generator = SeededGenerator(seed: settings.seed)
        for _ in 0..<2_000 {
            let base = Double.random(in: 0.001...60, using: &generator)
            let policy = RetryPolicy(
                errorLimit: generator.pick(1...40), base: .seconds(base),
                factor: Double.random(in: 1...10, using: &generator),
                longest: .seconds(Double.random(in: base...100_000, using: &generator)),
                jitter: Double.random(in: 0...1, using: &generator))
            var steady = policy
            steady.jitter = 0
            var last = Duration.zero
            for errors in 1...(policy.errorLimit + 1) {
                let plain = steady.delay(afterErrors: errors, using: &generator)
                let wait = policy.delay(afterErrors: errors, using: &generator)
                #expect((plain == nil) == (errors >= policy.errorLimit) && (wait == nil) == (plain == nil))
                guard let plain, let wait else { continue }
                let exact = min(policy.longest / .seconds(1), base * pow(policy.factor, Double(errors - 1)))
                #expect(abs(plain / .seconds(1) - exact) <= exact * 1e-6 + 1e-6, "SEED=\(settings.seed): \(policy)")
                #expect(plain >= last && plain <= policy.longest, "SEED=\(settings.seed): \(policy), error \(errors)")
                let swing = plain * policy.jitter + .microseconds(1)
                #expect(
                    wait >= plain - swing && wait <= min(policy.longest, plain + swing),
                    "SEED=\(settings.seed): \(policy), error \(errors): \(wait) of \(plain)")
                let asked = Duration.seconds(generator.pick(0...200_000))
                let told = policy.delay(afterErrors: errors, atLeast: asked, using: &generator) ?? .zero
                #expect(told >= asked, "what the other side asks for is kept")
                last = plain
            }
        }
    }
}

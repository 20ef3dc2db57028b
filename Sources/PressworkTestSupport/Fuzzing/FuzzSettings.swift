import Foundation

/// How long property tests and fuzzers go on, and from which seed, as the environment says.
package struct FuzzSettings: Sendable {
    /// Of the first sequence; each further one has the next number.
    package var seed: UInt64
    /// Zero for one sequence.
    package var time: Duration

    package init(seed: UInt64, time: Duration) {
        self.seed = seed
        self.time = time
    }

    /// `SEED`, or a new seed; `PRESSWORK_FUZZ_SECONDS`, or `time`. Prints the seed under `name`.
    package static func announced(_ name: String, time: Duration = .seconds(2)) -> FuzzSettings {
        let environment = ProcessInfo.processInfo.environment
        let seed = environment["SEED"].flatMap { UInt64($0) } ?? .random(in: 0...UInt64.max)
        print("\(name) SEED=\(seed)")
        let seconds = environment["PRESSWORK_FUZZ_SECONDS"].flatMap { Int($0) }
        return FuzzSettings(seed: seed, time: seconds.map { .seconds($0) } ?? time)
    }
}

/// Plays random sequences of steps until the time of `settings` is over, at least ten on a slow machine. A sequence that fails is made as short as
/// possible before it is reported.
///
/// - Parameters:
///   - make: a sequence from random numbers. Steps name what they act on by numbers that have a meaning in every
///     state, so that a sequence still makes sense when others were taken out of it.
///   - play: plays a sequence from the beginning, on things that nobody else uses.
/// - Returns: how many sequences were played.
/// - Throws: ``FuzzFailure``.
@discardableResult
package func fuzz<Step: Sendable>(
    _ name: String, _ settings: FuzzSettings, make: (inout SeededGenerator) -> [Step],
    play: ([Step]) async throws -> Void
) async throws -> Int {
    let end = ContinuousClock.now + settings.time
    var (sequences, steps) = (0, 0)
    repeat {
        let seed = settings.seed &+ UInt64(sequences)
        var generator = SeededGenerator(seed: seed)
        let sequence = make(&generator)
        if let error = await failure(of: sequence, play) {
            let (shortest, last) = await shortened(sequence, error, play)
            throw FuzzFailure(name: name, seed: seed, steps: shortest.map { "\($0)" }, error: last)
        }
        (sequences, steps) = (sequences + 1, steps + sequence.count)
    } while .now < end || (settings.time > .zero && sequences < 10)
    print("\(name): \(sequences) sequences, \(steps) steps")
    return sequences
}

/// A sequence of steps that shows a defect.
package struct FuzzFailure: Error, CustomStringConvertible {
    package let name: String
    package let seed: UInt64
    /// The shortest sequence found.
    package let steps: [String]
    package let error: any Error

    package var description: String {
        "\(name), SEED=\(seed), after \(steps.count) steps: \(error)\n    " + steps.joined(separator: "\n    ")
    }
}

private func failure<Step>(of steps: [Step], _ play: ([Step]) async throws -> Void) async -> (any Error)? {
    do {
        try await play(steps)
        return nil
    } catch {
        return error
    }
}

/// Takes out parts, half of the sequence at first and single steps at last, as long as it fails without them (delta
/// debugging). Half a minute at most: a longer sequence is a finding, too.
private func shortened<Step>(
    _ steps: [Step], _ error: any Error, _ play: ([Step]) async throws -> Void
) async -> ([Step], any Error) {
    let end = ContinuousClock.now + .seconds(30)
    var (steps, error, size) = (steps, error, max(1, steps.count / 2))
    while true {
        var hasShrunk = false
        var start = 0
        while start < steps.count {
            guard ContinuousClock.now < end else { return (steps, error) }
            var fewer = steps
            fewer.removeSubrange(start..<min(start + size, steps.count))
            if let found = await failure(of: fewer, play) {
                (steps, error, hasShrunk) = (fewer, found, true)
            } else {
                start += size
            }
        }
        if size == 1 && !hasShrunk { return (steps, error) }
        size = max(1, size / 2)
    }
}

import Pipelines
import PressworkTestSupport

@testable import Catalog

/// One call on the job statements. Numbers stand for what there is when it is made: the second run, the third job that
/// is available.
enum JobStep: Sendable {
    case enqueue(items: Int, stages: Int, expands: Bool, later: Bool)
    case chunk(run: Int, number: Int, keys: [Int], isStale: Bool)
    /// Parts of a running job.
    case split(Pick, keys: [Int])
    case enlist
    case bury(worker: Int)
    case claim(worker: Int, [Pick])
    /// Whether the worker goes on with what comes next.
    case settle(worker: Int, [Ending], follows: Bool)
    /// The last settle once more, as when its reply was lost.
    case settleAgain
    /// What a claim that was cut off did.
    case adopt(worker: Int, [Pick])
    case promote
    /// All that waits for its time is due.
    case timePasses
    case reclaim
    case cancelWaiting
    case cancel(run: Int)
    case pause(run: Int)
    case resume(run: Int)
    case decide(job: Int, approve: Bool)
    case retryDead([Int])
    case discardDead([Int])

    /// A job: of those that suit the call, or any; at its attempt, or at another.
    struct Pick: Sendable {
        var index: Int
        var isAny: Bool
        var offset: Int
    }

    /// How an attempt ends.
    struct Ending: Sendable {
        var pick: Pick
        var outcome: Outcome

        enum Outcome: CaseIterable, Sendable {
            case completed, retryable, retryableLater, snoozed, snoozedLater, awaitingReview, cancelled, dead, released
        }
    }

    static let crashLimit = 2

    static func sequence(_ generator: inout SeededGenerator) -> [JobStep] {
        let start = generator.oneIn(4) ? deadParts(&generator) : [enqueue(&generator)]
        return [.enlist, .enlist] + start + (0..<generator.pick(20...70)).map { _ in random(&generator) }
    }

    /// What died of its parts is retried: too long a way for chance.
    private static func deadParts(_ generator: inout SeededGenerator) -> [JobStep] {
        func picks(_ count: Int) -> [Pick] { (0..<count).map { Pick(index: $0, isAny: false, offset: 0) } }
        func settle(_ outcomes: [Ending.Outcome]) -> JobStep {
            .settle(
                worker: 0, zip(picks(outcomes.count), outcomes).map { Ending(pick: $0, outcome: $1) }, follows: false)
        }
        return [
            .enqueue(items: 1, stages: generator.pick(1...3), expands: false, later: false),
            .claim(worker: 0, picks(1)), .split(picks(1)[0], keys: [0, 1]), settle([.dead]),
            .claim(worker: 0, picks(2)), settle([.completed, .dead]), .claim(worker: 0, picks(1)), settle([.dead]),
            .retryDead([0, 1]),
        ]
    }

    private static func random(_ generator: inout SeededGenerator) -> JobStep {
        let number = generator.pick(0...9)
        switch generator.pick(0...44) {
        case 0:
            return enqueue(&generator)
        case 1: return .enlist
        case 2...3: return .bury(worker: number)
        case 4...12: return .claim(worker: number, picks(&generator))
        case 13...22:
            let outcomes = Ending.Outcome.allCases + [.completed, .completed, .completed]
            return .settle(
                worker: number, picks(&generator).map { Ending(pick: $0, outcome: generator.pick(outcomes)) },
                follows: generator.oneIn(2))
        case 23...24: return .settleAgain
        case 25: return .adopt(worker: number, picks(&generator))
        case 26...27: return .promote
        case 28: return .timePasses
        case 29...30: return .reclaim
        case 31: return .cancelWaiting
        case 32: return generator.oneIn(2) ? .cancel(run: number) : .pause(run: number)
        case 33: return .resume(run: number)
        case 34...35: return .decide(job: number, approve: !generator.oneIn(3))
        case 36...37: return .retryDead([number, generator.pick(0...9)])
        case 38: return .discardDead([number])
        case 39...42:
            let keys = (0..<generator.pick(0...3)).map { _ in generator.pick(0...4) }
            return .split(picks(&generator)[0], keys: keys)
        default:
            return .chunk(
                run: number, number: generator.pick(0...2),
                keys: (0..<generator.pick(0...3)).map { _ in
                    generator.pick(0...5)
                }, isStale: generator.oneIn(5))
        }
    }

    private static func enqueue(_ generator: inout SeededGenerator) -> JobStep {
        .enqueue(
            items: generator.pick(1...4), stages: generator.pick(1...3), expands: generator.oneIn(3),
            later: generator.oneIn(4))
    }

    private static func picks(_ generator: inout SeededGenerator) -> [Pick] {
        (0..<generator.pick(1...4)).map { _ in
            Pick(
                index: generator.pick(0...20), isAny: generator.oneIn(6),
                offset: generator.oneIn(8) ? generator.pick(-1...1) : 0)
        }
    }
}

import Pipelines
import PressworkTestSupport
import Queueing

/// One thing that happens to a window. Numbers stand for what there is when it happens: the third entry that was ever
/// delivered, the second consumer.
enum WindowStep: Sendable {
    case offer(WindowStream, count: Int, window: Int)
    case take(Stage, consumer: Int, limit: Int)
    case wait(Stage, consumer: Int, limit: Int)
    /// Entries that were delivered at any time, in this Redis or in one that is no more.
    case acknowledge(Stage, [Int])
    case sweep(Stage, isOld: Bool, live: [Int])
    case waitForRoom([Stage])
    case fault(WindowFault)

    static let stages: [Stage] = [.scrape, .cover]
    static let consumers = 3

    /// The lanes that may be different afterwards.
    var touched: [Stage] {
        switch self {
        case .offer(let stream, _, _): [stream.stage]
        case .take(let stage, _, _), .wait(let stage, _, _), .acknowledge(let stage, _), .sweep(let stage, _, _):
            [stage]
        case .waitForRoom: []
        case .fault: Self.stages
        }
    }

    /// A sequence in which offers and takes are frequent and faults are rare.
    static func sequence(_ faults: [WindowFault], _ generator: inout SeededGenerator) -> [WindowStep] {
        (0..<generator.pick(20...80)).map { _ in random(faults, &generator) }
    }

    private static func random(_ faults: [WindowFault], _ generator: inout SeededGenerator) -> WindowStep {
        let stage = generator.oneIn(4) ? stages[1] : stages[0]
        let consumer = generator.pick(0...consumers - 1)
        switch generator.pick(0...20) {
        case 0...5:
            let stream = WindowStream(stage, priority: generator.pick(WindowStream.priorities))
            return .offer(stream, count: generator.pick(0...6), window: generator.pick(0...8))
        case 6...9: return .take(stage, consumer: consumer, limit: generator.pick(0...5))
        case 10...11: return .wait(stage, consumer: consumer, limit: generator.pick(1...3))
        case 12...15: return .acknowledge(stage, (0..<generator.pick(0...4)).map { _ in generator.pick(0...40) })
        case 16:
            return .sweep(stage, isOld: generator.oneIn(2), live: (0..<consumers).filter { _ in generator.oneIn(2) })
        case 17...18: return .waitForRoom(generator.oneIn(2) ? stages : [stage])
        default: return .fault(generator.pick(faults))
        }
    }
}

/// What happens to the server under the window.
enum WindowFault: String, Sendable {
    /// FLUSHALL: the streams are gone.
    case wipe
    /// FUNCTION FLUSH.
    case forgetFunctions
    /// The functions of another release, and none of ours.
    case olderFunctions
    /// The server keeps what it has, for later.
    case snapshot
    /// The server is killed, and starts with what it last kept.
    case restart
}

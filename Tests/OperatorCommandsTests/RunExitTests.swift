import ArgumentParser
import Catalog
import Foundation
import Pipelines
import Testing

@testable import OperatorCommands
@testable import PressworkRuntime

@Suite struct RunExitTests {
    private static let codes: [(RunState, Int32)] = [
        (.completed, 0), (.partlyFailed, 3), (.failed, 1), (.cancelled, 1), (.running, 0), (.cancelling, 0),
    ]

    @Test(arguments: codes) func theStateDecides(state: RunState, code: Int32) {
        #expect(RunExit.code(of: Samples.detail(state, stages: [(.scrape, [.running: 1])])).rawValue == code)
    }

    @Test func aRunThatWaitsForPeopleIsFour() {
        let review = Samples.detail(stages: [(.review, [.awaitingReview: 2, .completed: 1])])
        #expect(RunExit.code(of: review) == CommandExit.waiting)
        let paused = Samples.detail(isPaused: true, stages: [(.scrape, [.available: 1])])
        #expect(RunExit.code(of: paused) == CommandExit.waiting)
        let busy = Samples.detail(stages: [(.review, [.awaitingReview: 2]), (.scrape, [.available: 1])])
        #expect(RunExit.code(of: busy) == .success)
    }

    @Test func anInterruptionIsNoFailure() {
        let root = PressworkCommand.self
        #expect(CommandLineEntry.code(of: Interrupts.Interrupted(), in: root) == CommandExit.interrupted)
        #expect(CommandLineEntry.code(of: CancellationError(), in: root) == CommandExit.interrupted)
        #expect(CommandLineEntry.code(of: RuntimeError(.notFound, "x"), in: root) == CommandExit.failed)
        #expect(CommandLineEntry.code(of: ExitCode(3), in: root) == CommandExit.partlyFailed)
        #expect(CommandLineEntry.code(of: ValidationError("x"), in: root) == CommandExit.usage)
    }
}

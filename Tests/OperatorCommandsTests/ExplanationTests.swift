import Catalog
import Foundation
import Pipelines
import PressworkRuntime
import Testing

@testable import OperatorCommands

@Suite struct ExplanationTests {
    @Test func aDeadJobSaysWhyAndWhatToType() {
        let job = Samples.job(
            .scrape, .dead, failure: JobFailure(code: "source.unreachable", message: "No answer."), errors: 3,
            crashes: 1)
        #expect(
            JobExplanation.sentence(for: job)
                == "failed for good after 3 times, its worker died once. source.unreachable: No answer. "
                + "Try again: presswork dead retry \(job.id)")
    }

    @Test func everyStateHasItsOwnSentence() {
        let sentences = JobState.allCases.map { JobExplanation.sentence(for: Samples.job(.scrape, $0)) }
        #expect(Set(sentences).count == JobState.allCases.count)
    }

    @Test(arguments: [(100 << 20, Finding.Level.bad), (1 << 30, .advice), (8 << 30, .good)])
    func littleSpaceIsSaid(free: Int, level: Finding.Level) {
        #expect(MachineCheck.disk(free: Int64(free)).level == level)
    }

    @Test func onlyWhatIsNeededMakesTheDoctorFail() {
        #expect(DoctorCommand.Answer([.good("a", ""), .advice("b", "", "")]).isHealthy)
        #expect(!DoctorCommand.Answer([.good("a", ""), .bad("b", "")]).isHealthy)
    }
}

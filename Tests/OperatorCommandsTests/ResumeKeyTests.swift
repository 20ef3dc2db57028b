import Foundation
import Pipelines
import PressworkRuntime
import Testing

@testable import Catalog
@testable import OperatorCommands

@Suite struct ResumeKeyTests {
    private static let applied = AppliedPipeline(
        id: Identifier(UUID()), version: Digest(of: "a"), pipeline: Pipeline(name: "tank"), files: [:],
        appliedAt: Samples.start, isNew: false)

    @Test func theSameOrderHasTheSameKeyUntilARunEnds() {
        let order = RunOrder(parameters: ["a": "1", "b": "2"], mode: .rehearse, first: 3)
        let key = ResumeKey(Self.applied, order, after: nil)
        #expect(key == ResumeKey(Self.applied, order, after: nil))
        #expect(key != ResumeKey(Self.applied, order, after: Samples.run))
    }

    @Test func everyPartOfAnOrderCounts() {
        let orders = [
            RunOrder(), RunOrder(parameters: ["a": "1"]), RunOrder(parameters: ["a": "2"]), RunOrder(mode: .live),
            RunOrder(first: 1), RunOrder(only: "1"), RunOrder(from: .cover), RunOrder(until: .cover),
            RunOrder(logicalTime: Samples.start), RunOrder(resend: "1"), RunOrder(refresh: true),
        ]
        #expect(Set(orders.map { ResumeKey(Self.applied, $0, after: nil) }).count == orders.count)
        var other = Self.applied
        other.version = Digest(of: "b")
        #expect(ResumeKey(other, RunOrder(), after: nil) != ResumeKey(Self.applied, RunOrder(), after: nil))
    }
}

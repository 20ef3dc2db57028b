import Pipelines
import Testing

@testable import PressworkRuntime

@Suite struct WorkerLanesTests {
    @Test func aListSaysSlotsAndWeights() throws {
        let lanes = try WorkerLanes(parsing: "scrape=8,generate=2:3, cover", concurrency: 32, total: 10)
        #expect(lanes.slots == [.scrape: 8, .generate: 2, .cover: 32])
        #expect(lanes.weights == [.generate: 3] && lanes.total == 10)
        #expect(try WorkerLanes(parsing: "", concurrency: 4) == WorkerLanes(concurrency: 4))
        #expect(WorkerLanes(concurrency: 4).slots.count == Stage.allCases.count)
    }

    @Test(arguments: ["scrap", "scrape=0", "scrape=", "scrape=8:", "scrape=x", "scrape,scrape", "scrape,,cover", "=8"])
    func aWrongListIsRefused(_ text: String) {
        #expect(throws: RuntimeError.self) { try WorkerLanes(parsing: text, concurrency: 4) }
    }
}

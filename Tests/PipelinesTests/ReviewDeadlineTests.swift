import Foundation
import Pipelines
import PressworkTestSupport
import Testing

@Suite("Deadlines of reviews")
struct ReviewDeadlineTests {
    @Test("the next such time of the week, by the schedule's clock, else by UTC")
    func next() throws {
        func deadline(_ by: String?, _ timezone: String?, since: String) throws -> String? {
            let pipeline = Pipeline.fixture { pipeline in
                pipeline.review = ReviewSpec(products: ["letter"], by: by)
                pipeline.schedule = timezone.map { ScheduleSpec(cron: "@hourly", timezone: $0) }
            }
            let date = try Date(since, strategy: .iso8601)
            return pipeline.reviewDeadline(waitingSince: date)?.formatted(.iso8601)
        }
        // 2026-11-20 is a Friday.
        #expect(try deadline("SUN 18:00", nil, since: "2026-11-20T10:00:00Z") == "2026-11-22T18:00:00Z")
        #expect(try deadline("SUN 18:00", "America/Sao_Paulo", since: "2026-11-20T10:00:00Z") == "2026-11-22T21:00:00Z")
        #expect(try deadline("SUN 18:00", nil, since: "2026-11-22T18:00:00Z") == "2026-11-29T18:00:00Z")
        #expect(try deadline("FRI 10:01", nil, since: "2026-11-20T10:00:30Z") == "2026-11-20T10:01:00Z")
        #expect(try deadline(nil, nil, since: "2026-11-20T10:00:00Z") == nil)
        #expect(Pipeline.fixture().reviewDeadline(waitingSince: .now) == nil)
    }
}

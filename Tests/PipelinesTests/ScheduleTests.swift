import Foundation
import Pipelines
import Testing

@Suite struct ScheduleTests {
    @Test func jitterFollowsFromTheScheduleAndTheTime() {
        let spec = ScheduleSpec(cron: "@hourly", jitter: 300)
        let (first, second) = (ScheduleID(UUID()), ScheduleID(UUID()))
        let hours = (0..<500).map { Date(timeIntervalSince1970: 1_800_000_000 + 3_600 * Double($0)) }
        let delays = hours.map { spec.delay(of: $0, in: first) }
        #expect(delays == hours.map { spec.delay(of: $0, in: first) })
        #expect(delays.allSatisfy { (0..<300).contains($0) })
        // Spread over the whole of it, and differently for another schedule.
        for fifth in 0..<5 {
            #expect(delays.contains { ($0 / 60).rounded(.down) == Double(fifth) })
        }
        #expect(delays != hours.map { spec.delay(of: $0, in: second) })
        #expect(ScheduleSpec(cron: "@hourly").delay(of: hours[0], in: first) == 0)
    }

    @Test func theNewestTimesAreFoundWithoutCountingThePast() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let end = Date(timeIntervalSince1970: 1_800_000_000)
        for (text, years) in [("* * * * * *", 1.0), ("17 3 * * *", 2), ("0 0 29 2 *", 12), ("*/7 2 * * SUN", 1)] {
            let cron = try CronExpression(text)
            let start = end.addingTimeInterval(-86_400 * 365 * years)
            let newest = cron.newest(3, after: start, through: end, in: zone)
            #expect(newest.count == 3, "\(text)")
            #expect(newest == cron.times(after: newest[0].addingTimeInterval(-1), through: end, in: zone, atMost: 9))
            #expect(cron.newest(9, after: newest[1], through: end, in: zone) == [newest[2]])
        }
    }

    @Test func aManifestSaysHowMuchIsCaughtUp() throws {
        func schedule(_ make: String) throws -> ScheduleSpec? { try pipeline(manifest("make: \(make)")).schedule }
        #expect(
            try schedule(#"{ cron: "@daily", catchup: { max: 20, window: 7d }, jitter: 5m }"#)
                == ScheduleSpec(
                    cron: "@daily", catchup: .all, catchupMost: 20, catchupWindow: 604_800, jitter: 300))
        #expect(try schedule(#"{ cron: "@daily", catchup: all }"#) == ScheduleSpec(cron: "@daily", catchup: .all))
        for wrong in ["{ window: 7d }", "{ max: 0 }", "some"] {
            #expect(!problems(manifest("make: { cron: \"@daily\", catchup: \(wrong) }")).isEmpty, "\(wrong)")
        }
    }
}

import Foundation
import Pipelines
import PressworkTestSupport
import Testing

/// Random expressions, zones and days with a change of the clock, against croniter (PyPI), which `ops/setup.sh test`
/// installs. `ops/cron_oracle.py` says where we differ from it on purpose.
@Suite(.enabled(if: CronOracle.python != nil, "croniter is not installed: run ops/setup.sh test"), .computing)
struct CronOracleTests {
    @Test func randomExpressionsFireWhenCroniterSays() async throws {
        let seed = FuzzSettings.announced("cron against croniter").seed
        var generator = SeededGenerator(seed: seed)
        let cases = (0..<CronOracle.cases).map { _ in CronOracle.Case.random(using: &generator) }
        let answer = try await CronOracle.ask(cases)
        #expect(answer.times.count == cases.count)
        for (question, expected) in zip(cases, answer.times) {
            let zone = try #require(TimeZone(identifier: question.zone))
            let start = Date(timeIntervalSince1970: TimeInterval(question.from))
            let ours = try CronExpression(question.expression).times(after: start, in: zone, count: question.count)
            #expect(ours.map { Int($0.timeIntervalSince1970) } == expected, "SEED=\(seed): \(question)")
        }
        // Most cases have no change of the clock near; enough of them have, and there we differ from croniter itself.
        #expect(answer.agreed > cases.count / 2 && answer.differed > 0, "SEED=\(seed)")
    }
}

/// The questions and where they are answered.
enum CronOracle {
    static let cases = 1_000

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The interpreter of the virtual environment beside the package, if croniter is in it.
    static let python: String? = {
        let library = root.appending(path: ".venv/lib")
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: library.path)) ?? []
        let isThere = versions.contains { version in
            FileManager.default.fileExists(
                atPath: library.appending(path: "\(version)/site-packages/croniter").path)
        }
        return isThere ? root.appending(path: ".venv/bin/python3").path : nil
    }()

    struct Answer: Decodable, Sendable {
        var times: [[Int]]
        var agreed: Int
        var differed: Int
    }

    struct Case: Codable, Sendable {
        var expression: String
        var zone: String
        /// Unix seconds.
        var from: Int
        var count = 6
    }

    /// Asks on a thread of its own: the oracle takes seconds, and other tests want theirs.
    static func ask(_ cases: [Case]) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try answer(cases) }) }
        }
    }

    private static func answer(_ cases: [Case]) throws -> Answer {
        let process = Process()
        process.executableURL = URL(filePath: try #require(python))
        process.arguments = [root.appending(path: "ops/cron_oracle.py").path]
        let (stdin, stdout) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (stdin, stdout)
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(["cases": cases]))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "the oracle failed; see above")
        return try JSONDecoder().decode(Answer.self, from: output)
    }
}

extension CronOracle.Case {
    /// Zones whose rules are old news: north and south, at midnight, by half an hour and by two.
    private static let zones = [
        "UTC", "Asia/Kathmandu", "Europe/Berlin", "Europe/Dublin", "America/New_York", "America/Sao_Paulo",
        "America/Havana", "Australia/Lord_Howe", "Asia/Beirut", "Atlantic/Azores", "Antarctica/Troll",
    ]

    static func random(using generator: inout SeededGenerator) -> Self {
        let name = zones.randomElement(using: &generator) ?? "UTC"
        // 2010 to 2024: what the zones' rules will be is not settled.
        var from = Int.random(in: 1_262_304_000..<1_704_067_200, using: &generator)
        if Bool.random(using: &generator), let zone = TimeZone(identifier: name),
            let change = zone.nextDaylightSavingTimeTransition(after: Date(timeIntervalSince1970: TimeInterval(from)))
        {
            from = Int(change.timeIntervalSince1970) + Int.random(in: -93_600..<10_800, using: &generator)
        }
        return Self(expression: randomExpression(using: &generator), zone: name, from: from)
    }

    private static func randomExpression(using generator: inout SeededGenerator) -> String {
        // Times of day are mostly those at which clocks change.
        let minute = field(0...59, few: true, using: &generator)
        let hour = field(Bool.random(using: &generator) ? 0...4 : 0...23, few: true, using: &generator)
        var fields = [minute, hour, field(1...28, using: &generator), field(1...12, using: &generator)]
        fields.append(field(0...7, using: &generator))
        if Int.random(in: 0..<5, using: &generator) == 0 {
            fields.insert("\(Int.random(in: 0...59, using: &generator))", at: 0)
        }
        return fields.joined(separator: " ")
    }

    /// A star, a value, a list, a range or a step; days and months are mostly stars.
    private static func field(
        _ range: ClosedRange<Int>, few: Bool = false, using generator: inout SeededGenerator
    ) -> String {
        func value() -> Int { Int.random(in: range, using: &generator) }
        if !few, Int.random(in: 0..<10, using: &generator) < 7 { return "*" }
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: return "*"
        case 1: return "*/\(Int.random(in: 2...max(2, range.upperBound / 2), using: &generator))"
        case 2: return "\(value()),\(value())"
        case 3, 4:
            let ends = [value(), value()].sorted()
            guard Bool.random(using: &generator), ends[0] < ends[1] else { return "\(ends[0])-\(ends[1])" }
            return "\(ends[0])-\(ends[1])/\(Int.random(in: 1...3, using: &generator))"
        default: return "\(value())"
        }
    }
}

import Catalog
import Foundation
import Pipelines
import Testing

@testable import PressworkRuntime

@Suite struct SettingsTests {
    @Test func flagsWinOverTheEnvironmentAndTheFile() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "presswork-\(UUID().uuidString).yaml")
        try Data("redis:\n  url: redis://file:1\nprovider: extractive\ncontact: +https://file.example\n".utf8).write(
            to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let settings = try Settings.read(
            flags: ["redis.url": "redis://flag:1"],
            environment: ["PRESSWORK_REDIS_URL": "redis://environment:1", "PRESSWORK_PROVIDER": "openai-compatible"],
            file: file.path)
        #expect(settings.redisURL == "redis://flag:1" && settings.provider == "openai-compatible")
        #expect(settings.contact == "+https://file.example")
    }

    @Test func aSecretMayComeFromAFile() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "presswork-\(UUID().uuidString).secret")
        try Data("hush\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let environment = ["GUMROAD_TOKEN_FILE": file.path, "PRESSWORK_REDIS_URL_FILE": file.path]
        let settings = try Settings.read(environment: environment, file: "/nonexistent.yaml")
        #expect(settings.secrets.secret(named: "GUMROAD_TOKEN")?.revealed == "hush")
        #expect(settings.redisURL == "hush" && settings.secrets.secret(named: "OTHER") == nil)
        #expect("\(String(describing: settings.secrets.secret(named: "GUMROAD_TOKEN")))".contains("hush") == false)
    }

    @Test(
        arguments: [("PRESSWORK_LOG_FORMAT", "loud"), ("PRESSWORK_LEASE", "0.1"), ("PRESSWORK_LEASE", "soon")])
    func aWrongValueIsRefusedByName(_ name: String, _ value: String) {
        let error = #expect(throws: RuntimeError.self) {
            try Settings.read(environment: [name: value], file: "/nonexistent.yaml")
        }
        #expect(error?.message.contains(name) == true)
    }

    @Test func aLeaseIsSeconds() throws {
        #expect(try Settings.read(environment: [:], file: "/nonexistent.yaml").fleet.lease == .seconds(30))
        let short = try Settings.read(environment: ["PRESSWORK_LEASE": "1.5"], file: "/nonexistent.yaml")
        #expect(short.fleet.lease == .milliseconds(1_500))
    }

    @Test func theFleetsPatienceIsASetting() throws {
        let settings = try Settings.read(
            environment: ["PRESSWORK_CRASH_LIMIT": "5", "PRESSWORK_KEEP_RUNS": "7"], file: "/nonexistent.yaml")
        #expect(settings.fleet.retry.crashLimit == 5 && settings.fleet.retry.errorLimit == 8)
        #expect(settings.fleet.retention.runs == .seconds(7 * 86_400))
        #expect(settings.fleet.retention.memo == .seconds(90 * 86_400))
        let paced = try Settings.read(
            environment: ["PRESSWORK_PACES": "openai-compatible=60/m:10, email=14/s"], file: "/nonexistent.yaml")
        #expect(
            paced.fleet.paces == [
                "openai-compatible": Pace(interval: .seconds(1), burst: 10), "email": Pace(interval: .seconds(1) / 14),
            ])
        #expect(throws: RuntimeError.self) {
            try Settings.read(environment: ["PRESSWORK_PACES": "email"], file: "/nonexistent.yaml")
        }
        for wrong in ["0", "101", "many", "3 "] {
            let error = #expect(throws: RuntimeError.self) {
                try Settings.read(environment: ["PRESSWORK_CRASH_LIMIT": wrong], file: "/nonexistent.yaml")
            }
            #expect(error?.message.contains("PRESSWORK_CRASH_LIMIT") == true)
        }
    }
}

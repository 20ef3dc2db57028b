import Catalog
import ControlAPI
import Foundation
import Pipelines
import PressworkRuntime
import Redis
import Testing

/// The main job, end to end, on real servers: what a reader of the README does.
@Suite(.serialized) struct DemoTests {
    @Test func theMagazineBecomesALetterAndABookOnceAndOnlyOnce() async throws {
        try await Workshop.open { workshop in
            let demo = try workshop.bundle("demo")
            try await workshop.fleet { platform in
                let first = try await workshop.run(demo, on: platform)
                #expect(first.summary.state == .completed && first.failures.isEmpty)
                #expect(workshop.letters.count == 3)
                #expect(workshop.shopRequests.filter { $0 == "POST /v2/products" }.count == 1)
                #expect(workshop.visits.requests["/drafts/bubble-counters.html"] == nil)

                let asked = workshop.shopRequests.count
                let again = try await workshop.run(demo, on: platform)
                #expect(again.summary.state == .completed)
                #expect(workshop.letters.count == 3 && workshop.shopRequests.count == asked)
                #expect(first.stages.allSatisfy { $0.reused == 0 })
                #expect(again.stages.filter { $0.reused > 0 }.map(\.stage) == [.generate, .cover, .assemble])
                #expect(again.stages.allSatisfy { $0.reused == 0 || $0.states == [.completed: $0.reused] })

                let recoloured = try workshop.bundle(
                    "demo", edit: ["brands/still-water.yaml": { $0.replacing("#c98a3c", with: "#3c8ac9") }])
                let changed = try await workshop.run(recoloured, on: platform)
                #expect(changed.summary.state == .completed)
                #expect(changed.stages.filter { $0.reused > 0 }.map(\.stage) == [.generate])
                #expect(workshop.letters.count == 3)
                #expect(workshop.shopRequests.filter { $0 == "POST /v2/products" }.count == 1)
                #expect(workshop.shopRequests.count > asked)

                let out = OutFolder(workshop.folder.appending(path: "out").path)
                let (page, products) = try await out.write(pipeline: "demo", from: platform)
                #expect(products.count == 2 && products.allSatisfy { $0.record.reference.version == 2 })
                let html = try String(contentsOfFile: page, encoding: .utf8)
                #expect(html.contains("The Still Water Handbook") && html.contains("How it was made"))
            }
        }
    }

    @Test func lettersToManyReadersLeaveInParts() async throws {
        try await Workshop.open { workshop in
            let names = (0..<520).map {
                "reader-\($0)@example.org,Reader \($0),weekly,en,UTC,2026-08-02T14:05:00Z,sign-up form"
            }
            let many = try workshop.bundle(
                "demo",
                edit: [
                    "subscribers.csv": { text in
                        ([text.split(separator: "\n")[0].description] + names).joined(separator: "\n") + "\n"
                    }
                ])
            try await workshop.fleet { platform in
                let run = try await workshop.enqueue(many, on: platform)
                // One part at a time, as the account's owner wishes.
                let scope = GateScope(tenant: platform.tenant, limitKey: "channel/email/demo")
                try await platform.jobs.limit(scope, to: 1, by: "test")
                let detail = try await RunWatcher(platform.runs).follow(run) { _ in }
                #expect(detail.summary.state == .completed && detail.failures.isEmpty)
                #expect(workshop.letters.count == 520)
                #expect(workshop.shopRequests.filter { $0 == "POST /v2/products" }.count == 1)
                let jobs = try await platform.runs.jobs(in: run).filter { $0.stage == .distribute }
                #expect(jobs.map(\.part).sorted() == ["", "/join", "mail/1", "mail/2"])
                let parts = jobs.filter { $0.part.hasPrefix("mail") }.sorted { $0.part < $1.part }
                let (first, second) = (try #require(parts.first), try #require(parts.last))
                let begun = try #require([first, second].compactMap(\.claimedAt).max())
                let ended = try #require([first, second].compactMap(\.finishedAt).min())
                #expect(begun >= ended, "the limit of the channel lets one of them run at a time")
            }
        }
    }

    @Test func anotherCoverTemplateRunsCoverAndAssembleAloneAndMailsNobody() async throws {
        try await Workshop.open { workshop in
            try await workshop.fleet { platform in
                let first = try await workshop.run(try workshop.bundle("demo"), on: platform)
                #expect(first.summary.state == .completed)
                let (letters, asked) = (workshop.letters, workshop.shopRequests.count)
                #expect(letters.count == 3)

                let redrawn = try workshop.bundle(
                    "demo",
                    edit: ["pipeline.yaml": { $0.replacing("template: botanical", with: "template: modernist") }])
                let second = try await workshop.run(redrawn, on: platform)
                #expect(second.summary.state == .completed && second.failures.isEmpty)
                #expect(second.stages.filter { $0.reused > 0 }.map(\.stage) == [.generate])

                #expect(workshop.letters == letters)
                let updates = workshop.shopRequests.dropFirst(asked)
                #expect(updates.contains { $0.hasPrefix("PUT /v2/products/") })
                #expect(!updates.contains("POST /v2/products"))
            }
        }
    }

    @Test func aWipedWindowLosesNothingAndDoublesNothing() async throws {
        try await Workshop.open { workshop in
            let demo = try workshop.bundle("demo")
            try await workshop.fleet { platform in
                let detail = try await withThrowingTaskGroup(of: RunDetail?.self) { group in
                    group.addTask { try await workshop.run(demo, on: platform) }
                    group.addTask {
                        for _ in 0..<40 {
                            try await platform.redis.flushAll()
                            try await Task.sleep(for: .milliseconds(50))
                        }
                        return nil
                    }
                    var detail: RunDetail?
                    while let result = try await group.next() { detail = detail ?? result }
                    return detail
                }
                #expect(detail?.summary.state == .completed && workshop.letters.count == 3)
                #expect(workshop.shopRequests.filter { $0 == "POST /v2/products" }.count == 1)
            }
        }
    }

    @Test func aReaderWhoLeavesGetsNoMoreLetters() async throws {
        try await Workshop.open { workshop in
            try await workshop.fleet { platform in
                _ = try await workshop.run(try workshop.bundle("demo"), on: platform)
                let channel = ChannelName(kind: .email, name: "demo")
                let readers = try await platform.subscribers.page(
                    of: channel, segment: nil, after: nil, limit: 10, for: platform.tenant)
                let leaver = try #require(readers.first)
                #expect(try await platform.subscribers.unsubscribe(token: leaver.unsubscribeToken) != .unknown)
                let next = try workshop.bundle(
                    "demo", edit: ["pipeline.yaml": { $0.replacing("{{run.week}}", with: "{{run.week}}-b") }])
                #expect(try await workshop.run(next, on: platform).summary.state == .completed)
                #expect(workshop.letters.count == 5)
            }
        }
    }

    @Test func aCommissionInsertedAtTheTopMakesOneNewProduct() async throws {
        try await Workshop.open { workshop in
            try await workshop.fleet { platform in
                let order = RunOrder(until: .assemble)
                _ = try await workshop.run(try workshop.bundle("tank-briefs"), on: platform, order: order)
                let before = try await platform.products.list(pipeline: "tank-briefs", for: platform.tenant)
                let longer = try workshop.bundle(
                    "tank-briefs",
                    edit: [
                        "briefs.csv": { text in
                            var lines = text.split(separator: "\n").map(String.init)
                            let key = lines[1].prefix { $0 != "," }
                            lines.insert("brand-new" + lines[1].dropFirst(key.count), at: 1)
                            return lines.joined(separator: "\n") + "\n"
                        }
                    ])
                _ = try await workshop.run(longer, on: platform, order: order)
                let after = try await platform.products.list(pipeline: "tank-briefs", for: platform.tenant)
                #expect(after.filter { $0.newestVersion > 1 }.isEmpty)
                #expect(
                    Set(after.map(\.identity)).subtracting(before.map(\.identity)).map(\.itemKey) == [
                        "brand-new", "brand-new",
                    ])
            }
        }
    }
}

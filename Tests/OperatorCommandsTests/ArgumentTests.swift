import ArgumentParser
import Foundation
import Pipelines
import PressworkRuntime
import Testing

@testable import OperatorCommands

/// What the command line takes, and what it calls wrong.
@Suite struct ArgumentTests {
    private static let id = "0199a1b2-0000-7000-8000-000000000001"

    @Test(arguments: [
        ["run", "tank-weekly"],
        ["run", "tank-weekly", "--rehearse", "--live"],
        ["run", "tank-weekly", "--live", "--out", "out"],
        ["run", "tank-weekly", "--local", "--first", "0"],
        ["run", "tank-weekly", "--local", "--first", "1", "--only", "a"],
        ["run", "tank-weekly", "--local", "--from", "print"],
        ["run", "tank-weekly", "--local", "--from", "expand"],
        ["run", "tank-weekly", "--local", "--from", "assemble", "--until", "generate"],
        ["run", "tank-weekly", "--local", "--param", "topic"],
        ["run", "tank-weekly", "--local", "--param", "a=1", "--param", "a=2"],
        ["run", "tank-weekly", "--local", "--resend", " "],
        ["run", "tank-weekly", "--local", "--at", "yesterday"],
        ["run"],
        ["enqueue", "tank-weekly"],
        ["enqueue", "tank-weekly", "--rehearse", "--key", ""],
        ["runs", "show", "not-an-id"],
        ["runs", "list", "--limit", "0"],
        ["deliveries", "resolve", id, "--as", "sent"],
        ["deliveries", "list", "--channel", "mail"],
        ["review", "reject", id],
        ["dead", "retry"],
        ["products", "show", "tank-weekly"],
        ["subscribers", "import", "list.csv"],
        ["subscribers", "import", "list.csv", "--channel", "gumroad/shop"],
        ["keys", "create", " "],
        ["cover", "--title", "A", "-o", "cover.gif"],
        ["assemble", "book", "--title", "A", "-o", "book.pdf"],
        ["cron", "* * * * *", "--tz", "Mars/Olympus"],
        ["schedules", "live"],
        ["backfill", "tank-weekly", "--from", "2026-01-01", "--to", "2026-02-01"],
        ["backfill", "tank-weekly", "--rehearse", "--from", "2026-01-01"],
        ["backfill", "d", "--live", "--rehearse", "--from", "2026-01-01", "--to", "2026-02-01"],
        ["backfill", "d", "--dry-run", "--from", "2026-01-01", "--to", "2026-02-01", "--concurrency", "0"],
        ["backfill", "d", "--dry-run", "--from", "2026-01-01", "--to", "2026-02-01", "--reprocess", "some"],
        ["backfill", "d", "--dry-run", "--from", "2026-01-01", "--to", "2026-02-01", "--cron", "61 * * * *"],
        ["backfills", "show", "not-an-id"],
        ["top", "--interval", "0"], ["top", "--json", "--count", "2"],
        ["new", "poster", "folder"],
        ["frobnicate"],
    ])
    func wrongCallsAreTwo(arguments: [String]) {
        let error = #expect(throws: (any Error).self) { try PressworkCommand.parseAsRoot(arguments) }
        if let error { #expect(CommandLineEntry.code(of: error, in: PressworkCommand.self) == CommandExit.usage) }
    }

    @Test(arguments: [
        ["run", "tank-weekly", "--local"],
        ["run", "tank-weekly", "--live", "--wait", "--out", "out", "--json"],
        ["run", "d", "--rehearse", "--param", "topic=a=b", "--from", "cover", "--until", "cover", "--refresh"],
        ["run", "d", "--local", "--at", "2026-11-21", "--resend", "lost by the provider"],
        ["enqueue", "tank-weekly", "--live", "--key", "2026-W47"],
        ["runs", "show", id, "--json"], ["runs", "retry", id], ["runs", "pause", id], ["runs", "resume", id],
        ["runs", "cancel", id], ["why", "2026-W47", "--run", id], ["dead", "retry", id, id], ["dead", "discard", id],
        ["review", "approve", id], ["review", "reject", id, "--note", "too long"],
        ["products", "show", "tank-weekly/letter/2026-W47@2"], ["products", "versions", "a/b/c"],
        ["deliveries", "resolve", id, "--as", "confirmed", "--external-id", "x1", "--note", "seen"],
        ["deliveries", "list", "--state", "unknown", "--channel", "email/main", "--run", id],
        ["subscribers", "import", "list.csv", "--channel", "email/main"], ["subscribers", "erase", "a@example.org"],
        ["keys", "create", "zapier"], ["keys", "revoke", id], ["channels", "list"], ["schedules", "list"],
        ["schedules", "show", "tank-weekly"], ["schedules", "live", "tank-weekly"], ["schedules", "rehearse", "a"],
        ["schedules", "pause", "a"], ["schedules", "resume", "a", "--catch-up"], ["schedules", "trigger", "a"],
        ["backfill", "d", "--dry-run", "--from", "2026-01-01", "--to", "2026-02-01", "--json"],
        [
            "backfill", "d", "--live", "--from", "2026-01-01", "--to", "2026-02-01T06:00:00Z", "--concurrency", "4",
            "--order", "newest", "--reprocess", "failed", "--cron", "@daily", "--tz", "Europe/Berlin",
        ],
        ["top"], ["top", "--json"], ["top", "--count", "3", "--interval", "0.5"], ["dead", "list", "--json"],
        ["dead", "show", id, "--json"], ["dead", "retry", id, "--json"], ["dead", "discard", id, "--json"],
        ["runs", "list", "--json"], ["runs", "cancel", id, "--json"], ["backfills", "list"], ["backfills", "show", id],
        ["backfills", "pause", id], ["backfills", "resume", id, "--json"], ["backfills", "cancel", id],
        ["limits", "set", "2", "--channel", "email/main"], ["limits", "remove", "--channel", "email/main"],
        ["drill", "--items", "9", "--trap", "0,8", "--hang", "3", "--leak", "8"],
        ["workers", "list"], ["migrate", "--json"], ["doctor", "--json"], ["up", "--folder", "x"],
        ["demo", "--out", "x", "--keep"], ["plan", "d", "--first", "3"], ["apply", "d", "--prune"],
        ["robots", "robots.txt", "--agent", "presswork", "--url", "https://example.org/a"],
        ["cover", "--title", "A", "--size", "square", "--template", "modernist", "-o", "a.webp"],
        ["assemble", "book", "--title", "A", "-o", "book.epub"], ["new", "ebook", "folder"],
    ])
    func rightCallsAreTaken(arguments: [String]) throws {
        _ = try PressworkCommand.parseAsRoot(arguments)
    }

    @Test func anOrderSaysWhatTheFlagsSaid() throws {
        let command = try #require(
            try PressworkCommand.parseAsRoot([
                "run", "tank-weekly", "--live", "--param", "topic=a=b", "--first", "3", "--until", "assemble",
                "--resend", "lost", "--refresh", "--at", "2026-11-21T06:00:00Z",
            ]) as? RunCommand)
        let order = command.order.order(try command.order.saidMode())
        #expect(order.mode == .live)
        #expect(order.parameters == ["topic": "a=b"])
        #expect(order.first == 3)
        #expect(order.until == .assemble)
        #expect(order.resend == "lost")
        #expect(order.refresh)
        #expect(order.logicalTime?.timeIntervalSince1970 == 1_795_240_800)
    }

    @Test func aDayBeginsByTheClockOfItsZone() throws {
        let zone = try #require(TimeZone(identifier: "America/Sao_Paulo"))
        let day = try #require(MomentArgument(argument: "2018-11-04"))
        // Clocks went from 00:00 to 01:00 on that day.
        #expect(day.date(in: zone).timeIntervalSince1970 == 1_541_300_400)
        #expect(day.date.timeIntervalSince1970 == 1_541_289_600)
        let moment = try #require(MomentArgument(argument: "2018-11-04T00:00:00Z"))
        #expect(moment.date(in: zone) == moment.date)
    }

    @Test func timesOfASchedulePrintTheirOffset() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        let start = try #require(MomentArgument(argument: "2026-10-24T12:00:00Z")).date
        #expect(
            try CronCommand.times("30 2 * * *", in: zone, after: start, count: 2)
                == ["2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"])
    }

    @Test func aProductIsNamedWithOrWithoutItsVersion() throws {
        let name = try #require(ProductName(argument: "tank-weekly/letter/2026-W47@12"))
        #expect(name.identity == ProductIdentity(pipeline: "tank-weekly", product: "letter", itemKey: "2026-W47"))
        #expect(name.version == 12)
        #expect(ProductName(argument: "a/b/c@d")?.identity.itemKey == "c@d")
        #expect(ProductName(argument: "a/b") == nil)
        #expect(ProductName(argument: "a//c") == nil)
    }

    @Test func aShellReadsTheSettingsBack() {
        #expect(ConnectionSettings.quoted("host=/tmp/a b") == "'host=/tmp/a b'")
        #expect(ConnectionSettings.quoted("it's") == "'it'\\''s'")
    }
}

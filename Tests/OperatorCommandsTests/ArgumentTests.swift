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

import EventLoops
import Glibc
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ChildProcessTests {
    let loop = EventLoop(name: "children")

    @Test func tellsHowItEnded() async throws {
        let child = try await ChildProcess(.init("/bin/sh", ["-c", "exit 7"]), on: loop)
        #expect(try await child.wait() == .code(7))
        loop.stop()
    }

    @Test func stopsPolitelyOrByForce() async throws {
        let polite = try await ChildProcess(.init("/bin/sleep", ["600"]), on: loop)
        try await polite.stop()
        #expect(try await polite.wait() == .signal(SIGTERM))
        let stubborn = try await ChildProcess(.init("/bin/sh", ["-c", "trap '' TERM; echo; sleep 600"]), on: loop)
        try await stubborn.stop(0, grace: .milliseconds(10))
        #expect(try await stubborn.wait() == .signal(SIGKILL))
        loop.stop()
    }

    @Test func namesWhatCannotBeRun() async {
        let error = await #expect(throws: ChildProcessError.self) {
            _ = try await ChildProcess(.init("/nonexistent/program"), on: loop)
        }
        #expect(error?.number == ENOENT)
        #expect(error?.description == "cannot run /nonexistent/program: No such file or directory")
        loop.stop()
    }

    @Test func diesWithTheThreadThatStartedIt() async throws {
        let child = try await ChildProcess(.init("/bin/sleep", ["600"]), on: loop)
        loop.stop()
        let other = EventLoop(name: "other")
        let bound = LoopBound(other)
        #expect(try await bound.ready(child.handle.descriptor, for: .readable).contains(.readable))
        other.stop()
        waitpid(child.handle.pid, nil, 0)
    }
}

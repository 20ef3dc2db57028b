import Foundation

/// aiosmtpd (Debian's python3-aiosmtpd) on a free port, keeping what it gets in a Maildir.
final class IndependentMailServer {
    let port: Int
    private let process = Process()
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

    private static let script = """
        import asyncio, sys
        from aiosmtpd.handlers import Mailbox
        from aiosmtpd.smtp import SMTP
        async def main():
            loop, handler = asyncio.get_running_loop(), Mailbox(sys.argv[1])
            server = await loop.create_server(lambda: SMTP(handler, hostname="test"), "127.0.0.1", 0)
            print(server.sockets[0].getsockname()[1], flush=True)
            await loop.run_in_executor(None, sys.stdin.read)
        asyncio.run(main())
        """

    init() throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", Self.script, folder.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = Pipe()
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data([10]), !byte.isEmpty {
            line += byte
        }
        port = Int(String(decoding: line, as: UTF8.self)) ?? 0
    }

    func received() throws -> [String] {
        let inbox = folder.appendingPathComponent("new")
        return try FileManager.default.contentsOfDirectory(atPath: inbox.path).map {
            try String(contentsOf: inbox.appendingPathComponent($0), encoding: .utf8)
        }
    }

    func stop() {
        (process.standardInput as? Pipe)?.fileHandleForWriting.closeFile()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }
}

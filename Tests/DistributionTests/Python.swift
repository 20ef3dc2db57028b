import Foundation

/// Asks Python's standard library: the second opinion on what we make.
enum Python {
    /// Runs a script with bytes on its standard input and reads one JSON object from its output.
    static func run(_ script: String, input: [UInt8]) async throws -> [String: Any] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-c", script]
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try JSONSerialization.jsonObject(with: output) as? [String: Any] ?? [:]
    }
}

import EventLoops

/// A mail server that says what a test wants at each step.
final class ScriptedMailServer: Sendable {
    /// What to answer; an empty text closes the connection.
    struct Script: Sendable {
        var greeting = "220 test ESMTP"
        var mail = "250 2.1.0 ok"
        var recipient = "250 2.1.5 ok"
        var data = "354 go ahead"
        var content = "250 2.0.0 queued as 1"
        /// Closes a connection after so many messages, before the next command is answered.
        var messagesPerConnection = Int.max
        /// Says nothing after the content.
        var hangsAfterContent = false
    }

    struct Log: Sendable {
        var connections = 0
        var commands: [String] = []
        var messages: [[String]] = []
    }

    let log = Locked(Log())
    private let server: LoopbackServer

    init(_ script: Script) {
        let log = log
        server = LoopbackServer { peer in
            log.withLock { $0.connections += 1 }
            Self.serve(peer, script, log)
        }
    }

    var endpoint: SMTPEndpointParts { (host: "127.0.0.1", port: server.port) }
    typealias SMTPEndpointParts = (host: String, port: Int)

    private static func serve(_ peer: Peer, _ script: Script, _ log: Locked<Log>) {
        peer.write(script.greeting + "\r\n")
        var messages = 0
        while let line = peer.readLine() {
            log.withLock { $0.commands.append(line) }
            if messages >= script.messagesPerConnection { return }
            let answer = reply(to: line, script)
            guard !answer.isEmpty else { return }
            peer.write(answer + "\r\n")
            guard line == "DATA", answer.hasPrefix("354") else { continue }
            var content: [String] = []
            while let line = peer.readLine(), line != "." { content.append(line) }
            log.withLock { [content] in $0.messages.append(content) }
            if script.hangsAfterContent { return peer.waitForClose() }
            guard !script.content.isEmpty else { return }
            peer.write(script.content + "\r\n")
            messages += 1
        }
    }

    private static func reply(to line: String, _ script: Script) -> String {
        switch line.prefix(4).uppercased() {
        case "EHLO", "HELO": "250 test"
        case "MAIL": script.mail
        case "RCPT": script.recipient
        case "DATA": script.data
        case "QUIT": "221 bye"
        default: "500 what"
        }
    }
}

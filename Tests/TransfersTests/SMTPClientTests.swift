import EventLoops
import Foundation
import Testing

@testable import Transfers

@Suite(.timeLimit(.minutes(10))) struct SMTPClientTests {
    private func client(_ server: ScriptedMailServer, settings: SMTPSettings = SMTPSettings()) throws -> SMTPClient {
        let endpoint = SMTPEndpoint(host: server.endpoint.host, port: server.endpoint.port, security: .none)
        return try SMTPClient(endpoint, settings: settings)
    }

    private func message(_ text: String = "Subject: x\n\nhello\n.\n..two\n") throws -> SMTPMessage {
        try SMTPMessage(envelopeFrom: "from@example.org", recipient: "to@example.org", data: Array(text.utf8))
    }

    private func failure(
        _ script: ScriptedMailServer.Script, _ settings: SMTPSettings = SMTPSettings()
    ) async throws -> SMTPError? {
        let server = ScriptedMailServer(script)
        let client = try client(server, settings: settings)
        let message = try message()
        do throws(SMTPError) {
            _ = try await client.send(message)
            return nil
        } catch {
            #expect(server.log.withLock { $0.connections } == 1)
            return error
        }
    }

    @Test func acceptedOverOneConnection() async throws {
        let server = ScriptedMailServer(.init())
        let client = try client(server)
        for _ in 0..<3 {
            let receipt = try await client.send(message())
            #expect(receipt.reply.code == 250 && receipt.reply.enhancedCode == "2.0.0")
            #expect(receipt.reply.text == "queued as 1" && receipt.remoteAddress == "127.0.0.1")
        }
        let log = server.log.withLock { $0 }
        #expect(log.connections == 1 && log.messages.count == 3)
        #expect(log.messages[0] == ["Subject: x", "", "hello", "..", "...two"], "dots are doubled on the wire")
        #expect(log.commands.contains("EHLO localhost") && log.commands.contains("RCPT TO:<to@example.org>"))
    }

    @Test func refusals() async throws {
        let recipient = try await failure(.init(recipient: "550-5.1.1 no such\r\n550 5.1.1 user"))
        #expect(recipient?.code == .refusedPermanently && recipient?.stage == .recipient)
        #expect(recipient?.reply?.enhancedCode == "5.1.1" && recipient?.message.contains("no such user") == true)
        let sender = try await failure(.init(mail: "553 5.7.1 not you"))
        #expect(sender?.code == .refusedPermanently && sender?.stage == .sender)
        let later = try await failure(.init(recipient: "451 4.2.1 greylisted"))
        #expect(later?.code == .refusedTemporarily && later?.stage == .recipient && later?.reply?.code == 451)
        let data = try await failure(.init(data: "554 5.5.1 no"))
        #expect(data?.code == .refusedPermanently && data?.stage == .data)
        let spam = try await failure(.init(content: "552 5.7.0 spam"))
        #expect(spam?.code == .refusedPermanently && spam?.stage == .content)
        let full = try await failure(.init(content: "452 4.3.1 disk full"))
        #expect(full?.code == .refusedTemporarily && full?.stage == .content)
    }

    @Test func lostBeforeTheMessageIsNotSent() async throws {
        for script: ScriptedMailServer.Script in [
            .init(greeting: "554 5.3.2 closed"), .init(mail: ""), .init(recipient: ""), .init(data: ""),
        ] {
            #expect(try await failure(script)?.code == .notSent)
        }
    }

    @Test func aLostAnswerIsUnknown() async throws {
        let closed = try await failure(.init(content: ""))
        #expect(closed?.code == .unknown && closed?.stage == .content)
        let hangs = try await failure(.init(hangsAfterContent: true), SMTPSettings(total: .seconds(4)))
        #expect(hangs?.code == .unknown)
    }

    @Test func cancelledAfterTheMessageIsUnknown() async throws {
        let server = ScriptedMailServer(.init(hangsAfterContent: true))
        let client = try client(server)
        let message = try message()
        let task = Task { () -> SMTPError? in
            do throws(SMTPError) {
                _ = try await client.send(message)
                return nil
            } catch { return error }
        }
        while server.log.withLock({ $0.messages.isEmpty }) { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        #expect(await task.value?.code == .unknown)
    }

    @Test func noServerIsNotSent() async throws {
        let endpoint = SMTPEndpoint(host: "127.0.0.1", port: 1, security: .none)
        let client = try SMTPClient(endpoint)
        let message = try message()
        let error = await #expect(throws: SMTPError.self) { try await client.send(message) }
        #expect(error?.code == .notSent && error?.stage == .session)
        #expect((error?.underlying as? TransferError)?.code == .connect)
    }

    /// A server that ends a kept connection did not hear of the next message, which goes over a new one, once.
    @Test func aDeadConnectionIsReplaced() async throws {
        let server = ScriptedMailServer(.init(messagesPerConnection: 1))
        let client = try client(server)
        for _ in 0..<3 { _ = try await client.send(message()) }
        let log = server.log.withLock { $0 }
        #expect(log.connections == 3 && log.messages.count == 3)
    }

    @Test func noTLSWhereItIsRequired() async throws {
        let server = ScriptedMailServer(.init())
        let endpoint = SMTPEndpoint(
            host: server.endpoint.host, port: server.endpoint.port, security: .required,
            credentials: .password(user: "u", password: "hunter2"))
        let client = try SMTPClient(endpoint)
        let message = try message()
        let error = await #expect(throws: SMTPError.self) { try await client.send(message) }
        #expect(error?.code == .notSent && error?.message.contains("hunter2") == false)
        #expect(!server.log.withLock { $0.commands }.contains { $0.hasPrefix("AUTH") })
    }

    /// The same against a server that nobody here wrote.
    @Test(
        .enabled(
            if: FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/aiosmtpd"),
            "python3-aiosmtpd is not installed"))
    func anIndependentServer() async throws {
        let server = try IndependentMailServer()
        defer { server.stop() }
        let endpoint = try SMTPEndpoint(url: "smtp://127.0.0.1:\(server.port)?tls=opportunistic")
        let client = try SMTPClient(endpoint)
        let text = "Subject: x\n\n.dot\nend\n"
        let messages = try (0..<5).map {
            try SMTPMessage(envelopeFrom: "from@example.org", recipient: "to\($0)@example.org", data: Array(text.utf8))
        }
        for message in messages { #expect(try await client.send(message).reply.code == 250) }
        let received = try server.received()
        #expect(received.count == 5 && received.allSatisfy { $0.contains("\n.dot\nend") && $0.contains("to") })
    }
}

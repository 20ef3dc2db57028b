import Testing

@testable import Transfers

@Suite struct SMTPValueTests {
    @Test func endpoints() throws {
        let full = try SMTPEndpoint(url: "smtp://us%40er:p%3Aw@mail.example.org:2525?tls=required")
        #expect(full.host == "mail.example.org" && full.port == 2525 && full.security == .required)
        guard case .password(let user, let password) = full.credentials else {
            throw SMTPError.invalid("no credentials")
        }
        #expect(user == "us@er" && password == "p:w")
        #expect(full.description == "smtp://mail.example.org:2525")
        #expect(try SMTPEndpoint(url: "smtps://mail.example.org").port == 465)
        #expect(try SMTPEndpoint(url: "smtps://mail.example.org").security == .implicit)
        #expect(try SMTPEndpoint(url: "smtp://u:p@mail.example.org").security == .required)
        #expect(try SMTPEndpoint(url: "smtp://mail.example.org").security == .opportunistic)
        #expect(try SMTPEndpoint(url: "smtp://localhost:1025?tls=none").security == SMTPEndpoint.Security.none)
    }

    @Test(arguments: [
        "http://x", "mail.example.org", "smtp://", "smtp://h?tls=maybe", "smtp://h?tls=implicit", "smtps://h?tls=none",
        "smtp://u:hunter2@h?verify=off",
    ])
    func badEndpoints(_ text: String) {
        let error = #expect(throws: SMTPError.self) { try SMTPEndpoint(url: text) }
        #expect(error?.code == .invalid && error?.message.contains("hunter2") == false)
    }

    @Test(arguments: [
        "", "a", "@b", "a@", "a b@c", "a@b\r\nRCPT TO:<x@y>", "a@b\n", "<a@b>", "a@b>", "a@b@c", "a@b,c@d", "a@b\u{0}",
        "a@\u{2028}b", "\"a\"@b", String(repeating: "x", count: 65) + "@b",
    ])
    func addressesThatAreNone(_ text: String) {
        let error = #expect(throws: SMTPError.self) {
            try SMTPMessage(envelopeFrom: "ok@example.org", recipient: text, data: [65])
        }
        #expect(error?.code == .invalid)
    }

    @Test(arguments: [
        "a@b", "first.last+tag@example.org", "o'neil@example.org", "jürgen@example.org", "a@bücher.example",
    ])
    func addresses(_ text: String) throws {
        #expect(try SMTPMessage(envelopeFrom: "", recipient: text, data: [65]).recipient == text)
    }

    @Test(arguments: [
        ("a\nb", "a\r\nb\r\n"), ("a\r\nb\r\n", "a\r\nb\r\n"), ("a\rb", "a\r\nb\r\n"), ("a\n.\nb", "a\r\n.\r\nb\r\n"),
        ("a\r\r\nb", "a\r\n\r\nb\r\n"), ("a\r", "a\r\n"), ("\n\n", "\r\n\r\n"),
    ])
    func lineEnds(_ given: String, _ expected: String) throws {
        let message = try SMTPMessage(envelopeFrom: "", recipient: "a@b", data: Array(given.utf8))
        #expect(String(decoding: message.data, as: UTF8.self) == expected)
    }

    @Test func replies() throws {
        let plain = try #require(SMTPReply(lines: ["250 2.0.0 Ok: queued as 4F1"]))
        #expect(plain.code == 250 && plain.enhancedCode == "2.0.0" && plain.text == "Ok: queued as 4F1")
        let long = try #require(SMTPReply(lines: ["550-5.1.1 no such", "550 5.1.1 user"]))
        #expect(long.enhancedCode == "5.1.1" && long.text == "no such user")
        #expect(SMTPReply(lines: ["451 try later"])?.enhancedCode == nil)
        #expect(SMTPReply(lines: ["250 5.1.1 contradiction"])?.enhancedCode == nil)
        #expect(SMTPReply(lines: ["25"]) == nil && SMTPReply(lines: ["nonsense"]) == nil && SMTPReply(lines: []) == nil)
    }
}

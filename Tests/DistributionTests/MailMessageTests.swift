import Foundation
import Testing

@testable import Distribution

@Suite struct MailMessageTests {
    func message(subject: String = "Tank Weekly 47", name: String? = "Ana \"Água\" Ribeiro") -> MailMessage {
        MailMessage(
            from: ("Still Water", "letters@stillwater.example"), to: (name, "ana@example.org"),
            replyTo: "editor@stillwater.example", subject: subject, date: Date(timeIntervalSince1970: 1_795_417_200),
            messageID: "pw.0123@stillwater.example", listID: "demo.stillwater.example",
            unsubscribeURL: "https://letters.example/u/abc", unsubscribeMailbox: "leave@stillwater.example",
            text: "Olá, água.\n.dot\n" + String(repeating: "long ", count: 40), html: "<p>Olá, água = vida.</p>",
            headerImage: [0xFF, 0xD8, 0xFF])
    }

    @Test func everyLineIsShortAsciiAndEndsInCRLF() {
        let bytes = message(subject: String(repeating: "Ö æ 水 ", count: 30)).bytes()
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(bytes.filter { $0 == 0x0A }.count == bytes.filter { $0 == 0x0D }.count)
        #expect(bytes.allSatisfy { $0 < 0x80 })
        #expect(!text.replacing("\r\n", with: "").contains { $0 == "\r" || $0 == "\n" })
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    }

    @Test func aTextCannotStartAHeaderOfItsOwn() {
        let text = String(
            decoding: message(subject: "Hello\r\nBcc: all@example.org", name: "A\nTo: b@example.org").bytes(),
            as: UTF8.self)
        #expect(!text.contains("\r\nBcc:") && text.components(separatedBy: "\r\nTo:").count == 2)
    }

    @Test func aReaderCanLeaveWithOneClick() {
        let text = String(decoding: message().bytes(), as: UTF8.self)
        #expect(
            text.contains("List-Unsubscribe: <https://letters.example/u/abc>,\r\n <mailto:leave@stillwater.example?"))
        #expect(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"))
        #expect(text.contains("Date: Mon, 23 Nov 2026 07:00:00 +0000\r\n"))
    }

    @Test func theFieldsOwnParserReadsItBack() async throws {
        let report = try await Python.run(
            """
            import sys, email, email.policy, json
            m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
            text = m.get_body(('plain',)); html = m.get_body(('html',))
            print(json.dumps({'subject': m['Subject'], 'to': str(m['To']), 'text': text.get_content(), 'html': html.get_content(),
              'defects': [str(d) for p in m.walk() for d in p.defects],
              'pictures': [p.get_content_type() for p in m.walk() if p['Content-ID'] == '<header>']}))
            """, input: message(subject: "Plantas & água: edição 47").bytes())
        #expect(report["subject"] as? String == "Plantas & água: edição 47")
        #expect((report["to"] as? String)?.hasSuffix("<ana@example.org>") == true)
        #expect(
            (report["text"] as? String)?.replacing("\r\n", with: "\n").hasPrefix("Olá, água.\n.dot\nlong long") == true)
        #expect((report["html"] as? String)?.hasPrefix("<p>Olá, água = vida.</p>") == true)
        #expect(report["defects"] as? [String] == [] && report["pictures"] as? [String] == ["image/jpeg"])
    }
}

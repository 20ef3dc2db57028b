package import Foundation
import Pipelines

/// A letter to one reader, as RFC 5322 bytes: text and HTML, the header picture inline, and the headers that let a
/// reader leave with one click (RFC 8058).
package struct MailMessage: Sendable {
    package var from: (name: String?, address: String)
    package var to: (name: String?, address: String)
    package var replyTo: String?
    package var subject: String
    package var date: Date
    /// Without angle brackets; the same for every attempt at the same delivery.
    package var messageID: String
    package var listID: String
    package var unsubscribeURL: String
    package var unsubscribeMailbox: String?
    package var text: String
    package var html: String
    /// Inline JPEG that the HTML names as `cid:header`.
    package var headerImage: [UInt8]?

    /// The whole message, every line ended by CRLF.
    package func bytes() -> [UInt8] {
        let boundary = "pw-" + Digest(of: messageID).hex.prefix(24)
        var lines = headers()
        lines.append("Content-Type: multipart/alternative; boundary=\"\(boundary)\"")
        lines.append("")
        lines.append("--\(boundary)")
        lines.append("Content-Type: text/plain; charset=utf-8")
        lines.append("Content-Transfer-Encoding: quoted-printable")
        lines.append("")
        lines.append(QuotedPrintable.encode(text))
        lines.append("--\(boundary)")
        lines += htmlPart(boundary)
        lines.append("--\(boundary)--")
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    private func headers() -> [String] {
        var unsubscribe = "<\(unsubscribeURL)>"
        if let unsubscribeMailbox { unsubscribe += ",\r\n <mailto:\(unsubscribeMailbox)?subject=unsubscribe>" }
        var lines = [
            "From: " + MailHeader.mailbox(from.name, from.address),
            "To: " + MailHeader.mailbox(to.name, to.address),
            MailHeader.field("Subject", subject),
            "Date: " + MailDate.text(date),
            MailHeader.structured("Message-ID", "<\(messageID)>"),
            "MIME-Version: 1.0",
            MailHeader.structured("List-Id", "<\(listID)>"),
            "List-Unsubscribe: " + unsubscribe,
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        ]
        if let replyTo { lines.append("Reply-To: <\(MailHeader.singleLine(replyTo))>") }
        return lines
    }

    private func htmlPart(_ boundary: String) -> [String] {
        let body = [
            "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "",
            QuotedPrintable.encode(html),
        ]
        guard let headerImage else { return body }
        let inner = boundary + "-related"
        let picture = Data(headerImage).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        return ["Content-Type: multipart/related; type=\"text/html\";\r\n boundary=\"\(inner)\"", "", "--\(inner)"]
            + body
            + [
                "--\(inner)", "Content-Type: image/jpeg; name=\"header.jpg\"", "Content-Transfer-Encoding: base64",
                "Content-ID: <header>", "Content-Disposition: inline; filename=\"header.jpg\"", "", picture,
                "--\(inner)--",
            ]
    }
}

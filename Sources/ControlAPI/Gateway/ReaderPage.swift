import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// A page for readers who leave: one file, no scripts, no requests to anywhere.
struct ReaderPage {
    private let title: String
    private let body: String

    /// Asks before anything is done.
    static func confirm(_ reader: ReaderCard) -> ReaderPage {
        let publication = escaped(reader.publication)
        return ReaderPage(
            title: "Leave \(publication)?",
            body: """
                <p>Letters of <strong>\(publication)</strong> go to <span class="address">\
                \(escaped(reader.maskedAddress))</span>. Shall they stop?</p>
                <form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">
                <button type="submit">Stop the letters</button></form>
                <p class="small">If you want to keep reading, just close this page: nothing has changed.</p>
                """)
    }

    /// Says that it is so.
    static func done(_ reader: ReaderCard) -> ReaderPage {
        ReaderPage(
            title: "You have left",
            body: """
                <p>No more letters of <strong>\(escaped(reader.publication))</strong> will be sent to \
                <span class="address">\(escaped(reader.maskedAddress))</span>.</p>
                <p class="small">One that is on its way already may still arrive.</p>
                """)
    }

    /// The token stands for nobody.
    static let unknown = ReaderPage(
        title: "This link leads nowhere",
        body: """
            <p>It may be cut short, as happens in some mail programs, or be very old.</p>
            <p class="small">Please open the link of a recent letter, or answer that letter and say that you want to \
            leave.</p>
            """)

    /// The page as an answer. It may post to its own server and use its own style, and nothing else.
    func response(_ status: HTTPResponse.Status) -> Response {
        .bytes(
            status, Array(html.utf8), contentType: "text/html; charset=utf-8",
            headers: [
                .contentSecurityPolicy:
                    "default-src 'none'; style-src 'sha256-\(Self.styleDigest)'; form-action 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'",
                .robotsTag: "noindex, nofollow",
            ])
    }

    private var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>\(title)</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <main>
        <h1>\(title)</h1>
        \(body)
        </main>
        </body>
        </html>

        """
    }

    private static let styleDigest = Data(SHA256.hash(data: Array(style.utf8))).base64EncodedString()

    private static let style = """

        :root { color-scheme: light dark; --ink: #1d2a26; --soft: #55645e; --paper: #f4f1e9; --card: #fffdf8; \
        --leaf: #1f6b4f; --on-leaf: #ffffff; --line: #ddd7c8; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e8ece6; --soft: #a9b5ae; --paper: #131a17; \
        --card: #1b2420; --leaf: #8fd3b2; --on-leaf: #10201a; --line: #2f3b35; } }
        * { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; color: var(--ink); \
        background: var(--paper); font: 1.0625rem/1.6 Georgia, "Times New Roman", serif; }
        main { max-width: 32rem; width: 100%; padding: 2.5rem; background: var(--card); border: 1px solid var(--line); \
        border-top: 4px solid var(--leaf); border-radius: 6px; }
        h1 { margin: 0 0 1rem; font-size: 1.6rem; line-height: 1.25; font-weight: 600; }
        p { margin: 0 0 1.25rem; }
        .address { overflow-wrap: anywhere; }
        .small { margin: 0; font-size: .9375rem; color: var(--soft); }
        form { margin: 0 0 1.25rem; }
        button { font: 600 1rem/1 system-ui, sans-serif; padding: .9rem 1.4rem; border: 0; border-radius: 6px; \
        background: var(--leaf); color: var(--on-leaf); cursor: pointer; }
        button:hover { filter: brightness(1.08); }
        button:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }

        """

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}

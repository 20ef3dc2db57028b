import Foundation
import Scraping
import Testing

@testable import OperatorCommands

/// The line of a page is what `JSONEncoder` makes of it.
@Suite struct ExtractedFileTests {
    private static let full = """
        <html lang="pt-BR"><head><title>A "quoted" title | Site</title><meta property="og:site_name" content="Site">
        <meta property="article:published_time" content="2024-05-17"><meta name="author" content="Ana Souza">
        <meta property="article:modified_time" content="2024-06-01"><meta name="keywords" content="a, b\\c">
        <meta property="og:image" content="/p.png"><meta name="description" content="Tab\there">
        <link rel="license" href="https://example.org/by/4.0/"><meta property="og:type" content="article"></head>
        <body><article><h1>A "quoted" title</h1><p>Some words, and a backslash \\ and more of them, é and 💧.</p>
        <p>Another paragraph of running text that stands in the article.<img src="/i.png" alt="A &lt;picture&gt;"></p>
        <p>A third paragraph, long enough to be taken for what a reader came for.</p></article></body></html>
        """

    @Test(arguments: [full, "", "<p>x</p>"])
    func theLineIsWhatTheEncoderWrites(_ html: String) throws {
        let page = try ExtractedPage.extract(bytes: Array(html.utf8), url: "https://example.org/a/b")
        let file = ExtractedFile(id: "a/b \"c\"", page: page)
        #expect(try Data(file.line()) == JSONPrinter.bytes(of: file))
    }
}

import Testing

@testable import Transfers

@Suite struct TransferURLTests {
    @Test func parts() throws {
        let url = try TransferURL("HTTP://Example.ORG:8080/a/../b?token=secret#part")
        #expect(url.scheme == "http" && url.host == "example.org" && url.port == 8080)
        #expect(url.text.hasSuffix("/a/../b?token=secret"))
        #expect(!url.description.contains("secret"))
        #expect(try TransferURL("https://x.org").port == 443)
        #expect(try TransferURL("http://[2001:db8::1]/").host == "2001:db8::1")
    }

    /// Spellings of 127.0.0.1 that some parsers see through and others do not.
    @Test(arguments: ["http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/"])
    func numericHosts(_ text: String) throws {
        let url = try TransferURL(text)
        #expect(InternetAddress(url.host)?.isPublic == false)
    }

    @Test(arguments: [
        "file:///etc/passwd", "ftp://x.org/", "gopher://x.org/", "x.org", "http://", "javascript:alert(1)",
        "http://user:pw@x.org/", "http://user@x.org/", "http:// x.org/", "",
    ])
    func refused(_ text: String) {
        #expect(throws: TransferError.self) { try TransferURL(text) }
    }

    @Test func errorsHideCredentials() {
        let error = #expect(throws: TransferError.self) { try TransferURL("http://user:hunter2@x.org/?key=hunter3") }
        #expect(error?.message.contains("hunter") == false)
    }

    @Test(arguments: [
        ("/b", "http://x.org/b"), ("b?c", "http://x.org/a/b?c"), ("//y.org/z", "http://y.org/z"),
        ("https://y.org", "https://y.org/"), ("http://u:p@y.org/z", "http://y.org/z"),
        ("/with space", "http://x.org/with%20space"),
    ])
    func resolving(_ location: String, _ expected: String) throws {
        #expect(try TransferURL("http://x.org/a/page").resolving(location).text == expected)
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://x.org", "gopher://127.0.0.1:6379/_x"])
    func refusedLocations(_ location: String) throws {
        let url = try TransferURL("http://x.org/")
        #expect(throws: TransferError.self) { try url.resolving(location) }
    }
}

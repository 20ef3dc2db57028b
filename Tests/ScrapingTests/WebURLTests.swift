import Testing

@testable import Scraping

@Suite struct WebURLTests {
    /// RFC 3986 §5.4, the references that its algorithm and browsers resolve alike.
    @Test(arguments: [
        ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
        ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"),
        ("g#s", "http://a/b/c/g#s"), (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
        ("..", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../../g", "http://a/g"),
        ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"),
        ("./g/.", "http://a/b/c/g/"), ("g/../h", "http://a/b/c/h"), ("g?y/../x", "http://a/b/c/g?y/../x"),
        ("mailto:x@y", "mailto:x@y"), ("http://b/x y", "http://b/x%20y"),
    ])
    func resolving(_ reference: String, _ expected: String) {
        #expect(WebURL.resolve(reference, against: WebURL("http://a/b/c/d;p?q"))?.description == expected)
    }

    @Test func normalForm() {
        #expect(
            WebURL(" HTTP://User:pw@EXAMPLE.org:80/a/../É?q=ö ")?.description == "http://example.org/%C3%89?q=%C3%B6")
        #expect(WebURL("https://example.org:443")?.description == "https://example.org/")
        #expect(WebURL("https://example.org:8443/A")?.origin == "https://example.org:8443")
        #expect(WebURL("http://[::1]:8080/")?.host == "[::1]")
        #expect(WebURL("/relative") == nil)
        #expect(WebURL("http://") == nil)
        #expect(WebURL("http://a:99999/") == nil)
        #expect(WebURL("http://a b/") == nil)
        #expect(WebURL("javascript:alert(1)")?.isWeb == false)
    }

    @Test func canonicalKeepsCaseAndDropsCounters() {
        let url = WebURL("https://a.org/Path?utm_source=x&id=2&fbclid=3#part")
        #expect(url?.canonical.description == "https://a.org/Path?id=2")
    }
}

import Testing

@testable import Scraping

/// The short way gives what the long way gives.
@Suite struct LinkResolverTests {
    private static let references = [
        "https://example.org/a/b.html", "http://example.org/", "https://example.org", "HTTPS://example.org/A",
        "https://Example.org/a", "https://example.org:8080/a", "https://u@example.org/", "https://example.org/a/./b",
        "https://example.org/a/../b", "https://example.org/.well-known/x", "https://example.org/a?b=/../c#d",
        "https://example.org/a b", "https://example.org/ü", "https://example.org/{x}", "http:/example.org/a",
        "https:///a", "/a/b?c=d#e", "/a/../b", "/./a", "/", "//other.example/a", "/a//b", "a/b", "../a", "?q=1", "#top",
        "", " /a ", "mailto:someone@example.org", "tel:+123", "javascript:void(0)", "data:text/plain,x", "ftp://a/b",
        "https://example.org/a//../b", "https://example.org//a", "https://[::1]/a",
    ]

    @Test(arguments: references, [nil, "https://site.example/dir/page?x#y", "http://site.example:8080", "mailto:a@b"])
    func addressesAreThoseOfTheStandard(_ reference: String, base: String?) {
        let base = base.flatMap { WebURL($0) }
        let url = WebURL.resolve(reference, against: base)
        let expected = url.map { ["http", "https", "mailto", "tel"].contains($0.scheme) ? $0.description : "" }
        #expect(LinkResolver(base: base).resolve(reference) == expected ?? reference)
    }
}

import Testing

@testable import Scraping

@Suite struct FeedMarkupTests {
    /// RFC 3986 §5.4, without what is left as it is written.
    @Test(arguments: [
        ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
        ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"),
        ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"), (";x", "http://a/b/c/;x"),
        ("", "http://a/b/c/d;p?q"), ("..", "http://a/b/"), ("../g", "http://a/b/g"), ("../../g", "http://a/g"),
        ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."),
        ("./g/.", "http://a/b/c/g/"), ("g/../h", "http://a/b/c/h"), ("mailto:x@y", "mailto:x@y"),
        (" g ", "http://a/b/c/g"),
    ])
    func referencesResolve(_ reference: String, _ expected: String) {
        #expect(FeedBase("http://a/b/c/d;p?q").resolve(reference) == expected)
        #expect(FeedBase("").resolve(reference) == reference.filter { $0 != " " })
    }

    @Test(arguments: [
        ("<p>a<br>b<br/></p>", "<p>a<br />b<br /></p>"),
        ("<IMG SRC='a b' alt>", #"<img alt="alt" src="http://a/a b" />"#),
        (#"<a title='"' href=x>y</A>"#, #"<a href="http://a/x" title="&quot;">y</a>"#),
        ("a < b <3 <", "a < b <3 <"), ("<!-- x --><!DOCTYPE x>y", "y"), ("<script>a<b</script>c<style>d", "c"),
        ("<iframe src=x>y</iframe>", "y"),
        (#"<a href="java&#115;cript:x" onclick="y">z</a>"#, "<a>z</a>"),
        ("<a href=' java\nscript:x'>z</a>", "<a>z</a>"), ("<a b='", "<a b='"), ("<a/>", "<a></a>"), ("", ""),
        (
            "<svg viewbox='0' xlink:href='#i'/>",
            #"<svg viewBox="0" xlink:href="http://a/#i" xmlns:xlink="http://www.w3.org/1999/xlink"></svg>"#
        ),
        ("<a a=1 a=2>", #"<a a="1">"#),
    ])
    func markupIsCleaned(_ html: String, _ expected: String) {
        #expect(FeedMarkup.cleaned(html, base: FeedBase("http://a/")) == expected)
    }
}

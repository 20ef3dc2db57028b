import PressworkTestSupport
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

    @Test(arguments: [
        (#"<a class="x" href="/y?z">"#, #"<a class="x" href="http://a/y?z">"#),
        (#"<a href="b" src="c">"#, #"<a href="http://a/b" src="http://a/c">"#),
        (#"<a b="1" a="2" b="3">"#, #"<a a="2" b="1">"#), (#"<a b="1" b="2">"#, #"<a b="1">"#),
        (#"<img alt="a &amp; b" src="" />"#, #"<img alt="a &amp; b" src="http://a/" />"#),
        (#"<p onclick="x">"#, "<p>"), (#"<a href=" /b ">"#, #"<a href="http://a/b">"#),
        (#"<p a="1"b="2">"#, #"<p a="1" b="2">"#),
        (#"<p a="1" ">"#, #"<p "="&quot;" a="1">"#),
        ("<blockquote><h2>x</h2></blockquote>", "<blockquote><h2>x</h2></blockquote>"),
        (#"<p a="x"#, #"<p a="x"#), (#"<p a="x""#, #"<p a="x""#), ("<p ", "<p "), ("<p", "<p"), ("</p", "</p>"),
        ("</br>", ""), ("</script>x", "x"),
    ])
    func tagsAreWrittenAlikeHoweverTheyStand(_ html: String, _ expected: String) {
        #expect(FeedMarkup.cleaned(html, base: FeedBase("http://a/")) == expected)
    }

    /// A tag that already stands as it is written out is not taken apart; one in capitals always is.
    @Test func whatIsLeftAsItStandsIsWhatTakingItApartGives() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let names = ["a", "p", "em", "span", "br", "img", "h2", "blockquote", "iframe", "body", "x-y", "div", "area"]
        let attributes = [
            "alt", "class", "data-x", "href", "src", "on", "onload", "srcdoc", "title", "cite", "poster", "background",
            "A",
        ]
        let values = [
            "", "x", "/b/./c", "../d", "https://e.f/", "javascript:x", " y", "&#106;s:", "?q='", "#", "a.b", "<i>",
        ]
        let base = FeedBase(#"http://h/i"j/k?l"#)
        for _ in 0..<3_000 {
            let name = generator.pick(names)
            var written = attributes.filter { _ in generator.oneIn(6) }
            if generator.oneIn(8) { written.reverse() }
            let text = written.map { #" \#($0)="\#(generator.pick(values))""# }.joined()
            let end = generator.pick([">", " />", "/>", "", " >"])
            func tag(_ name: String) -> String { "x<\(name)\(text)\(end)y</\(name)>z" }
            #expect(
                FeedMarkup.cleaned(tag(name), base: base) == FeedMarkup.cleaned(tag(name.uppercased()), base: base),
                "\(tag(name)), seed \(seed)")
        }
    }
}

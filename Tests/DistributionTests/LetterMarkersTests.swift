import Pipelines
import Testing

@testable import Distribution

@Suite struct LetterMarkersTests {
    let html =
        "<p><a class=\"x\" href=\"{{view_url}}\">Read on the web</a> · <a href=\"{{unsubscribe_url}}\">Leave</a></p>"

    @Test func linksAreEscapedForTheirAttribute() {
        let markers = LetterMarkers(
            unsubscribeURL: "https://a.example/u/1?a=1&b=\"", viewURL: "https://a.example/v", headerImage: "")
        #expect(markers.fillHTML(html).contains("href=\"https://a.example/u/1?a=1&amp;b=&quot;\""))
        #expect(markers.fillHTML(html).contains("href=\"https://a.example/v\""))
    }

    @Test func aLetterThatStandsNowhereHasNoLinkToIt() {
        let markers = LetterMarkers(unsubscribeURL: "https://a.example/u/1", viewURL: nil, headerImage: "")
        #expect(markers.fillHTML(html) == "<p> · <a href=\"https://a.example/u/1\">Leave</a></p>")
        #expect(markers.fillText("Web: {{view_url}}\nLeave: {{unsubscribe_url}}") == "Leave: https://a.example/u/1")
    }
}

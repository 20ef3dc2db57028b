import Foundation
import Markup
import Pipelines

@testable import Assembly

/// The magazine of Fixtures/site as a manuscript, read without the scraper: headings, paragraphs, items and tables.
enum Magazine {
    /// The package's folder, also where `Tests` is a link to it.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func articles() throws -> [ManuscriptSection] {
        let folder = root.appending(path: "Fixtures/site/articles")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.filter { $0.hasSuffix(".html") }.map { name in
            let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
            let html = TextDecoder.decode(bytes, contentType: "text/html").string.replacing(/\s+/, with: " ")
            let url = "https://still-water.example/articles/\(name)"
            let title = html.firstMatch(of: /(?i)<h1[^>]*>(.*?)<\/h1>/).map { plain($0.1) } ?? name
            let text = html.firstRange(of: /(?i)<\/h1>/).map { html[$0.upperBound...] } ?? html[...]
            let end = text.firstRange(of: /(?i)class="?(tags|related|newsletter|comments|author-card)|<footer|<hr/)
            let source = SourceCitation(
                document: Digest(of: url), url: url, title: title, author: "Tomás Figueroa-Lind")
            return ManuscriptSection(
                part: "chapters", heading: title, markdown: markdown(text[..<(end?.lowerBound ?? text.endIndex)]),
                sources: [source])
        }
    }

    static func book() throws -> Manuscript {
        let introduction = ManuscriptSection(
            part: "intro", heading: "",
            markdown: "Fourteen pieces on *keeping plants under water*, from the first stone to the second cut.")
        return Manuscript(
            title: "The Still Water Handbook", subtitle: "Fourteen lessons in keeping plants under water",
            language: "en-GB", summary: "How planted aquaria are set up, lit, fed and kept in balance.",
            sections: try articles() + [introduction], keywords: ["planted aquarium", "CO2"],
            provenance: Provenance(
                provider: "extractive",
                statement: "No model wrote this: every sentence stands in the source that is named beside it."))
    }

    static func letter() throws -> Manuscript {
        var letter = try book()
        letter.title = "Still Water, letter 47"
        letter.subtitle = nil
        letter.sections = letter.sections.map { section in
            var story = section
            let paragraphs = section.markdown.split(separator: "\n\n").filter { !"#-|".contains($0.first ?? "#") }
            story.markdown = paragraphs.prefix(2).joined(separator: "\n\n")
            story.markdown += section.sources.first.map { "\n\n[Read on](<\($0.url)>)" } ?? ""
            return story
        }
        return letter
    }

    private static func markdown(_ html: Substring) -> String {
        var blocks: [String] = []
        let rows = html.replacing(/<(?i:caption)>.*?<\/(?i:caption)>/, with: "")
        for match in rows.matches(
            of: /<(?i:(p|h2|li|tr))(?:\s[^>]*)?>(.*?)(?=<\/?(?i:(?:p|h2|li|tr|ol|ul|table|div))[\s>])/)
        {
            let text = plain(match.2)
            guard !text.isEmpty else { continue }
            switch match.1.lowercased() {
            case "h2": blocks.append("## \(text)")
            case "li": blocks.append("- \(text)")
            case "tr":
                let cells = match.2.matches(of: /<t[hd][^>]*>(.*?)<\/t[hd]>/).map { plain($0.1) }
                guard cells.count > 1 else { continue }
                let isFirst = blocks.last?.hasPrefix("|") != true
                let row = "| \(cells.joined(separator: " | ")) |"
                let rule = "|" + cells.map { _ in " :-- |" }.joined()
                if isFirst { blocks.append("\(row)\n\(rule)") } else { blocks[blocks.count - 1] += "\n\(row)" }
            default: if text.count > 40 { blocks.append(text) }
            }
        }
        return blocks.joined(separator: "\n\n")
    }

    private static func plain(_ html: Substring) -> String {
        let emphasised = html.replacing(/<\/?(?:em|i)>/, with: "*").replacing(/<[^>]*>/, with: "")
        let entities = ["&nbsp;": "\u{A0}", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#8217;": "’"]
        return entities.reduce(String(emphasised)) { $0.replacing($1.key, with: $1.value) }
            .trimmingCharacters(in: .whitespaces)
    }
}

/// A manuscript that tries to break every writer.
enum Hostile {
    static let title =
        "\u{202E}עברית 👩‍🚀 & <b>\"it's\"</b> ]]> \u{0}\u{8}\u{B}\u{85}\u{FFFE} " + String(repeating: "Längst ", count: 30)

    static let markdown = """
        # Deep

        ### Skipped & <raw> "quoted"

        ### Skipped & <raw> "quoted"

        A [script](javascript:alert(1)), a [file](file:///etc/passwd), [data](data:text/html,x), [user](https://a:b@c.d/),
        [space](<https://example.org/a b?q="'"&x={y}|z#f#g%zz>), [bad](http://exa mple.org), [num](http://1.2.3.4.5/),
        [idn](https://água.example/ação), [here](#deep), [gone](#gone), [mail](mailto:a@example.org?subject=<b>),
        <https://example.org/?a=1&b=2>. <script>alert(1)</script> {{unsubscribe_url}} {{{{view_url}}}}
        {[{unsubscribe_url}}](javascript:x) *{*{view_url}} {~~{header_image}}~~ ]]> &#0; &#x1F600;

        [a link with a note[^1] and ![a picture](x.png)](https://example.org) and again[^1] and[^2].

        ![Only a picture](javascript:x) ![](empty.png)

        [![Linked picture](a.png)](https://example.org)

        ![](nothing.png)

        > - quote in list
        >   1. deeper
        >
        >      ##### Heading in a list
        > ---

        7. seven
        8. eight

            code <&>

        ```"><script> x
        if a < b && c > d { "]]>" }
        ```

        | a | b | c |
        |:--|:-:|--:|
        | 1 | `<b>` \\| x | [l](https://example.org) |
        | only |

        * * *

        [^1]: A note with a list

            - one
            - two[^2]

            ### A heading in a note
        [^2]: Another [linked](https://example.org/%zz) note.
        """

    static func manuscript(part: String = "chapters", language: String = "he_IL") -> Manuscript {
        let citation = { (url: String) in
            SourceCitation(document: Digest(of: url), url: url, title: title, author: "\u{202E}A & \"B\"")
        }
        return Manuscript(
            title: title, subtitle: "<i>\u{7}\"&'", language: language, summary: "{{unsubscribe_url}} \u{1} <&>",
            sections: [
                ManuscriptSection(
                    part: part, heading: title, markdown: markdown,
                    sources: [citation("javascript:alert(1)"), citation("https://example.org/<a>?b=\"c\"")]),
                ManuscriptSection(part: part, heading: "", markdown: markdown),
                ManuscriptSection(part: part, heading: "\u{0}", markdown: ""),
                ManuscriptSection(part: "intro", heading: "🦐", markdown: "| x |\n|---|\n"),
            ],
            keywords: ["<k>", "\u{0}", "a\nb"],
            provenance: Provenance(provider: "x", statement: "Said & <done>\u{0}"))
    }
}

extension Edition {
    static func of(
        _ manuscript: Manuscript, product: String = "book", key: String = "2026-W47", cover: [UInt8]? = nil,
        brand: Brand = .stillWater, hasHeader: Bool = false
    ) throws -> Edition {
        try Edition(
            manuscript, of: ProductIdentity(pipeline: "demo", product: product, itemKey: key),
            tenant: TenantID(UUID(uuid: (1, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 1))), brand: brand,
            content: JSONValue(encoding: manuscript).digest(), cover: cover.flatMap(StillImage.init),
            header: cover.flatMap(StillImage.init), hasHeader: hasHeader)
    }
}

extension Brand {
    static let stillWater = Brand(
        name: "Still Water", palette: ["#0d2f2b", "#17564d", "#4d8c57", "#c98a3c", "#f6f4ec"],
        author: "The writers of Still Water",
        imprint:
            "Still Water, a magazine about planted aquaria. Texts and pictures are in the public domain (CC0 1.0).",
        postalAddress: "Still Water, 12 Canal Row, Lowmere LM1 4SW",
        disclosure: "Chosen and arranged by software from articles that people wrote; every piece names its source.",
        language: "en")
}

extension [UInt8] {
    var text: String { String(decoding: self, as: UTF8.self) }
}

import Pipelines
import Testing

/// The example of the design, whole, with the files that it names.
enum DesignExample {
    static let manifest = """
        presswork: 1                                   # version of the language
        name: tank-weekly
        brand: brands/tank.yaml                        # voice, palette, logo, fonts, imprint, postal address, disclosure
        make:   { cron: "0 6 * * FRI", timezone: America/Sao_Paulo, catchup: latest }     # when it is made
        send:   { at: "MON 07:00", zone: reader, stale_after: 36h }                        # when it leaves
        params: { topic: { default: nature aquarium } }
        budget: { item: 1.50 USD, run: 10 USD, month: 60 USD, on_exceeded: pause }         # default: run 5 USD
        items:  { single: true, key: "{{run.week}}" }
        sources:
          - { feed: https://example.org/feed.xml, since: last_issue, limit: 20 }
          - { page: https://example.org/guides/co2, rights: quote }                        # own | licensed | quote
          - { sitemap: https://example.org/sitemap.xml, match: "/articles/*" }
          - { folder: "manuscripts/{{item.key}}", rights: own, optional: true }
          - { airtable: { base: appX, table: Briefs, view: Ready } }
        products:
          letter:
            type: newsletter
            each: item                                 # run | item | document
            title: "Tank Weekly {{issue.number}}"
            write: { stories: editor, intro: copywriter, seo: seo }     # part of the product → agent
            length: { words: 900 }
            quality: { level: standard, allow: [reading_ease] }
            cover: { template: botanical }
            formats: [html, text, epub]
        review: { of: [letter], who: [ana@example.org], by: "SUN 18:00", if_silent: hold }
        distribute:
          mail: { to: email/tank-main, send: letter, segment: weekly, subject: { variants: 2, test: 20%, wait: 2h, otherwise: first } }
          shop: { to: gumroad/tank-shop, send: letter, price: 9.00 USD, files: [epub], publish: live }
          site: { to: site/archive, send: letter, after: mail.started }
        on_partial: ask
        """

    static let others = [
        "brands/tank.yaml": "name: Tank\nvoice: Calm.\npalette: ['#12241c']\npostal_address: Rua 7\n",
        "agents/editor.md": "---\nrole: stories\n---\nWrite about {{params.topic}}.\n",
        "agents/copywriter.md": "Introduce {{params.topic}}.\n", "agents/seo.md": "Describe it.\n",
    ]

    static func bundle(_ change: (String) -> String = { $0 }) -> [String: String] {
        others.merging(["pipeline.yaml": change(manifest)]) { _, new in new }
    }
}

@Suite("The design's example")
struct DesignExampleTests {
    @Test("it is right in all but what is not built yet, and that is named")
    func whole() {
        let found = problems(DesignExample.bundle())
        #expect(found.map(\.kind) == [.notBuilt, .notBuilt])
        #expect(found.map(\.field) == ["send", "distribute.mail.subject.variants"])
    }

    @Test("without those parts it is a pipeline")
    func built() throws {
        let read = try pipeline(
            DesignExample.bundle { text in
                text.split(separator: "\n").filter { !$0.hasPrefix("send:") }
                    .joined(separator: "\n")
                    .replacing(", subject: { variants: 2, test: 20%, wait: 2h, otherwise: first }", with: "")
            })
        #expect(read.name == "tank-weekly")
        #expect(read.brand.voice == "Calm.")
        #expect(read.schedule == ScheduleSpec(cron: "0 6 * * FRI", timezone: "America/Sao_Paulo", catchup: .latest))
        #expect(read.parameters["topic"]?.defaultValue == "nature aquarium")
        #expect(read.budget.item == Money(micros: 1_500_000, currency: "USD"))
        #expect(read.budget.month == Money(micros: 60_000_000, currency: "USD"))
        #expect(read.sources.map(\.rights) == [.quote, .quote, .quote, .own, .quote])
        #expect(read.sources[4].kind == .airtable(.init(base: "appX", table: "Briefs", view: "Ready")))
        #expect(read.sources[0].since == "last_issue")
        #expect(read.sources[3].isOptional)
        #expect(read.products[0].write.map(\.part) == ["stories", "intro", "seo"])
        #expect(read.products[0].words == 900)
        #expect(read.products[0].formats == [.html, .text, .epub])
        #expect(read.products[0].quality.allow == ["reading_ease"])
        #expect(read.agents["editor"]?.role == "stories")
        #expect(read.review?.by == "SUN 18:00")
        #expect(read.distribution.map(\.name) == ["mail", "shop", "site"])
        #expect(read.distribution[1].price == Money(micros: 9_000_000, currency: "USD"))
        #expect(read.distribution[1].publish == .live)
        #expect(read.distribution[2].after == ["mail"])
        #expect(read.stages == [.scrape, .generate, .cover, .assemble, .review, .distribute])
    }

    @Test(
        "the other forms of items",
        arguments: [
            ("{ csv: briefs.csv, key: slug, where: \"status == 'ready'\", pilot: 2 }", true),
            ("{ documents: true }", true),
            ("{ csv: briefs.csv }", false),
            ("{ single: true, csv: briefs.csv, key: slug }", false),
            ("{ csv: briefs.csv, key: slgu }", false),
            ("{ csv: briefs.csv, key: slug, where: \"stat == 'ready'\" }", false),
            ("{ csv: briefs.csv, key: slug, where: status = ready }", false),
        ])
    func items(_ form: String, _ isRight: Bool) {
        var texts = manifest("items: \(form)")
        texts["briefs.csv"] = "slug,status\na,ready\nb,draft\n"
        #expect(problems(texts).isEmpty == isRight, "\(problems(texts))")
    }

    /// What `apply` stored for this manifest must stay one version for good.
    static let golden = #"""
        {"agents":{},"brand":{"fonts":{},"palette":[]},"budget":{"item":{"currency":"USD","micros":1000000},\#
        "onExceeded":"pause","run":{"currency":"USD","micros":3000000}},"distribution":[],\#
        "items":{"source":{"single":{}}},"name":"test","onPartial":"ask","parameters":{},\#
        "products":[{"each":"item","formats":[],"kind":"newsletter","name":"letter","quality":{"allow":[],\#
        "level":"standard"},"title":"T","write":[]}],"sources":[]}
        """#

    @Test("two manifests that say the same are one version; a golden keeps canonical form stable")
    func version() throws {
        let one = try pipeline(manifest("budget: { run: 3.00 USD, item: 1 USD }"))
        let same = try pipeline([
            "pipeline.yaml": """
            # the same in other words
            name: "test"
            presswork: 1
            budget:
              item: 1.0 USD
              run: 3 USD
            products: { letter: { title: 'T', type: newsletter } }
            """
        ])
        #expect(try one.version() == same.version())
        let canonical = String(decoding: try JSONValue(encoding: one).canonicalBytes(), as: UTF8.self)
        #expect(canonical == Self.golden)
        #expect(try one.version() == Digest(of: Self.golden))
        #expect(try pipeline(manifest("budget: { run: 3.01 USD }")).version() != one.version())
    }

    @Test("a validated pipeline survives its canonical form")
    func roundTrip() throws {
        let one = try pipeline(manifest("items: { documents: true }\nsources: [{ feed: http://a.example/f }]"))
        #expect(try JSONValue(encoding: one).decode(as: Pipeline.self) == one)
    }
}

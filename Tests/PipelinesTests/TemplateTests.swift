import Pipelines
import PressworkTestSupport
import Testing

@Suite("Templates")
struct TemplateTests {
    @Test(
        "the variables of a run and an item",
        arguments: [
            ("{{run.week}}", "2026-W47"), ("{{ run.date }}", "2026-11-20"), ("{{run.month}}", "2026-11"),
            ("{{run.year}}", "2026"), ("{{issue.number}}", "47"), ("{{params.topic}}", "nature aquarium"),
            ("{{item.key}}/{{item.title}}", "k/T"), ("{{document.title}}", "T"), ("no tags", "no tags"), ("{{", "{{"),
        ])
    func values(_ template: String, _ expected: String) {
        let item = Item.fixture(key: "k", fields: ["title": "T", "url": "https://a.example/"])
        #expect(TemplateValues(run: .fixture(), item: item).render(template) == expected)
    }

    @Test(
        "only known variables are accepted, with a suggestion",
        arguments: [
            ("{{run.wek}}", "{{run.week}}"), ("{{week}}", "{{run.week}}"), ("{{param.topic}}", "{{params.topic}}"),
            ("{{params.topik}}", "{{params.topic}}"), ("{{issue}}", nil), ("{{#run}}x{{/run}}", nil),
            ("{{{run.week}}}", nil),
            ("{{run.week", nil), ("{{> footer}}", nil), ("{{document.title}}", nil),
        ])
    func unknown(_ template: String, _ suggestion: String?) {
        let found = problems(
            manifest("params: { topic: { default: x } }", products: "  a: { type: ebook, title: '\(template)' }"))
        #expect(found.count >= 1)
        #expect(found.allSatisfy { $0.kind == .template && $0.line == 4 })
        #expect(found.first?.suggestion == suggestion)
    }

    @Test("columns of the table are variables of its items; the key comes before there is an item")
    func columns() {
        var texts = manifest(
            "items: { csv: t.csv, key: slug }", products: "  a: { type: ebook, title: '{{item.titel}}' }")
        texts["t.csv"] = "slug,title\na,A\n"
        #expect(problems(texts).map(\.suggestion) == ["{{item.title}}"])
        #expect(problems(manifest("items: { single: true, key: '{{item.key}}' }")).map(\.kind) == [.template])
        #expect(
            problems(manifest("", products: "  a: { type: ebook, title: '{{links.site}}' }")).map(\.kind) == [.notBuilt]
        )
    }
}

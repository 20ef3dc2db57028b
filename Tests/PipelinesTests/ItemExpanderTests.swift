import Pipelines
import PressworkTestSupport
import Testing

@Suite("Items of a run")
struct ItemExpanderTests {
    static func expander(_ items: ItemsSpec) -> ItemExpander {
        ItemExpander(pipeline: .fixture { $0.items = items }, run: .fixture())
    }

    @Test("the key of a single item comes from the run's time")
    func single() throws {
        #expect(try Self.expander(ItemsSpec(key: "{{run.week}}")).singleItem() == NewItem(key: "2026-W47"))
        #expect(try Self.expander(ItemsSpec()).singleItem() == NewItem(key: "2026-11-20"))
        #expect(
            try Self.expander(ItemsSpec(key: "{{run.month}}-{{params.topic}}")).singleItem().key
                == "2026-11-nature aquarium")
        #expect(throws: ItemError.self) { try Self.expander(ItemsSpec(key: "{{params.none}}")).singleItem() }
    }

    static let table = "slug,status,title\na,ready,A\nb,draft,B\nc,ready,C\nd,ready,D\n"

    @Test("rows where the condition holds, the first of them in a pilot")
    func rows() throws {
        let condition = RowCondition(column: "status", equals: true, value: "ready")
        let spec = ItemsSpec(source: .csv(path: "t.csv"), key: "slug", condition: condition, pilot: 2)
        let bytes = Array(Self.table.utf8)
        #expect(try Self.expander(spec).items(table: bytes).map(\.key) == ["a", "c"])
        #expect(try Self.expander(spec).items(table: bytes, limit: 9).map(\.key) == ["a", "c", "d"])
        #expect(try Self.expander(spec).items(table: bytes).first?.fields["title"] == "A")
    }

    @Test("a row inserted on top makes one new item")
    func inserted() throws {
        let expander = Self.expander(ItemsSpec(source: .csv(path: "t.csv"), key: "slug"))
        let before = Set(try expander.items(table: Array(Self.table.utf8)))
        let changed = Self.table.replacing("title\n", with: "title\nz,ready,Z\n")
        let after = Set(try expander.items(table: Array(changed.utf8)))
        #expect(after.subtracting(before).map(\.key) == ["z"])
        #expect(before.isSubset(of: after))
    }

    @Test("documents are keyed by their address, the same in every order")
    func documents() throws {
        let expander = Self.expander(ItemsSpec(source: .documents))
        let documents = [
            ("https://a.example/articles/co2.html", "CO2"), ("https://a.example/pt/musgo.html?v=2#top", "Musgo"),
            ("https://a.example/", "Home"), ("https://a.example/articles/co2.html", "CO2 again"),
        ].map { (url: $0.0, title: $0.1, source: 0) }
        let items = try expander.items(documents: documents)
        #expect(items.map(\.key).prefix(2) == ["articles-co2", "pt-musgo-html-v-2"])
        #expect(items.count == 3)
        #expect(Set(try expander.items(documents: documents.reversed()).map(\.key)) == Set(items.map(\.key)))
        #expect(throws: ItemError.self) {
            try expander.items(documents: [("https://a.example/x", "", 0), ("https://b.example/x", "", 0)])
        }
        let second = try expander.items(documents: [("https://a.example/x", "X", 1)])
        #expect(items[0].fields["source"] == nil && second[0].fields["source"] == "1")
    }
}

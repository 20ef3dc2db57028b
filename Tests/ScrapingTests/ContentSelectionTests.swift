import Markup
import Testing

@testable import Scraping

@Suite struct ContentSelectionTests {
    @Test func clearPagesAreCutClearly() {
        #expect(ContentSelection.choose([0.99, 0.98, 0.3, 0.1], words: [50, 50, 5, 5]) == [true, true, false, false])
    }

    @Test func doubtfulPagesKeepMore() {
        #expect(ContentSelection.choose([0.3, 0.3, 0.25, 0.01], words: [5, 5, 5, 5]) == [true, true, true, false])
    }

    @Test func aLongPartThatIsNotLikelyIsLeftOut() {
        #expect(ContentSelection.choose([0.97, 0.25], words: [100, 1000]) == [true, false])
        #expect(ContentSelection.choose([0.97, 0.6], words: [100, 1000]) == [true, true])
    }

    @Test func certaintyIsANumberLikeAnyOther() {
        #expect(ContentSelection.choose([1, 0], words: [5, 5]) == [true, false])
    }

    @Test func nothingFromNothing() {
        #expect(ContentSelection.choose([], words: []).isEmpty)
    }

    @Test func theModelIsWhole() {
        let count = BlockFeatures.count
        let likelihoods = ContentModel.fitted.likelihoods([Float](repeating: 0, count: count * 3))
        #expect(likelihoods.count == 3)
        #expect(likelihoods.allSatisfy { $0 > 0 && $0 < 1 && $0 != 0.5 })
    }

    @Test func brokenTablesAreNoModel() {
        #expect(ContentModel(packed: "AwAA").likelihoods([Float](repeating: 0, count: BlockFeatures.count)) == [0.5])
    }

    @Test func declaredTextIsKnownAgain() {
        let declared = DeclaredText(["The Carpet of hairgrass spread."])
        let text = TextBlocks(ArticleExtractor.analysis(of: page("carpet, of hairgrass<p>carpet of")))
        let shares = text.blocks.map { declared.share(of: text.words(of: $0)) }
        #expect(shares == [1, 0])
    }

    @Test func blocksEndAtBlockElements() {
        let page = ArticleExtractor.analysis(
            of: page("<p>one <b>two</b> <a href=x>three</a></p>four<ul><li>five.</ul>"))
        let blocks = TextBlocks(page).blocks
        #expect(blocks.map(\.words) == [3, 1, 1])
        #expect(blocks.map(\.linked) == [5, 0, 0])
        #expect(blocks.map(\.links) == [1, 0, 0])
        #expect(blocks.map { page.tree.nodes[$0.node].tag } == [.p, .body, .li])
    }

    private func page(_ body: String) -> HTMLTree {
        (try? HTMLTree.parse(Array("<body>\(body)</body>".utf8))) ?? HTMLTree()
    }
}

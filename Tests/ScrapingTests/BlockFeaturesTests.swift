import Markup
import Testing

@testable import Scraping

/// What a block repeats of its page, and where in it it stands.
@Suite struct BlockFeaturesTests {
    @Test func aTextThatCameBeforeIsKnownAgain() {
        let text = TextBlocks(
            analysis(
                "<p>Sold by weight alone.<p>sold by WEIGHT alone<p>Sold by weight, not by length<p>Old<p>old<p>new"))
        #expect(WordRuns.repeated(in: text) == [0, 1, 0.25, 0, 1, 0])
    }

    @Test func whatIsThePagesAllBlocksHaveAlike() {
        let page = analysis("<h1>I sold it</h1><p>By weight, <a href=x>alone</a>.<ul><li>Old<li>new</ul><img src=x>")
        let features = ArticleExtractor.features(of: page, PageFacts())
        let count = BlockFeatures.count
        #expect(features.values.count == 4 * count)
        for number in 0..<count where BlockFeatures.isOfPage[number] {
            let values = stride(from: number, to: features.values.count, by: count).map { features.values[$0] }
            #expect(Set(values).count == 1, "\(BlockFeatures.names[number])")
        }
    }

    @Test func aSetOfHashesKeepsWhatItHasRoomFor() {
        var set = HashSet(holding: 100)
        #expect(set.isEmpty)
        for word in 0..<100 { set.insert(hash(word)) }
        for word in 0..<100 { set.insert(hash(word)) }
        #expect(set.count == 100)
        let found = (0..<1000).filter { set.contains(hash($0)) }
        #expect(found == Array(0..<100))
    }

    @Test func aSetOfHashesNeitherGrowsNorStalls() {
        var set = HashSet(holding: .max)
        for word in 0..<400_000 { set.insert(UInt64(word) << 1) }
        #expect(set.count <= 16, "hashes that all want one place are given up")
        for word in 0..<400_000 { set.insert(hash(word)) }
        #expect(set.count <= 1 << 17)
    }

    @Test func sistersOfOneElementAreCountedOnce() {
        let cards = String(repeating: "<p>a</p>text", count: 70)
        let page = analysis("<div><p>one</p><ul><li>two</ul><p>three</p>four</div><section>\(cards)</section>")
        var sisters = Sisters()
        let counts = TextBlocks(page).blocks.prefix(6).map { block in
            sisters.count(block.node, page.tree)
            return [sisters.alike, sisters.all]
        }
        #expect(counts == [[2, 3], [1, 1], [2, 3], [1, 2], [50, 50], [1, 2]])
    }

    @Test func namesAreReadTheSameTheSecondTime() {
        let page = analysis(
            """
            <p class="nav-storyline">a</p><p class="nav-storyline">b</p><p class="ads-storyline">c</p><p class="navstoryline">d</p>
            <p style="color: red; DISPLAY :\tnone">e</p><p style="ddisplay: nonne; visibility: hidden">f</p>
            <p style="ddisplay: nonne; visibility: visible">g</p>
            """)
        let traits = page.tree.nodes.indices.filter { page.tree.nodes[$0].tag == .p }.map { page.traits[$0] }
        #expect(
            traits == [
                .navigation, .navigation, .advertising, [], .hidden, .hidden, [],
            ])
    }

    @Test func headingsAnnounceWhatFollows() {
        let page = analysis(
            """
            <h1>Oak shelf</h1><p>Stands anywhere in the house.</p><h2>You may also like</h2><h3>Birch shelf</h3><p>White.</p>
            <h2>12 Kommentare</h2><p>Schön.</p><div>Häufige Fragen</div><p>Ist es schwer?</p><h2>Oak</h2><p>A tree.</p>
            """)
        let places = PageSections(TextBlocks(page), page.tree).places
        #expect(
            places.map(\.topic) == [
                [], [], .related, .related, .related, .comments, .comments, .questions, .questions, [], [],
            ])
        #expect(places.map(\.level) == [1, 1, 2, 3, 3, 2, 2, 7, 7, 2, 2])
        #expect(places.map(\.words) == [2, 2, 4, 2, 2, 2, 2, 2, 2, 1, 1])
        #expect(places.map(\.count) == [1, 1, 2, 3, 3, 4, 4, 4, 4, 5, 5])
    }

    @Test func sistersThatAreAlikeAreAList() throws {
        let page = analysis(
            """
            <div class=top>Shop</div><div class=card><p>One</p><p>Two</p><p><a href=x>Three</a></p></div><div class=card>Four</div>
            <div class=card>Five</div><div class=end><img src=a><button>Buy</button></div>
            """)
        let shapes = RepeatedShapes(page)
        let blocks = TextBlocks(page).blocks
        #expect(shapes.outer(blocks[0].node) == nil)
        let outer = try #require(shapes.outer(blocks[1].node))
        #expect([outer.count, outer.characters, outer.linked] == [3, 19, 5])
        let inner = try #require(shapes.inner(blocks[1].node))
        #expect([inner.count, inner.characters] == [3, 11])
        #expect(shapes.inner(blocks[4].node)?.count == 3)
        #expect(shapes.pictures == 1 && shapes.controls == 1)
        let paths = BlockPaths(blocks, shapes, page.tree)
        let counts = blocks.indices.map { paths.group(of: $0).count }
        #expect(counts == [1, 3, 3, 3, 2, 2])
        #expect(paths.group(of: 4).characters == 8)
    }

    @Test func addressesAreLongRunsAndProseIsSmallWords() {
        let blocks = TextBlocks(analysis("<p>See https://example.org/a/b for it<p>All Rights Reserved")).blocks
        #expect(blocks.map(\.longestRun) == [23, 8])
        #expect(blocks.map(\.lowerWords) == [7, 0])
    }

    @Test func aPageOfWhichSomebodySpeaksIsPersonal() {
        #expect(PageWords(TextBlocks(analysis("<p>I like my new shelf")).words).personal == 0.4)
        #expect(PageWords([]).personal == 0)
    }

    @Test func everyNumberOfABlockIsFinite() {
        let pages = ["", "<p>", "<p>a", "<table><tr><td>1<td>2<tr><td>3", "<h1>One</h1><h1>Two</h1>"]
        for html in pages {
            let features = ArticleExtractor.features(of: analysis(html), PageFacts())
            #expect(features.values.count == features.text.blocks.count * BlockFeatures.count)
            let strange = features.values.filter { !$0.isFinite }
            #expect(strange.isEmpty)
        }
    }

    /// Spread as the hash of a run of words is.
    private func hash(_ word: Int) -> UInt64 { UInt64(word) &* 0x9E37_79B9_7F4A_7C15 }

    private func analysis(_ body: String) -> PageAnalysis {
        ArticleExtractor.analysis(of: (try? HTMLTree.parse(Array("<body>\(body)</body>".utf8))) ?? HTMLTree())
    }
}

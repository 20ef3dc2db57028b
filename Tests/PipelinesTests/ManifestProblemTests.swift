import Pipelines
import Testing

@Suite("Problems of a manifest")
struct ManifestProblemTests {
    @Test("five mistakes are reported at once, each with its line and a suggestion")
    func fiveMistakes() throws {
        let found = problems([
            "pipeline.yaml": """
            presswork: 1
            name: tank-weekly
            budgett: { run: 3 USD }
            items: { single: true, key: "{{run.wek}}" }
            products:
              letter:
                type: newslettr
                title: Letter
                write: { stories: editr }
                formats: [html]
            distribute:
              mail: { to: email/main, send: leter }
            """,
            "agents/editor.md": "Write.\n",
        ])
        #expect(found.map(\.line) == [3, 4, 7, 9, 12])
        #expect(found.map(\.kind) == [.unknownKey, .template, .invalidValue, .unknownReference, .unknownReference])
        #expect(found.map(\.suggestion) == ["budget", "{{run.week}}", "newsletter", "editor", "letter"])
        #expect(found.map(\.column) == [1, 29, 11, 23, 33])
        #expect(found.allSatisfy { $0.file == "pipeline.yaml" })
        #expect(
            found.last?.description
                == "pipeline.yaml:12:33: distribute.mail.send: No product is called `leter`. Did you mean `letter`?")
    }

    @Test("a cover's template is one of those there are, and the report lists them")
    func unknownTemplate() {
        let found = problems([
            "pipeline.yaml": """
            presswork: 1
            name: a
            products:
              letter: { type: newsletter, title: T, formats: [html], cover: { template: modernst } }
            """
        ])
        #expect(
            found.map(\.description) == [
                "pipeline.yaml:4:77: products.letter.cover.template: `modernst` is not one of `botanical`, `modernist`. "
                    + "Did you mean `modernist`?"
            ])
    }

    @Test("problems of several files come in one report")
    func severalFiles() {
        let found = problems([
            "pipeline.yaml": """
            presswork: 1
            name: a
            brand: brand.yaml
            items: { csv: rows.csv, key: slug }
            products:
              letter: { type: newsletter, title: T, write: { intro: voice } }
            """,
            "brand.yaml": "name: A\npalette: [green]\n",
            "rows.csv": "slug,title\na,1\n\na,2\n",
            "agents/voice.md": "---\nlenght: { words: 5 }\n---\nHello {{parms.x}}\n",
        ])
        #expect(
            found.map { "\($0.file):\($0.line)" }
                == ["agents/voice.md:2", "agents/voice.md:4", "brand.yaml:2", "rows.csv:4"])
    }

    @Test("a key given twice does not hide the other mistakes")
    func duplicateKeys() {
        let found = problems([
            "pipeline.yaml": """
            presswork: 1
            name: a
            products:
              letter: { type: newsletter, title: A, "title": B }
            name: b
            on_partial: kep
            """
        ])
        #expect(found.map(\.kind) == [.duplicateKey, .duplicateKey, .invalidValue])
        #expect(found.map(\.line) == [4, 5, 6])
        #expect(found[1].message.contains("first on line 2"))
    }

    @Test("missing keys are reported at the key that needs them")
    func missingKeys() {
        let found = problems(["pipeline.yaml": "presswork: 1\nproducts:\n  letter:\n    type: ebook\n"])
        #expect(found.map(\.field) == ["name", "products.letter.title"])
        #expect(found.map(\.line) == [1, 3])
        #expect(found.allSatisfy { $0.kind == .missingKey })
    }

    @Test(
        "what is known but not built is refused by name",
        arguments: [
            ("send: { at: \"MON 07:00\", zone: reader, stale_after: 36h }", "send"),
            ("items: { matrix: { a: [1, 2] } }", "items.matrix"),
            ("distribute: { x: { to: whop/main, send: letter } }", "distribute.x.to"),
            (
                "distribute: { x: { to: email/m, send: letter, subject: { variants: 2, test: 20%, wait: 2h } } }",
                "distribute.x.subject.variants"
            ),
            (
                "distribute: { x: { to: gumroad/m, send: letter, publish: { at: 2026-12-01 } } }",
                "distribute.x.publish.at"
            ),
            ("review: { of: letter, if_silent: approve }", "review.if_silent"),
        ])
    func notBuilt(_ line: String, _ field: String) {
        let found = problems(manifest(line))
        #expect(found.map(\.field) == [field])
        #expect(found.map(\.kind) == [.notBuilt])
    }

    @Test("later kinds of products are refused by name", arguments: ["article", "course", "template", "community"])
    func laterProducts(_ kind: String) {
        let found = problems(manifest("", products: "  x: { type: \(kind), title: T }"))
        #expect(found.map(\.kind) == [.notBuilt])
    }

    @Test("cycles are named whole")
    func cycles() {
        let found = problems(
            manifest(
                """
                distribute:
                  a: { to: site/s, send: letter, after: b }
                  b: { to: site/s, send: letter, after: [c] }
                  c: { to: site/s, send: letter, after: a.started }
                  d: { to: site/s, send: letter, after: nothing }
                """))
        #expect(found.map(\.kind) == [.cycle, .unknownReference])
        #expect(found.first?.message == "These wait for each other: a → b → c → a.")
    }

    @Test("channels are compared with channels.yaml")
    func channels() {
        var texts = manifest("distribute: { m: { to: email/mian, send: letter } }")
        #expect(problems(texts).isEmpty)
        texts["channels.yaml"] = "channels:\n  email/main: { account: a, from: A <a@example.org> }\n"
        #expect(problems(texts).map(\.suggestion) == ["email/main"])
        texts["channels.yaml"] = "channels:\n  email/mian: { acount: a, from: A, subscribers: s.csv }\n"
        #expect(problems(texts).map(\.kind) == [.missingKey, .unknownKey, .missingFile])
    }

    @Test("keys that a kind of channel has not are refused")
    func keysOfKinds() {
        let found = problems(
            manifest(
                "distribute: { m: { to: site/s, send: letter, segment: x, price: 1 USD, files: [epub] } }",
                products: "  letter: { type: newsletter, title: T, formats: [html] }"))
        #expect(found.map(\.field) == ["distribute.m.segment", "distribute.m.price", "distribute.m.files"])
    }

    @Test("files that the manifest names must be there")
    func missingFiles() {
        let found = problems(
            manifest("brand: brands/tank.yaml\nitems: { csv: rows.csv, key: k }\nsources: [{ folder: notes }]"))
        #expect(found.map(\.kind) == [.missingFile, .missingFile, .missingFile])
        #expect(found.map(\.field) == ["brand", "items.csv", "sources[0].folder"])
        #expect(problems(manifest("brand: ../secrets.yaml")).map(\.kind) == [.invalidValue])
    }

    @Test("a bundle without a manifest says so")
    func noManifest() {
        #expect(problems(["other.yaml": ""]).map(\.kind) == [.missingFile])
        #expect(problems(["pipeline.yaml": ""]).map(\.kind) == [.syntax])
    }

    @Test("chapters name agents that there are; an outline has a form of its own, and `most` is its limit")
    func chapters() throws {
        func bundle(_ chapters: String) -> [String: String] {
            var files = manifest("", products: "  book: { type: ebook, title: T, write: { chapters: \(chapters) } }")
            files["agents/author.md"] = "Write.\n"
            files["agents/planner.md"] = "Plan.\n"
            files["agents/shaped.md"] = "---\nschema: { type: object }\n---\nPlan.\n"
            return files
        }
        let book = try pipeline(bundle("{ outline: planner, each: author, most: 5 }")).products[0]
        #expect(
            book.write == [
                WriteSpec(part: "chapters", agent: "author", chapters: ChaptersSpec(outline: "planner", most: 5))
            ])
        #expect(try pipeline(bundle("{ each: author }")).products[0].write[0].chapters == ChaptersSpec())
        #expect(try Set(pipeline(bundle("{ outline: planner, each: author }")).agents.keys) == ["author", "planner"])
        func field(_ chapters: String) -> [String] { problems(bundle(chapters)).map { "\($0.kind) \($0.field)" } }
        let place = "products.book.write.chapters"
        #expect(field("{ outline: planer, each: author }") == ["unknownReference \(place).outline"])
        #expect(field("{ outline: planner }") == ["missingKey \(place).each"])
        #expect(field("{ each: author, most: 5 }") == ["invalidValue \(place).most"])
        #expect(field("{ outline: shaped, each: author }") == ["invalidValue \(place).outline"])
        #expect(field("{ outline: planner, each: author, most: 1000 }") == ["invalidValue \(place).most"])
        #expect(
            problems(manifest("", products: "  a: { type: newsletter, title: T, write: { stories: { each: b } } }"))
                .isEmpty == false)
    }

    @Test("a logo is a picture that pages can carry, and its bytes are part of the pipeline's version")
    func logo() throws {
        func bundle(_ logo: [UInt8]) -> [String: [UInt8]] {
            var found = files(manifest("brand: { name: A, logo: logo.png }"))
            found["logo.png"] = logo
            return found
        }
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let first = try BundleLoader.validate(files: bundle(png)).get()
        let second = try BundleLoader.validate(files: bundle(png + [0])).get()
        #expect(first.brand.logoDigest == Digest(of: png))
        #expect(try first.version() != second.version())
        for wrong in [Array("<svg/>".utf8), png + [UInt8](repeating: 0, count: 200_000)] {
            guard case .failure(let found) = BundleLoader.validate(files: bundle(wrong)) else {
                Issue.record("it was taken")
                continue
            }
            #expect(found.problems.map(\.field) == ["brand.logo"])
        }
    }

    @Test("taking back what went out is known by name")
    func withdrawal() {
        #expect(problems(manifest("on_partial: withdraw")).map(\.kind) == [.notBuilt])
        #expect(problems(manifest("on_partial: keep")).isEmpty)
    }
}

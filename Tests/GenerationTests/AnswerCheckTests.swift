import EventLoops
import Pipelines
import PressworkTestSupport
import Testing

@testable import Generation

@Suite struct AnswerCheckTests {
    private func task(_ validators: [String], change: (inout WritingTask) -> Void = { _ in }) throws -> WritingTask {
        var task = try ExtractiveWriterTests().task("intro", documents: 1)
        task.agent = AgentSpec(name: "copywriter", prompt: "Write.", maximumWords: 10, validators: validators)
        task.sources[0].document.markdown = "It holds 1,250 litres at 24.5 degrees, see <https://example.org/tank>."
        change(&task)
        return task
    }

    private func problem(
        _ text: String, _ validators: [String], change: (inout WritingTask) -> Void = { _ in }
    ) throws -> String? {
        let part = WrittenPart(sections: [ManuscriptSection(part: "intro", heading: "", markdown: text)])
        return AnswerCheck.problem(in: part, of: try task(validators, change: change))?.message
    }

    @Test func numbersStandInASource() throws {
        #expect(try problem("It holds 1250 litres, 24,5 degrees, 3 times.", ["faithfulness"]) == nil)
        #expect(try problem("It holds 1300 litres.", ["faithfulness"])?.contains("1300") == true)
        #expect(try problem("See https://example.org/77777.", ["faithfulness"]) == nil, "links are another check's")
        #expect(try problem("It holds 1300 litres.", []) == nil)
        #expect(
            try problem("It holds 1300 litres.", ["faithfulness"]) { $0.product.quality.allow = ["faithfulness"] }
                == nil)
    }

    @Test func linksStandInASource() throws {
        #expect(try problem("[Here](https://example.org/tank/), <https://example.org/articles/1>", ["links"]) == nil)
        #expect(try problem("At https://made-up.example/x.", ["links"])?.contains("made-up.example/x") == true)
    }

    @Test func lengthRepetitionAndPhrases() throws {
        #expect(try problem(Array(repeating: "word", count: 11).joined(separator: " "), ["length"]) == nil)
        #expect(
            try problem(Array(repeating: "word", count: 12).joined(separator: " "), ["length"])?.contains("12") == true)
        let sentence = "The plants come first of all. "
        #expect(try problem(sentence + sentence, ["repetition"]) == nil)
        #expect(try problem(sentence + sentence + sentence, ["repetition"]) != nil)
        #expect(try problem("As an AI, I like plants.", ["banned"]) != nil)
        #expect(try problem("An air stone.", ["banned"]) == nil)
    }

    @Test func theLanguageIsTheProductsWhereItIsClear() throws {
        let german =
            "Die Pflanzen sind für das Wasser da, und mit dem Licht ist es wie mit der Luft: nicht zu viel, "
            + "aber auch nicht zu wenig, denn sie wachsen nur, wenn alles zu einer Zeit da ist und nichts fehlt."
        #expect(try problem(german, ["language"])?.contains("in de") == true)
        #expect(try problem(german, ["language"]) { $0.language = "de-CH" } == nil)
        #expect(try problem(german, ["language"]) { $0.language = "ja" } == nil, "a language that we do not know")
        #expect(try problem("Anubias barteri var. nana", ["language"]) == nil, "too little to tell")
    }

    @Test func whatHardlyAnybodyReadsIsAskedForAgain() throws {
        let hard = String(
            repeating: "Institutional interoperability necessitates considerable reconsideration of "
                + "organizational responsibilities notwithstanding administrative complications ", count: 12)
        #expect(try problem(hard, ["reading_ease"]) != nil)
        #expect(try problem(hard, ["reading_ease"]) { $0.language = "de" } == nil)
        #expect(try problem(String(repeating: "The cat sat on the mat. ", count: 30), ["reading_ease"]) == nil)
    }

    @Test(arguments: [QualitySpec.Level.standard, .strict]) func aSecondAnswerIsTheLast(_ level: QualitySpec.Level)
        async throws
    {
        let provider = ScriptedProvider([.text("It holds 1300 litres."), .text("It holds 1400 litres.")])
        let task = try task(["faithfulness"]) { $0.product.quality.level = level }
        let writer = ModelWriter(provider: provider, prices: PriceBook(), pool: .generation)
        let context = MemoryStageContext(.generate)
        if level == .strict {
            let error = await #expect(throws: StageError.self) { try await writer.write(task, in: context) }
            #expect(error?.code == "quality.faithfulness" && error?.disposition == .discard)
        } else {
            let part = try await writer.write(task, in: context)
            #expect(part.sections[0].markdown == "It holds 1400 litres.")
            #expect(part.problems.count == 1 && part.problems[0].contains("1400 stands in none of the sources"))
        }
        #expect(provider.prompts.count == 2 && provider.prompts[1].user.contains("1300 stands in none of the sources"))
    }
}

import Foundation
import Pipelines

/// Turns a model's answer into sections, or says what is wrong with it in words that the model can use.
enum AnswerReader {
    /// Reads `answer` as the agent's schema says, or as Markdown where it has none.
    ///
    /// - Throws: ``StageError`` `answer.invalid`.
    static func read(_ answer: String, for task: WritingTask, cost: Money) throws(StageError) -> WrittenPart {
        guard let schema = task.agent.schema else {
            return WrittenPart(sections: [section(task, heading: "", markdown: answer, urls: [])], cost: cost)
        }
        let value = try json(answer, schema)
        try check(value, task)
        return part(value, task, cost)
    }

    /// Reads an outline; the sources that it names must be among the task's.
    ///
    /// - Throws: ``StageError`` `answer.invalid`.
    static func readOutline(_ answer: String, for task: WritingTask) throws(StageError) -> Outline {
        let value = try json(answer, task.agent.schema ?? .object([:]))
        guard let outline = try? value.decode(as: Outline.self) else { throw invalid("the answer is no outline.") }
        let known = Set(task.sources.map(\.reference.url))
        for chapter in outline.chapters {
            guard chapter.title.contains(where: \.isLetter) else { throw invalid("a chapter has no title.") }
            if let url = chapter.sources.first(where: { !known.contains($0) }) {
                throw invalid("the source \(url.prefix(200)) is not one of the sources.")
            }
        }
        return outline
    }

    private static func json(_ answer: String, _ schema: JSONValue) throws(StageError) -> JSONValue {
        guard let value = try? JSONValue(parsing: Data(unfenced(answer).utf8)) else {
            throw invalid("the answer is not JSON.")
        }
        if let problem = SchemaValidator.problem(of: value, against: schema) { throw invalid(problem) }
        return value
    }

    private static func part(_ value: JSONValue, _ task: WritingTask, _ cost: Money) -> WrittenPart {
        var part = WrittenPart(cost: cost)
        if case .array(let entries)? = value["sections"] {
            part.sections = entries.map { entry in
                section(
                    task, heading: text(entry["heading"]) ?? "", markdown: text(entry["markdown"]) ?? "",
                    urls: [text(entry["source"])].compactMap(\.self))
            }
        } else if let markdown = text(value["markdown"]) ?? text(value["text"]) {
            part.sections = [section(task, heading: text(value["heading"]) ?? "", markdown: markdown, urls: [])]
        }
        part.summary = text(value["summary"]) ?? text(value["description"])
        if case .array(let words)? = value["keywords"] { part.keywords = words.compactMap(text) }
        return part
    }

    /// Links and cited sources must be among the sources: a model invents addresses.
    private static func check(_ value: JSONValue, _ task: WritingTask) throws(StageError) {
        let known = Set(task.sources.map(\.reference.url))
        guard case .array(let entries)? = value["sections"] else { return }
        for entry in entries {
            if let url = text(entry["source"]), !known.contains(url) {
                throw invalid("the source \(url.prefix(200)) is not one of the sources.")
            }
        }
    }

    /// Sections without a source of their own rest on all of them.
    private static func section(
        _ task: WritingTask, heading: String, markdown: String, urls: [String]
    ) -> ManuscriptSection {
        let cited = urls.isEmpty ? task.sources : task.sources.filter { urls.contains($0.reference.url) }
        return ManuscriptSection(part: task.part, heading: heading, markdown: markdown, sources: cited.map(\.citation))
    }

    /// Servers without constrained output like to wrap JSON in a code fence.
    private static func unfenced(_ answer: String) -> String {
        let text = answer.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix("```"), text.hasSuffix("```"), let newline = text.firstIndex(of: "\n") else { return text }
        return String(text[text.index(after: newline)...].dropLast(3))
    }

    private static func text(_ value: JSONValue?) -> String? {
        guard case .string(let text)? = value else { return nil }
        return text
    }

    private static func invalid(_ problem: String) -> StageError {
        StageError(code: "answer.invalid", message: problem, disposition: .retry(after: nil))
    }
}

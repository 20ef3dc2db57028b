import Pipelines

/// A check that an agent's front matter asks for by name: what is wrong with an answer, in words that a model can use.
///
/// They are cheap and sure rather than clever: what they find is wrong, what they pass may still be. `quotes` is not among
/// them; the product's quality looks after it.
enum AnswerCheck: String, CaseIterable {
    case banned, faithfulness, language, length, links, repetition
    case readingEase = "reading_ease"

    /// The first thing that is wrong with an answer by the checks of its agent that the product does not allow for.
    static func problem(in part: WrittenPart, of task: WritingTask) -> (check: AnswerCheck, message: String)? {
        let text = CheckedText(part)
        for check in allCases where task.agent.validators.contains(check.rawValue) {
            guard !task.product.quality.allow.contains(check.rawValue) else { continue }
            if let message = check.problem(with: text, part, task) { return (check, message) }
        }
        return nil
    }

    /// Refuses an answer that does not pass; the last one only where the product's quality is strict.
    ///
    /// - Returns: what is let pass, for people.
    /// - Throws: ``StageError`` `answer.invalid`, or `quality.…` when nobody is asked again.
    static func demand(_ part: WrittenPart, of task: WritingTask, isLast: Bool) throws(StageError) -> String? {
        guard let (check, message) = problem(in: part, of: task) else { return nil }
        guard isLast else {
            throw StageError(code: "answer.invalid", message: message, disposition: .retry(after: nil))
        }
        let finding = "The \(task.part) of \(task.product.name) by \(task.agent.name): \(message)"
        guard task.product.quality.level == .strict else { return finding }
        throw StageError(code: "quality.\(check.rawValue)", message: finding, disposition: .discard)
    }

    private func problem(with text: CheckedText, _ part: WrittenPart, _ task: WritingTask) -> String? {
        switch self {
        case .banned: text.bannedPhrase.map { "“\($0)” has no place in a text." }
        case .faithfulness:
            text.numbers.subtracting(CheckedText.numbers(of: task)).min().map {
                "the number \($0) stands in none of the sources."
            }
        case .language:
            text.foreignLanguage(expected: task.language).map { "it is written in \($0), not in \(task.language)." }
        case .length: Self.overlong(part, limit: task.agent.maximumWords)
        case .links:
            text.links.subtracting(CheckedText.links(of: task.sources)).min().map {
                "the address \($0.prefix(200)) stands in none of the sources."
            }
        case .repetition: text.repeatedSentence.map { "the sentence “\($0.prefix(200))” stands there again and again." }
        case .readingEase: text.isHard(task.language) ? "it is hard to read: shorter sentences, shorter words." : nil
        }
    }

    /// A tenth more than was asked for is let pass: nobody counts exactly.
    private static func overlong(_ part: WrittenPart, limit: Int?) -> String? {
        guard let limit else { return nil }
        for section in part.sections {
            let count = section.markdown.split(whereSeparator: \.isWhitespace).count
            if count * 10 > limit * 11 { return "a text of \(count) words is too long; \(limit) are the most." }
        }
        return nil
    }
}

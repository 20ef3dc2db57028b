/// The language of a text by its letters and its commonest words, for pages that do not tell.
enum LanguageGuess {
    /// A language tag; nil for a text too short or too mixed to say.
    static func language(of text: String) -> String? {
        if let script = script(of: text) { return script }
        var scores = [Int](repeating: 0, count: commonWords.count)
        var total = 0
        for word in text.utf8.prefix(20_000).split(whereSeparator: { !($0.isWordByte) }).prefix(2000) {
            total += 1
            guard word.count <= 6, let languages = byWord[Substring(word).lowercased()] else { continue }
            for language in languages { scores[language] += 1 }
        }
        guard total >= 20 else { return nil }
        let ranked = scores.indices.sorted { scores[$0] > scores[$1] }
        let (first, second) = (ranked[0], ranked[1])
        guard scores[first] * 12 >= total, scores[first] * 4 >= scores[second] * 5 else { return nil }
        return commonWords[first].tag
    }

    /// What the script alone tells, where most letters are of one.
    private static func script(of text: String) -> String? {
        var counts: [String: Int] = [:]
        var letters = 0
        for scalar in text.unicodeScalars.prefix(4000) where scalar.value > 0x40 {
            letters += 1
            for (tag, range) in scripts where range.contains(scalar.value) { counts[tag, default: 0] += 1 }
        }
        // Japanese writes Han letters between its own.
        if counts["ja", default: 0] * 10 > letters { return "ja" }
        return counts.filter { $0.key != "ja" && $0.value * 2 > letters }.max { $0.value < $1.value }?.key
    }

    private static let scripts: [(String, ClosedRange<UInt32>)] = [
        ("el", 0x370...0x3FF), ("ru", 0x400...0x4FF), ("he", 0x590...0x5FF), ("ar", 0x600...0x6FF),
        ("hi", 0x900...0x97F),
        ("th", 0xE00...0xE7F), ("ja", 0x3040...0x30FF), ("zh", 0x4E00...0x9FFF), ("ko", 0xAC00...0xD7AF),
    ]

    private static let commonWords: [(tag: String, words: String)] = [
        ("en", "the of and to in is that for it with as was on are this you be by from have not"),
        ("de", "der die und das ist nicht ein eine zu den mit von auf für sich dem im auch wird sind"),
        ("fr", "le la les des et est une du dans que pour qui sur pas au avec par ce sont plus"),
        ("es", "el la los las que en y es un una por con para del se lo su más como al"),
        ("pt", "o a os as que em e é um uma por com para do da não se dos ao mais"),
        ("it", "il la che di e un una per con del non sono della i le si da nel è più"),
        ("nl", "de het een en van is dat niet op te in zijn voor met aan er ook die maar bij"),
        ("sv", "och att det som en på är av för med den till inte har ett om var jag men"),
        ("da", "og at det er en på til af for med den ikke der som har et de var men"),
        ("pl", "i w nie na się że do jest z to jak o po co tak za od przez są dla"),
        ("tr", "ve bir bu için ile da de olarak daha çok gibi olan en ne var kadar"),
        ("cs", "a se v na je že to s z do i o k ve pro za by po jako který"),
    ]

    private static let byWord: [String: [Int]] = {
        var byWord: [String: [Int]] = [:]
        for (index, language) in commonWords.enumerated() {
            for word in language.words.split(separator: " ") { byWord[String(word), default: []].append(index) }
        }
        return byWord
    }()
}

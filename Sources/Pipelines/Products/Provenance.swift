/// How a text came to be.
package struct Provenance: Sendable, Hashable, Codable {
    /// `extractive`, `openai-compatible`, …
    package var provider: String
    package var model: String?
    /// The sentence that readers see, for example that no model wrote this and sentences are quoted from the sources.
    package var statement: String
    /// What the text quotes, in its order.
    package var quotes: [SourceQuote]
    /// What stands in the text as if it were quoted, and in none of its sources.
    package var unfound: [String]
    /// What validators found wrong with answers that were taken all the same, a sentence each.
    package var findings: [String]

    private enum CodingKeys: String, CodingKey {
        case provider, model, statement, quotes, unfound, findings
    }

    package init(
        provider: String, model: String? = nil, statement: String, quotes: [SourceQuote] = [], unfound: [String] = [],
        findings: [String] = []
    ) {
        self.provider = provider
        self.model = model
        self.statement = statement
        self.quotes = quotes
        self.unfound = unfound
        self.findings = findings
    }

    /// Texts that were frozen before quotes were looked up, or findings kept, have none.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        provider = try container.decode(String.self, forKey: .provider)
        model = try container.decodeIfPresent(String.self, forKey: .model)
        statement = try container.decode(String.self, forKey: .statement)
        quotes = try container.decodeIfPresent([SourceQuote].self, forKey: .quotes) ?? []
        unfound = try container.decodeIfPresent([String].self, forKey: .unfound) ?? []
        findings = try container.decodeIfPresent([String].self, forKey: .findings) ?? []
    }

    /// A text without quotes and findings is written as it was before there were any: its digest, by which editions are
    /// dated, stays.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(provider, forKey: .provider)
        try container.encodeIfPresent(model, forKey: .model)
        try container.encode(statement, forKey: .statement)
        if !quotes.isEmpty { try container.encode(quotes, forKey: .quotes) }
        if !unfound.isEmpty { try container.encode(unfound, forKey: .unfound) }
        if !findings.isEmpty { try container.encode(findings, forKey: .findings) }
    }
}

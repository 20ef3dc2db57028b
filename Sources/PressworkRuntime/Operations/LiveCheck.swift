import Pipelines

/// What a live run must have before anything is made.
struct LiveCheck {
    let settings: Settings

    /// Refuses a live run of `pipeline` that lacks something.
    ///
    /// - Parameter otherwise: how things stand now, and what can be done instead.
    /// - Throws: ``RuntimeError`` `secretMissing` naming everything that is missing at once.
    func require(
        _ pipeline: Pipeline, channels: [Channel],
        otherwise: String = "Nothing was made. Rehearse with --rehearse."
    ) throws {
        var missing: [String] = []
        for distribution in pipeline.distribution {
            guard let channel = channels.first(where: { $0.name == distribution.channel }) else {
                missing.append("the channel \(distribution.channel)")
                continue
            }
            missing += secretNames(of: channel).filter { settings.secrets.secret(named: $0) == nil }
            if channel.name.kind == .email, settings.publicURL == nil, channel.settings["unsubscribe"] == nil {
                missing.append("PRESSWORK_PUBLIC_URL")
            }
        }
        missing += writers(of: pipeline)
        for case .airtable(let table) in pipeline.sources.map(\.kind)
        where settings.secrets.secret(named: table.token) == nil {
            missing.append(table.token)
        }
        guard missing.isEmpty else {
            let list = Array(Set(missing)).sorted().joined(separator: ", ")
            throw RuntimeError(
                .secretMissing,
                "A live run of \(pipeline.name) needs \(list). \(otherwise)")
        }
    }

    private func secretNames(of channel: Channel) -> [String] {
        if !channel.secrets.isEmpty { return channel.secrets.values.sorted() }
        switch channel.name.kind {
        case .email:
            let hasPlace = channel.settings["folder"] != nil || channel.settings["url"] != nil
            return hasPlace ? [] : ["PRESSWORK_SMTP_URL"]
        case .gumroad: return ["GUMROAD_TOKEN"]
        case .site, .social: return []
        }
    }

    /// A provider is said, never guessed: a live run does not fall back to the extractive one.
    private func writers(of pipeline: Pipeline) -> [String] {
        let used = Set(pipeline.products.flatMap { $0.write.flatMap(\.agents) })
        let named = pipeline.agents.values.filter { used.contains($0.name) }.map { $0.provider ?? settings.provider }
        var missing: [String] = []
        if named.contains(where: { $0 == nil }) { missing.append("PRESSWORK_PROVIDER") }
        if named.contains("openai-compatible") {
            if settings.openAIModel == nil { missing.append("OPENAI_MODEL") }
            let isOpenAI = settings.openAIBaseURL.contains("api.openai.com")
            if isOpenAI, settings.secrets.secret(named: "OPENAI_API_KEY") == nil { missing.append("OPENAI_API_KEY") }
        }
        return missing
    }
}

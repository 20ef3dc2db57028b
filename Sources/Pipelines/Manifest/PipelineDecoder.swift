/// Reads a ``Pipeline`` from a checked tree. What does not fit has been reported, so it is passed over here.
struct PipelineDecoder {
    let root: ManifestNode
    let brand: Brand
    let agents: [String: AgentSpec]
    /// Names of `distribute` in the order in which they run.
    let order: [String]

    func pipeline() -> Pipeline {
        Pipeline(
            name: text(root["name"]), brand: brand, schedule: root["make"].map(schedule), send: root["send"].map(send),
            parameters: Dictionary((root["params"]?.entries ?? []).map { ($0.key, parameter($0.value)) }) { first, _ in
                first
            },
            budget: budget(root["budget"]), items: items(root["items"]),
            sources: (root["sources"]?.values ?? []).compactMap(source),
            products: (root["products"]?.entries ?? []).compactMap { product($0.key, $0.value) }, agents: agents,
            review: root["review"].map(review),
            distribution: order.compactMap { name in
                root["distribute"]?[name].flatMap { distribution(name, $0) }
            },
            onPartial: choice(root["on_partial"]) ?? .ask)
    }

    private func schedule(_ node: ManifestNode) -> ScheduleSpec {
        ScheduleSpec(
            cron: text(node["cron"]), timezone: node["timezone"]?.text ?? "UTC",
            catchup: node["catchup"]?["max"] == nil ? choice(node["catchup"]) ?? .latest : .all,
            catchupMost: integer(node["catchup"]?["max"]), catchupWindow: duration(node["catchup"]?["window"]),
            jitter: duration(node["jitter"]))
    }

    private func send(_ node: ManifestNode) -> SendSpec {
        SendSpec(
            at: text(node["at"]), zone: choice(node["zone"]) ?? .brand,
            staleAfter: duration(node["stale_after"]))
    }

    private func parameter(_ node: ManifestNode) -> ParameterSpec { ParameterSpec(defaultValue: node["default"]?.text) }

    private func budget(_ node: ManifestNode?) -> Budget {
        let standard = Budget()
        return Budget(
            item: money(node?["item"]), run: money(node?["run"]) ?? standard.run, month: money(node?["month"]),
            onExceeded: choice(node?["on_exceeded"]) ?? standard.onExceeded)
    }

    private func items(_ node: ManifestNode?) -> ItemsSpec {
        let source: ItemsSpec.Source =
            if let path = node?["csv"]?.text {
                .csv(path: path)
            } else if node?["documents"] != nil {
                .documents
            } else {
                .single
            }
        return ItemsSpec(
            source: source, key: node?["key"]?.text, condition: node?["where"]?.text.flatMap(ManifestScalar.condition),
            pilot: integer(node?["pilot"]))
    }

    private func product(_ name: String, _ node: ManifestNode) -> ProductSpec? {
        guard let kind: ProductSpec.Kind = choice(node["type"]) else { return nil }
        let write = (node["write"]?.entries ?? []).map { self.write($0.key, $0.value) }
        return ProductSpec(
            name: name, kind: kind, each: choice(node["each"]) ?? .item, title: text(node["title"]),
            subtitle: node["subtitle"]?.text, language: node["language"]?.text, write: write,
            words: integer(node["length"]?["words"]),
            cover: (node["cover"]?["template"]?.text).map(CoverSpec.init(template:)),
            formats: choices(node["formats"]),
            quality: QualitySpec(
                level: choice(node["quality"]?["level"]) ?? .standard, allow: texts(node["quality"]?["allow"])))
    }

    private func write(_ part: String, _ node: ManifestNode) -> WriteSpec {
        guard let each = node["each"] else { return WriteSpec(part: part, agent: text(node)) }
        let chapters = ChaptersSpec(
            outline: node["outline"]?.text, most: integer(node["most"]) ?? ChaptersSpec.usualMost)
        return WriteSpec(part: part, agent: text(each), chapters: chapters)
    }

    private func review(_ node: ManifestNode) -> ReviewSpec {
        ReviewSpec(
            products: texts(node["of"]), reviewers: texts(node["who"]), by: node["by"]?.text,
            ifSilent: choice(node["if_silent"]) ?? .hold)
    }

    private func distribution(_ name: String, _ node: ManifestNode) -> DistributionSpec? {
        guard let channel = node["to"]?.text.flatMap(ChannelName.init(text:)) else { return nil }
        return DistributionSpec(
            name: name, channel: channel, product: text(node["send"]), segment: node["segment"]?.text,
            subject: node["subject"]?.text, price: money(node["price"]), files: choices(node["files"]),
            publish: choice(node["publish"]) ?? .draft,
            after: texts(node["after"]).map { String($0.prefix { $0 != "." }) })
    }

    // MARK: Values

    func text(_ node: ManifestNode?) -> String { node?.text ?? "" }

    func texts(_ node: ManifestNode?) -> [String] { node?.values.compactMap(\.text) ?? [] }

    func integer(_ node: ManifestNode?) -> Int? { node?.text.flatMap(ManifestScalar.integer) }

    func duration(_ node: ManifestNode?) -> Int? { node?.text.flatMap(ManifestScalar.duration) }

    func money(_ node: ManifestNode?) -> Money? { node?.text.flatMap(ManifestScalar.money) }

    func choice<Value: RawRepresentable>(_ node: ManifestNode?) -> Value? where Value.RawValue == String {
        node?.text.flatMap(Value.init(rawValue:))
    }

    func choices<Value: RawRepresentable>(_ node: ManifestNode?) -> [Value] where Value.RawValue == String {
        texts(node).compactMap(Value.init(rawValue:))
    }
}

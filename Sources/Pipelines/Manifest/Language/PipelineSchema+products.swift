extension PipelineSchema {
    static let product = SchemaObject(
        "A product",
        [
            SchemaField(
                "type",
                .choice(of: ProductSpec.Kind.self, later: ["article", "course", "template", "community", "email"]),
                isRequired: true, "what sort of product it is"),
            SchemaField("each", .choice(of: ProductSpec.Each.self), "one for each run, item or document"),
            SchemaField("title", .scalar(.text), isRequired: true, "a template"),
            SchemaField("subtitle", .scalar(.text), "a template"),
            SchemaField("language", .scalar(.language), "the brand's or the sources' when absent"),
            SchemaField("write", .object(write), "part of the product → agent that writes it"),
            SchemaField("length", .object(length), "how long the text is to be"),
            SchemaField("quality", .object(quality), "what the text must pass"),
            SchemaField("cover", .object(cover), "a drawn cover; sizes follow from formats and channels"),
            SchemaField(
                "formats",
                .list(.choice(of: ProductSpec.Format.self, later: ["pdf", "markdown", "docx", "zip"]), limit: 10),
                "the files that are made"),
        ])

    static let write = SchemaObject(
        "What is written",
        parts.map { part in
            SchemaField(
                part.word,
                part.word == "chapters"
                    ? .either(single: .scalar(.name), mapping: .object(chapters)) : .scalar(.name),
                "the agent that writes this part")
        })

    static let chapters = SchemaObject(
        "Chapters",
        [
            SchemaField("each", .scalar(.name), isRequired: true, "the agent that writes one chapter"),
            SchemaField("outline", .scalar(.name), "the agent that says what they are; each source is one when absent"),
            SchemaField(
                "most", .scalar(.integer(1...ChaptersSpec.limit)), "the most chapters of an outline"),
        ])

    static let quality = SchemaObject(
        "Quality",
        [
            SchemaField("level", .choice(of: QualitySpec.Level.self), "how strict the checks are"),
            SchemaField("allow", .list(validator, limit: 20), "checks that only warn"),
            SchemaField(
                "thresholds", .named(.scalar(.text), limit: 50), isBuilt: false, "single thresholds of one's own"),
        ])

    static let cover = SchemaObject(
        "A cover", [SchemaField("template", .choice(of: CoverTemplate.self), isRequired: true, "a family of layouts")])

    static let review = SchemaObject(
        "A review",
        [
            SchemaField("of", .oneOrMore(.scalar(.name), limit: 50), isRequired: true, "the products that wait"),
            SchemaField("who", .oneOrMore(.scalar(.mailAddress), limit: 50), "who decides"),
            SchemaField("by", .scalar(.weekTime), "until when, `SUN 18:00`"),
            SchemaField(
                "if_silent",
                .choice([
                    SchemaChoice("hold"), SchemaChoice("approve", isBuilt: false),
                    SchemaChoice("reject", isBuilt: false),
                ]), "what silence means"),
        ])

    static let distribution = SchemaObject(
        "A distribution",
        [
            SchemaField("to", .scalar(.channel), isRequired: true, "the channel, `kind/name`"),
            SchemaField("send", .scalar(.name), isRequired: true, "the product"),
            SchemaField("segment", .scalar(.name), "which readers; e-mail only"),
            SchemaField(
                "subject", .either(single: .scalar(.text), mapping: .object(subject)),
                "a template; the product's title when absent"),
            SchemaField("price", .scalar(.money), "what the shop asks"),
            SchemaField("files", .list(.choice(of: ProductSpec.Format.self), limit: 10), "which of the formats go"),
            SchemaField(
                "publish", .either(single: .choice(of: DistributionSpec.Publish.self), mapping: .object(publishAt)),
                "`draft` or `live`"),
            SchemaField("after", .oneOrMore(.scalar(.reference), limit: 100), "entries that go first"),
            SchemaField("withdraw", .free, isBuilt: false, "when it is taken back"),
        ])

    static let subject = SchemaObject(
        "A tested subject",
        [
            SchemaField(
                "variants", .scalar(.integer(2...10)), isRequired: true, isBuilt: false, "how many are written"),
            SchemaField("test", .scalar(.percent), "the share of readers that decides"),
            SchemaField("wait", .scalar(.duration), "how long the test takes"),
            SchemaField("otherwise", .choice([SchemaChoice("first"), SchemaChoice("last")]), "without a winner"),
        ])

    static let publishAt = SchemaObject(
        "A publishing time", [SchemaField("at", .scalar(.text), isRequired: true, isBuilt: false, "when it goes live")])

    /// Kinds of channels that are part of the language and not built yet.
    static let laterChannelKinds = [
        "bluesky", "etsy", "instagram", "linkedin", "mailchimp", "mastodon", "payhip", "pinterest", "sendgrid",
        "shopify",
        "telegram", "whop", "wordpress", "x",
    ]
}

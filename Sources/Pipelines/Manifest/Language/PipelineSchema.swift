/// The language of manifests, whole: what is built and what is known by name and refused until it is.
package enum PipelineSchema {
    /// The version of the language, `presswork: 1`.
    package static let languageVersion = 1

    /// `pipeline.yaml`.
    static let manifest = SchemaObject(
        "A pipeline",
        [
            SchemaField(
                "presswork", .choice([SchemaChoice("\(languageVersion)")]), isRequired: true,
                "the version of the language, 1"),
            SchemaField(
                "name", .scalar(.name), isRequired: true, "the pipeline's name, part of every product's identity"),
            SchemaField(
                "brand", .either(single: .scalar(.path), mapping: .object(brand)),
                "a file of the bundle with voice and looks, or those themselves"),
            SchemaField("make", .object(make), "when runs are made"),
            SchemaField("send", .object(send), isBuilt: false, "when mail and posts may leave"),
            SchemaField("params", .named(.object(parameter), limit: 100), "what a run can be given"),
            SchemaField("budget", .object(budget), "what runs may cost"),
            SchemaField("items", .object(items), "what a run makes"),
            SchemaField("sources", .list(.object(source), limit: 1_000), "where material comes from"),
            SchemaField("products", .named(.object(product), limit: 50), isRequired: true, "what is made, by name"),
            SchemaField("review", .object(review), "what a person sees before it leaves"),
            SchemaField("distribute", .named(.object(distribution), limit: 100), "where products go, by name"),
            SchemaField(
                "on_partial",
                .choice([SchemaChoice("keep"), SchemaChoice("withdraw", isBuilt: false), SchemaChoice("ask")]),
                "what becomes of the rest when a channel refuses a part"),
        ])

    /// A brand file.
    static let brand = SchemaObject(
        "A brand",
        [
            SchemaField("name", .scalar(.text), "the publisher"),
            SchemaField("voice", .scalar(.text), "how texts sound, in a few sentences"),
            SchemaField("palette", .list(.scalar(.color), limit: 16), "colours, the darkest ground first"),
            SchemaField("logo", .scalar(.path), "a picture of the bundle"),
            SchemaField("fonts", .named(.scalar(.text), limit: 8), "families by role: `display`, `text`"),
            SchemaField("author", .scalar(.text), "who stands on the cover"),
            SchemaField("imprint", .scalar(.text), "the line at the end of every product"),
            SchemaField("postal_address", .scalar(.text), "what mail must carry by law"),
            SchemaField("disclosure", .scalar(.text), "what readers are told about how texts are made"),
            SchemaField("language", .scalar(.language), "the language of products that name none"),
        ])

    /// The front matter of an agent.
    static let agent = SchemaObject(
        "An agent",
        [
            SchemaField("description", .scalar(.text), "what it is for, for people"),
            SchemaField("role", .choice(parts), "the part that it writes; providers without a model go by it"),
            SchemaField(
                "provider",
                .choice(
                    [ProviderAccount.builtIn, "openai-compatible"].map { SchemaChoice($0) }
                        + ["anthropic", "gemini", "ollama", "openai"].map { SchemaChoice($0, isBuilt: false) }),
                "who writes"),
            SchemaField("model", .scalar(.text), "the provider's model"),
            SchemaField(
                "schema", .either(single: .scalar(.path), mapping: .free),
                "JSON Schema of the answer, or a file of the bundle that holds it"),
            SchemaField("validators", .list(validator, limit: 20), "checks on the answer"),
            SchemaField("length", .object(length), "the most that one text may have"),
        ])

    static let parts = ["intro", "stories", "chapters", "post", "outro", "seo"].map { SchemaChoice($0) }
    static let validator = SchemaType.choice(
        ["banned", "faithfulness", "language", "length", "links", "quotes", "reading_ease", "repetition"]
            .map { SchemaChoice($0) })
    static let length = SchemaObject(
        "A length", [SchemaField("words", .scalar(.integer(1...1_000_000)), isRequired: true, "a number of words")])
}

/// One validation under way: the files, what was read from them, and the problems so far.
struct BundleValidation {
    let files: [String: [UInt8]]
    let knownChannels: [ChannelName]?
    var problems: [ManifestProblem] = []

    /// The manifest's tree; empty until it was read.
    var root = ManifestNode(content: .mapping([]), place: .start)
    var agents: [String: AgentSpec] = [:]
    var brand = Brand()
    /// The table of the items, if they have one that could be read.
    var table: CSVTable?

    init(files: [String: [UInt8]], knownChannels: [ChannelName]?) {
        self.files = files
        self.knownChannels = knownChannels
    }

    /// Checks everything; the pipeline is right only if no problem was found.
    mutating func run() -> Pipeline? {
        let manifest = PipelineBundle.manifestName
        guard let bytes = files[manifest] else {
            report(.missingFile, .start, "", "The bundle has no `\(manifest)`.")
            return nil
        }
        guard let node = read(bytes, as: PipelineSchema.manifest, file: manifest) else { return nil }
        root = node
        readBrand()
        readTable()
        readAgents()
        checkFolders()
        checkSources()
        checkProducts()
        checkReview()
        let order = checkDistribution()
        checkChannels()
        checkTemplates()
        return PipelineDecoder(root: root, brand: brand, agents: agents, order: order).pipeline()
    }

    /// Reads a YAML file and compares it with a part of the language.
    mutating func read(
        _ bytes: some Collection<UInt8>, as object: SchemaObject, file: String, lineOffset: Int = 0
    ) -> ManifestNode? {
        var yaml = ManifestYAML(file: file, lineOffset: lineOffset)
        let node = yaml.parse(bytes)
        problems += yaml.problems
        guard let node else { return nil }
        var checker = SchemaChecker(file: file)
        checker.check(node, .object(object), path: "", key: SourcePlace(line: 1 + lineOffset, column: 1))
        problems += checker.problems
        return node
    }

    mutating func report(
        _ kind: ManifestProblem.Kind, _ place: SourcePlace, _ field: String, _ message: String,
        suggestion: String? = nil, file: String = PipelineBundle.manifestName
    ) {
        problems.append(
            ManifestProblem(
                kind: kind, file: file, line: place.line, column: place.column, field: field, message: message,
                suggestion: suggestion))
    }

    /// Reports a path that the bundle does not hold.
    mutating func reportMissing(
        _ path: String, _ place: SourcePlace, _ field: String, file: String = PipelineBundle.manifestName
    ) {
        report(
            .missingFile, place, field, "The bundle has no file `\(SchemaChecker.shortened(path))`.",
            suggestion: Suggestion.nearest(to: path, in: files.keys.sorted()), file: file)
    }
}
